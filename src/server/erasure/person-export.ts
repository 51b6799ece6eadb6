import { DAY } from '../../core/clock.ts'
import { partitionOf } from '../../core/partition.ts'
import type { ShopEvent } from '../../schema/event.ts'
import { type LogRecord, SHOP_PARTITION } from '../../schema/record.ts'
import type { EventLog } from '../../store/ports.ts'
import { KEPT_MS } from '../retention.ts'
import type { Shop } from '../shop.ts'

/** Whose export it is: the whole person, or what one browser did itself. */
export interface Person {
  visitor: string
  isWhole: boolean
  /** Key of their e-mail address, where it is by that that they are asked for. */
  address?: string
}

interface Sources {
  shop: Shop
  log: EventLog
}

/** What is added up while the records go by. */
interface Sums {
  joined: { names: number; time: string }[]
  orders: object[]
  consents: { consent: string; since: string }[]
}

/**
 * Everything that is kept of a person, as one JSON document for people and programs, a
 * record at a time: nobody's history is ever in memory as a whole.
 */
export async function* exportOf(
  person: Person,
  { shop, log }: Sources,
  now: number,
): AsyncGenerator<string> {
  const all = shop.engine.keysOf(person.visitor)
  const keys = new Set(person.isWhole ? all : [person.visitor])
  const isAlone = all.length === 1
  const known = person.isWhole || isAlone ? await shop.visitor(person.visitor, now) : undefined
  const sums: Sums = { joined: [], orders: [], consents: [] }

  yield `{\n"shop": ${JSON.stringify(shop.name)},\n"madeAt": "${new Date(now).toISOString()}",\n`
  yield `"identity": ${JSON.stringify(identityOf(keys, isAlone))},\n`
  yield `"known": ${JSON.stringify(known ?? null)},\n"records": [`
  let isFirst = true
  const write = (record: object) => {
    const text = `${isFirst ? '' : ','}\n${JSON.stringify(record)}`
    isFirst = false
    return text
  }
  for await (const record of recordsOf(keys, log)) {
    addUp(record, sums)
    yield write(told(record))
  }
  for await (const wish of wishesBeside(person.address, keys, shop)) yield write(wish)
  yield `\n],\n"orders": ${JSON.stringify(sums.orders)},\n`
  yield `"consents": ${JSON.stringify(inTurn(sums.consents))},\n"joined": ${JSON.stringify(sums.joined)},\n`
  yield `"kept": ${JSON.stringify(keptUntil(now))}\n}\n`
}

function identityOf(keys: ReadonlySet<string>, isAlone: boolean) {
  const note = isAlone
    ? undefined
    : 'This visitor is known by several names. A browser reads what it did itself; the shop reads the rest for whoever is signed in.'
  return { keys: [...keys], ...(note && { note }) }
}

async function* recordsOf(keys: ReadonlySet<string>, log: EventLog): AsyncGenerator<LogRecord> {
  const partitions = new Set([...keys].map(partitionOf)).add(SHOP_PARTITION)
  const merges = new Set<string>()
  for (const partition of partitions) {
    for await (const records of log.read({ partition })) {
      for (const record of records) {
        if (isTheirs(record, keys) && !isCopy(record, merges)) yield record
      }
    }
  }
}

/** A merge is written to the partitions of both names. */
function isCopy({ type, body }: LogRecord, merges: Set<string>): boolean {
  if (type !== 'visitors_merged') return false
  const merge = `${body.from} ${body.into} ${body.time}`
  return merges.size === merges.add(merge).size
}

/** Their address, typed by a browser that is not known to be theirs: the wish, and not who that is. */
async function* wishesBeside(
  address: string | undefined,
  keys: ReadonlySet<string>,
  shop: Shop,
): AsyncGenerator<object> {
  if (address === undefined) return
  for (const { visitor, position } of shop.engine.wishes.ofAddress(address)) {
    const record = keys.has(visitor) ? undefined : await shop.recordAt(position)
    if (record?.type !== 'wish_made') continue
    const { visitor: _, ...wish } = told(record) as { visitor?: string }
    yield wish
  }
}

function isTheirs({ type, body }: LogRecord, keys: ReadonlySet<string>): boolean {
  if (type === 'visitors_merged') return keys.has(body.from)
  const isBeside = type === 'wish_made' || type === 'wish_stepped' || type === 'offer_reserved'
  const isSaid = type === 'trait_corrected' || type === 'consent_withdrawn'
  if (isBeside || isSaid || type === 'nudge_shown') return keys.has(body.visitor)
  const names = type === 'event' || type === 'decision' || type === 'event_refused'
  return names && body.visitor !== undefined && keys.has(body.visitor)
}

/** Another name of theirs is not told: who reads may be one browser of several. */
function told({ type, receivedAt, body }: LogRecord): object {
  const record = { type, receivedAt: new Date(receivedAt).toISOString() }
  return type === 'visitors_merged' ? record : { ...record, ...body }
}

function addUp({ type, receivedAt, body }: LogRecord, sums: Sums): void {
  if (type === 'visitors_merged') {
    sums.joined.push({ names: 2, time: new Date(receivedAt).toISOString() })
  }
  if (type !== 'event') return
  if (body.transaction !== undefined) sums.orders.push(orderOf(body))
  if (body.consent === undefined) return
  const last = sums.consents.at(-1)
  const since = new Date(body.time).toISOString()
  if (last?.consent !== body.consent || since < last.since) {
    sums.consents.push({ consent: body.consent, since })
  }
}

/** They were read a partition at a time: in the order of their times, and each change once. */
function inTurn(consents: Sums['consents']): Sums['consents'] {
  const sorted = consents.toSorted((a, b) => (a.since < b.since ? -1 : 1))
  return sorted.filter(({ consent }, n) => consent !== sorted[n - 1]?.consent)
}

function orderOf({ name, time, transaction, currency, value, items }: ShopEvent) {
  return { what: name, time: new Date(time).toISOString(), ...transaction, currency, value, items }
}

function keptUntil(now: number) {
  return {
    why: 'To show this person what is likely to be of use to them, and to prove that it is.',
    where: [
      'the profile, as long as they come within 25 months',
      'the log, a file a day, 25 months',
      'snapshots of sums, which name buyers until they are renewed, and back-ups of the shop',
    ],
    oldestDay: new Date(now - KEPT_MS).toISOString().slice(0, 10),
    cookie: 'vitrine, 393 days, not renewed',
    asks: 'POST /v1/privacy/erase forgets all of it',
    months: Math.round(KEPT_MS / DAY / 30.4),
  }
}
