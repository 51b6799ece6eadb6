import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Member } from '../../schema/webhook.ts'
import type { Services } from '../services.ts'
import { memberOf } from './member.ts'

/**
 * The people of a segment who may be told of, one after the other: profiles come from the disk.
 * Those in memory come at once, so others have their turn between: twenty thousand would hold
 * every page up for seconds.
 */
export async function* membersOf(
  segment: string,
  { shop, env }: Pick<Services, 'shop' | 'env'>,
): AsyncGenerator<Member> {
  const { segments } = shop.engine
  const place = segments.held.placeOf(segment)
  for (const visitor of segments.members(place)) {
    const member = await memberOf(visitor, shop, env.now())
    if (member) yield member
    await nextTurn()
  }
}

export async function* asJson(members: AsyncIterable<Member>): AsyncGenerator<string> {
  let between = '[\n'
  for await (const member of members) {
    yield between + JSON.stringify(member)
    between = ',\n'
  }
  yield between === '[\n' ? '[]\n' : '\n]\n'
}

const COLUMNS = 'visitor,keys,consent,last_seen,visit,traits,wishes'

export async function* asCsv(members: AsyncIterable<Member>): AsyncGenerator<string> {
  yield `${COLUMNS}\r\n`
  for await (const member of members) yield `${fieldsOf(member).map(quoted).join(',')}\r\n`
}

function fieldsOf({ visitor, keys, consent, lastSeen, visit, traits, wishes }: Member): string[] {
  const told = traits.map(
    ({ name, about, score }) => `${name}${about ? ` ${about}` : ''}: ${score}`,
  )
  const wished = wishes.map(({ item, sku, market }) =>
    [item, sku, market].filter(Boolean).join(' '),
  )
  const seen = new Date(lastSeen).toISOString()
  return [visitor, keys.join(' '), consent, seen, visit, told.join('; '), wished.join('; ')]
}

/** A program for tables takes what begins so for a formula; a key has nothing that one could call. */
function quoted(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^-[\w -]*$/.test(text)
  const plain = isFormula ? `'${text}` : text
  return `"${plain.replaceAll('"', '""')}"`
}
