import { hash } from 'node:crypto'
import { partitionOf } from '../../core/partition.ts'
import { namedKey } from '../../core/visitor-key.ts'
import { nickname } from '../../engine/genome/nickname.ts'
import type { PersonFound } from '../../schema/privacy-request.ts'
import { addressKey } from '../letters/address-key.ts'
import { both } from '../live/words.ts'
import type { Services } from '../services.ts'

/** A visitor's key as the console shows it. */
const KEY = /^[A-Za-z0-9_-]{22}$/

interface Candidate {
  as: PersonFound['as']
  visitor: string
}

/**
 * Whom these words may name: a key, a name as the shop sends it, an e-mail address, or the
 * hash of one, for shops that send that. Told are those of whom something is kept, or who
 * were forgotten within 13 months.
 */
export async function findPeople(name: string, services: Services): Promise<PersonFound[]> {
  const found = new Map<string, PersonFound>()
  for (const candidate of candidates(name.trim(), services.keys.nameSecret)) {
    const person = await personOf(candidate, services)
    if (person && !found.has(person.visitor)) found.set(person.visitor, person)
  }
  return [...found.values()]
}

function* candidates(name: string, secret: string): Generator<Candidate> {
  if (KEY.test(name)) yield { as: 'key', visitor: name }
  yield { as: 'name', visitor: namedKey(name, secret) }
  if (!name.includes('@')) return
  const email = name.toLowerCase()
  if (email !== name) yield { as: 'name', visitor: namedKey(email, secret) }
  yield { as: 'email', visitor: addressKey(email, secret) }
  yield { as: 'email-hash', visitor: namedKey(hash('sha256', email, 'hex'), secret) }
}

async function personOf(
  { as, visitor: key }: Candidate,
  services: Services,
): Promise<PersonFound | undefined> {
  const { shop, env, erasure } = services
  const { state, erasedAt } = await erasure.status(key)
  const visitor = shop.engine.canonical(key)
  const names = shop.engine.keysOf(visitor).length
  const person = {
    visitor,
    as,
    nickname: both(l => nickname(visitor, l)),
    names,
    acts: 0,
    wishes: 0,
  }
  if (state !== 'none') return { ...person, erased: { at: erasedAt!, state } }
  const known = await shop.visitor(visitor, env.now())
  const wishes = as === 'email' || known ? await wishesOf(visitor, services) : 0
  if (!known && wishes === 0) return undefined
  const told = await shop.tellVisitor(visitor, env.now())
  const lastSeen = told?.acts[0]?.time
  return { ...person, acts: known?.acts ?? 0, wishes, ...(lastSeen && { lastSeen }) }
}

/** Their wishes lie in their own part of the log; those of an address under whoever typed it. */
async function wishesOf(visitor: string, { shop, log }: Services): Promise<number> {
  const keys = new Set(shop.engine.keysOf(visitor))
  let count = shop.engine.wishes.ofAddress(visitor).filter(wish => !keys.has(wish.visitor)).length
  for (const partition of new Set([...keys].map(partitionOf))) {
    for await (const records of log.read({ partition })) {
      for (const { type, body } of records) {
        if (type === 'wish_made' && keys.has(body.visitor)) count++
      }
    }
  }
  return count
}
