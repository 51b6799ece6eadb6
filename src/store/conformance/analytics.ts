import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { uuidV7 } from '../../core/ids.ts'
import { partitionOf } from '../../core/partition.ts'
import { Random } from '../../core/random.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { LogRecord, NewRecord } from '../../schema/record.ts'
import { type Analytics, TooSlow } from '../ports.ts'
import { START } from './records.ts'
import { recount } from './recount.ts'

/** What every adapter of the port must do. */
export function analyticsConformance(name: string, open: () => Promise<Analytics>): void {
  test(`${name}: tables count what a recount of the log counts, however it came in`, async () => {
    for (const seed of [1, 2, 3]) {
      const records = aLog(seed)
      const random = new Random(seed)
      const tables = await open()
      for (let at = 0; at < records.length; ) {
        const until = at + 1 + random.below(200)
        // A batch told again, from anywhere before: a process that was killed does so.
        await tables.follow(records.slice(Math.max(0, at - random.below(50)), until))
        at = until
      }
      assert.deepEqual(await counted(tables), recount(records), `seed ${seed}`)
      assert.equal(tables.position, records.at(-1)!.position)
      await tables.close()
    }
  })

  test(`${name}: whoever was forgotten is known by no key, and what they did still counts`, async () => {
    const records = aLog(4)
    const tables = await open()
    await tables.follow(records)
    const before = await counted(tables)
    const key = keysIn(records)[0]
    const known = 'SELECT count(*) AS n FROM visitors WHERE key = $1'
    assert.deepEqual((await tables.ask({ sql: known, values: [key] })).rows, [[1]])
    const time = START + 40 * DAY
    const body = { visitor: key, ghost: 'ghost-of-one', tombstone: 't', time }
    await tables.follow([record(records.length + 1, 'visitor_erased', body, time)])
    assert.deepEqual((await tables.ask({ sql: known, values: [key] })).rows, [[0]])
    assert.deepEqual(await counted(tables), before)
    await tables.close()
  })

  test(`${name}: merged and forgotten at once or one after the other, everybody has one slice`, async () => {
    for (const seed of [1, 2]) {
      const records = partings(seed)
      const [atOnce, oneByOne] = [await open(), await open()]
      await atOnce.follow(records)
      for (const record of records) await oneByOne.follow([record])
      const [told, expected] = [await peopleIn(atOnce), await peopleIn(oneByOne)]
      assert.ok(expected.length > 20)
      assert.deepEqual(told, expected, `seed ${seed}`)
      for (const tables of [atOnce, oneByOne]) await tables.close()
    }
  })

  test(`${name}: what was received before a day goes, and who did nothing since with it`, async () => {
    const records = aLog(5)
    const tables = await open()
    await tables.follow(records)
    const day = Math.floor(START / DAY) + 3
    await tables.dropBefore(day)
    const left = records.filter(({ receivedAt, type }) => receivedAt >= day * DAY || OWN.has(type))
    const { events, decisions } = recount(left)
    const now = await counted(tables)
    assert.deepEqual({ events: now.events, decisions: now.decisions }, { events, decisions })
    await tables.close()
  })

  test(`${name}: an answer has a bound in rows and in time, and says so`, async () => {
    const tables = await open()
    await tables.follow(aLog(6))
    const cut = await tables.ask({ sql: 'SELECT position FROM events ORDER BY position', most: 2 })
    assert.equal(cut.rows.length, 2)
    assert.equal(cut.isCut, true)
    const endless = 'SELECT count(*) FROM events a, events b, events c, events d'
    await assert.rejects(tables.ask({ sql: endless, withinMs: 50 }), TooSlow)
    assert.equal((await tables.ask({ sql: 'SELECT 1 AS one' })).rows[0][0], 1)
    await tables.close()
  })

  test(`${name}: a value is a value, whatever it says`, async () => {
    const tables = await open()
    await tables.follow(aLog(7))
    const hostile = "'; DROP TABLE events; --"
    const sql = 'SELECT $1 AS told, count(*) AS n FROM visitors WHERE key = $1'
    assert.deepEqual((await tables.ask({ sql, values: [hostile] })).rows, [[hostile, 0]])
    await tables.close()
  })
}

/** Told by the shop's own partition, which retention leaves alone. */
const OWN = new Set<string>(['shop_opened', 'visitors_merged', 'visitor_erased'])

async function counted(tables: Analytics) {
  const ask = async (sql: string) => (await tables.ask({ sql, most: 10_000 })).rows
  return {
    events: await ask('SELECT name, count(*) AS n FROM events GROUP BY name ORDER BY name'),
    decisions: await ask(
      `SELECT placement, slice, count(*) AS n FROM decisions GROUP BY ALL ORDER BY ALL`,
    ),
    visitors: await ask(`SELECT source, count(*) AS n, count(*) FILTER (robot) AS robots
      FROM visitors GROUP BY source ORDER BY source NULLS FIRST`),
    orders: await ask(`SELECT number, revenue, refunded, verified FROM orders ORDER BY number`),
    outcomes: await ask(
      'SELECT name, placement, count(*) AS n FROM outcomes GROUP BY ALL ORDER BY ALL',
    ),
    people: await ask('SELECT count(DISTINCT visitor) AS n FROM events'),
  }
}

/** Each visitor, and what is known of the browsers behind them. */
async function peopleIn(tables: Analytics) {
  const ask = async (sql: string) => (await tables.ask({ sql, most: 10_000 })).rows.map(String)
  return [
    ...(await ask('SELECT visitor, key, slice, source, live FROM visitors ORDER BY visitor')),
    ...(await ask('SELECT position, visitor FROM events ORDER BY position')),
    ...(await ask('SELECT * FROM aliases ORDER BY ALL')),
  ]
}

/** People with a browser or three and an account, who sign in, and some of whom are forgotten. */
function partings(seed: number): LogRecord[] {
  const random = new Random(seed)
  const records: LogRecord[] = []
  const add = (type: NewRecord['type'], body: unknown) => {
    const time = START + records.length * 60_000
    records.push(record(records.length + 1, type, body, time))
  }
  add('shop_opened', OPENED)
  for (let person = 0; person < 20; person++) {
    const account = `account${seed}-${person}`
    const keys = Array.from({ length: 1 + random.below(3) }, (_, n) => `b${seed}-${person}-${n}`)
    for (const key of keys) add('event', anEvent(key, START, [], random))
    if (random.next() < 0.5) add('event', anEvent(account, START, [], random))
    for (const from of keys) add('visitors_merged', { from, into: account, time: START })
    if (random.next() < 0.3) add('event', anEvent(keys[0], START, [], random))
    if (random.next() < 0.5) continue
    for (const visitor of random.next() < 0.5 ? [...keys, account] : [account, ...keys]) {
      const body = { visitor, ghost: `ghost of ${visitor}`, tombstone: visitor, time: START }
      add('visitor_erased', body)
    }
  }
  return records
}

function keysIn(records: readonly LogRecord[]): string[] {
  const merged = new Set(
    records.flatMap(({ type, body }) => (type === 'visitors_merged' ? [body.from, body.into] : [])),
  )
  const keys = records.flatMap(({ type, body }) => (type === 'decision' ? [body.visitor!] : []))
  return keys.filter(key => !merged.has(key) && !key.startsWith('gone'))
}

/** A shop's week, made up: people who come, see, merge, buy, give back and are forgotten. */
function aLog(seed: number): LogRecord[] {
  const random = new Random(seed)
  const records: LogRecord[] = []
  const decided: string[] = []
  const add = <T extends NewRecord['type']>(type: T, body: unknown, time: number) => {
    records.push(record(records.length + 1, type, body, time))
    return records.at(-1)!
  }
  add('shop_opened', OPENED, START)
  for (let n = 0; n < 900; n++) {
    const time = START + n * (DAY / 120)
    const visitor = `v${random.below(60)}`
    const roll = random.next()
    if (roll < 0.25) decided.push(add('decision', aDecision(visitor, time, random), time).id)
    else if (roll < 0.9) add('event', anEvent(visitor, time, decided, random), time)
    else if (roll < 0.95) {
      add('visitors_merged', { from: visitor, into: `account${random.below(20)}`, time }, time)
    } else if (roll < 0.97) {
      const gone = `gone${n}`
      add('event', anEvent(gone, time, decided, random), time)
      add('visitor_erased', { visitor: gone, ghost: `ghost${n}`, tombstone: `${n}`, time }, time)
    }
  }
  return records
}

const OPENED = {
  shop: 'test',
  salt: '0'.repeat(64),
  settings: { currency: 'EUR', timeZone: 'Europe/Paris', holdout: 0.1, uniform: 0.1 },
}

function record(position: number, type: string, body: unknown, receivedAt: number): LogRecord {
  const bytes = new Uint8Array(10)
  new DataView(bytes.buffer).setUint32(4, position)
  const id = uuidV7(receivedAt, bytes)
  const { visitor } = body as { visitor?: string }
  const partition = visitor === undefined ? 256 : partitionOf(visitor)
  return { id, position, partition, type, version: 1, receivedAt, body } as LogRecord
}

function aDecision(visitor: string, time: number, random: Random) {
  const choices = ['home', 'product', 'product:addon']
    .slice(0, 1 + random.below(3))
    .map(placement => ({
      placement,
      experience: `${placement}/default`,
      arms: [`${placement}/default`],
      propensities: [1],
      items: ['a', 'b'],
      strategy: 'popular',
      reason: 'popular',
    }))
  const slice = ['holdout', 'uniform', 'engine'][random.below(3)]
  return { visitor, time, slice, page: 'home', characteristics: {}, choices }
}

const NAMES = ['page_view', 'view_item', 'add_to_cart', 'impression', 'click', 'purchase', 'refund']

function anEvent(visitor: string, time: number, decided: string[], random: Random): ShopEvent {
  const name = NAMES[random.below(NAMES.length)] as ShopEvent['name']
  const base: ShopEvent = { name, visitor, time, channel: 'web', verified: random.next() < 0.5 }
  if (random.next() < 0.05) base.robot = 'behaviour'
  if (name === 'purchase' || name === 'refund') return { ...base, ...aSum(name, random) }
  if (name === 'click' || name === 'impression') {
    const id = decided[random.below(decided.length || 1)] ?? 'made up'
    return { ...base, decision: `${id}.${random.below(3)}` }
  }
  const medium = ['cpc', 'organic', 'email'][random.below(6)]
  const context = medium ? { campaign: { source: 'somewhere', medium, name: 'winter' } } : {}
  return {
    ...base,
    page: { type: 'product', item: 'a' },
    context,
    time: time - random.below(3_600_000),
  }
}

function aSum(name: string, random: Random): Partial<ShopEvent> {
  const transaction = { id: `order-${random.below(40)}` }
  const value = 100 + random.below(9_000)
  if (name === 'refund') return { transaction, value: random.next() < 0.3 ? undefined : value }
  return random.next() < 0.5
    ? { transaction, value, currency: 'EUR' }
    : { transaction, currency: 'EUR', items: [{ id: 'a', price: value, quantity: 2 }] }
}
