import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partitionOf } from '../core/partition.ts'
import { Random } from '../core/random.ts'
import { uuidV5 } from '../core/visitor-key.ts'
import { type LogRecord, type RecordType, SHOP_PARTITION } from '../schema/record.ts'
import { Engine } from './engine.ts'
import { History } from './fixtures/history.ts'
import { nameless } from './genome/nameless.ts'
import { Visitors } from './genome/visitors.ts'
import { quarantinedIn } from './quarantine.ts'

const MARKET = { country: 'FR', language: 'fr', currency: 'EUR' }

test('a log rewritten with ghosts gives the bytes of the engine that forgot', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const { records, ghosts, engine } = livedWithErasures(seed)
    assert.ok(ghosts.size > 0)
    const again = new Engine()
    for (const record of records) {
      const rewritten = nameless(record, key => ghosts.get(key))
      const text = JSON.stringify(rewritten)
      for (const key of ghosts.keys()) assert.ok(!names(text, key))
      assert.ok(!text.includes('secret words of') || !isForgotten(record))
      again.apply(rewritten)
    }
    assert.deepEqual(again.snapshot(), engine.snapshot(), `seed ${seed}`)
    for (const key of ghosts.keys()) assert.equal(again.visitors.get(key), undefined)

    function isForgotten({ body }: LogRecord): boolean {
      return 'visitor' in body && ghosts.has(body.visitor ?? '')
    }
  }
})

test('whoever is forgotten is in no byte of a snapshot, and the figures of all stay as they were', () => {
  for (let seed = 1; seed <= 10; seed++) {
    const lived = livedWithErasures(seed, 'at the end')
    const before = lived.before!
    const after = lived.engine.report({ kind: 'summary' })
    assert.deepEqual({ ...after, position: 0, time: 0 }, { ...before, position: 0, time: 0 })
    const bytes = Buffer.from(lived.engine.snapshot()).toString('latin1')
    for (const [key, ghost] of lived.ghosts) {
      assert.ok(!names(bytes, key) && !names(bytes, ghost))
      assert.equal(lived.engine.visitors.get(key), undefined)
      assert.equal(lived.engine.canonical(key), key)
    }
  }
})

test('erasures, quarantines, removals and imports together: from wherever a log is read, the bytes are the same', () => {
  const types = new Set<string>()
  for (let seed = 1; seed <= 12; seed++) {
    const { records, ghosts, engine } = livedWithErasures(seed, 'on the way', 'roughly')
    for (const { type } of records) types.add(type)
    const expected = engine.snapshot()

    const cut = new Random(seed).below(records.length)
    const early = reading(new Engine(), records, records.slice(0, cut))
    const late = reading(Engine.restore(early.snapshot()), records.slice(cut))
    assert.deepEqual(late.snapshot(), expected, `seed ${seed}, from record ${cut}`)

    const rewritten = records.map(record => nameless(record, key => ghosts.get(key)))
    assert.deepEqual(reading(new Engine(), rewritten).snapshot(), expected, `seed ${seed}, ghosts`)
  }
  for (const type of ROUGH) assert.ok(types.has(type), type)
})

/** As the second process does it: told beforehand what is passed over, and keeping nobody. */
function reading(engine: Engine, told: readonly LogRecord[], records = told): Engine {
  engine.quarantine.foretell(quarantinedIn(told))
  for (const record of records) {
    engine.apply(record)
    if (record.position % 40 === 0) {
      engine.visitors = new Visitors(engine.catalogue, engine.population)
    }
  }
  return engine
}

const ROUGH = [
  'visitor_erased',
  'record_quarantined',
  'record_released',
  'products_removed',
  'removal_asked',
  'removal_settled',
  'currency_rates',
] as const

test('a tombstone lasts 13 months of the log’s own time', () => {
  const { engine, records } = livedWithErasures(3, 'at the end')
  const { erased } = engine
  const last = records.at(-1)!
  const tick = (months: number, position: number) => {
    const receivedAt = last.receivedAt + months * 30.4 * 86_400_000
    const body = { time: receivedAt }
    engine.apply({ ...last, type: 'tick', version: 1, receivedAt, body, position } as LogRecord)
  }
  tick(12.5, last.position + 1)
  assert.ok(erased.size > 0)
  tick(13.5, last.position + 2)
  assert.equal(erased.size, 0)
})

/** `visitor-1` is not in `visitor-12`. */
function names(text: string, key: string): boolean {
  return text.includes(key) && new RegExp(`${key}(?!\\d)`).test(text)
}

/** A history in which people say more, and some of them are forgotten on the way. */
function livedWithErasures(
  seed: number,
  when: 'on the way' | 'at the end' = 'on the way',
  how: 'smoothly' | 'roughly' = 'smoothly',
) {
  const random = new Random(seed)
  const history = new History(new Engine(), random, 30)
  for (let n = 0; n < 350; n++) history.step()
  const engine = new Engine()
  const records: LogRecord[] = []
  const ghosts = new Map<string, string>()
  const stumbled: number[] = []
  const apply = (record: LogRecord) => {
    const placed = { ...record, position: records.length + 1 }
    records.push(placed)
    engine.apply(placed)
  }
  for (const record of history.records) {
    const told = withoutForgotten(record, ghosts)
    if (told && how === 'roughly') roughly(told)
    if (told) apply(wordier(told, random))
    if (when === 'on the way' && random.chance(0.02)) forget()
  }
  const before = engine.report({ kind: 'summary' })
  if (when === 'at the end') for (let n = 0; n < 5; n++) forget()
  for (const position of stumbled) setAside(position)
  return { records, ghosts, engine, before }

  /** What else goes on: our mistakes, and a shop whose feeds shrink. */
  function roughly(next: LogRecord) {
    if (next.type === 'shop_opened') return
    const draw = random.next()
    if (draw < 0.03) {
      engine.quarantine.foretell([records.length + 1])
      stumbled.push(records.length + 1)
    } else if (draw < 0.08) {
      const position = stumbled.shift()
      if (position !== undefined) setAside(position)
      const [held] = engine.quarantine.list()
      if (held && random.chance(0.5)) release(held.position)
    } else if (draw < 0.13) {
      const run = `run ${random.below(3)}`
      const ids = [`I${random.below(30)}`, `I${random.below(30)}`]
      const asked = { market: MARKET, run, known: 30, ids }
      const settled = { market: MARKET, run, removed: random.chance(0.5) }
      const rates = [{ currency: 'GBP', day: '2026-11-01', rate: 1.1 + random.below(9) / 100 }]
      const [type, body] = random.pick([
        ['products_removed', { market: MARKET, ids }],
        ['removal_asked', asked],
        ['removal_settled', settled],
        ['currency_rates', { rates }],
      ])
      own(type as RecordType, body)
    }
  }

  function setAside(position: number) {
    const { type } = records[position - 1]
    own('record_quarantined', { position, type, reason: 'of an older build', time: 1 })
  }

  function release(position: number) {
    const record = records[position - 1]
    const again = withoutForgotten(record, ghosts)
    const id = uuidV5('released', record.id)
    if (again) apply({ ...again, id })
    own('record_released', { position, as: id, time: 1 })
  }

  function own(type: RecordType, body: object) {
    const { receivedAt } = records.at(-1)!
    const id = uuidV5('own', `${records.length}`)
    const record = { id, type, version: 1, partition: SHOP_PARTITION, receivedAt, body }
    apply(record as unknown as LogRecord)
  }

  function forget() {
    const one = random.pick(history.visitors)
    if (ghosts.has(one)) return
    for (const visitor of engine.keysOf(one)) {
      const ghost = ghostLike(visitor)
      ghosts.set(visitor, ghost)
      const { receivedAt } = records.at(-1)!
      const body = { visitor, ghost, tombstone: uuidV5('tomb', ghost), time: receivedAt }
      const id = uuidV5('erased', ghost)
      const partition = partitionOf(visitor)
      apply({ id, type: 'visitor_erased', version: 1, partition, receivedAt, body, position: 0 })
    }
  }

  function ghostLike(visitor: string): string {
    for (;;) {
      const ghost = `ghost-${random.below(1e9)}`
      if (engine.sliceOf(ghost) === engine.sliceOf(visitor)) return ghost
    }
  }
}

/** As the door strips what comes of somebody forgotten. */
function withoutForgotten(record: LogRecord, ghosts: Map<string, string>): LogRecord | undefined {
  const { type, body } = record
  if (type === 'visitors_merged') {
    return ghosts.has(body.from) || ghosts.has(body.into) ? undefined : record
  }
  if (!('visitor' in body) || !ghosts.has(body.visitor ?? '')) return record
  return { ...record, body: { ...body, visitor: undefined } } as LogRecord
}

/** Fields that a visitor fills with their own words, some of which teach the population a habit. */
function wordier(record: LogRecord, random: Random): LogRecord {
  if (record.type !== 'event') return record
  const word = random.pick(['remise', 'livraison', 'prix', 'avis', 'rouge'])
  const detail = `${word} secret words of ${record.body.visitor}`
  const words = random.pick([
    { name: 'search', detail },
    { name: 'filter', detail },
    { name: 'sort', detail },
    { name: 'view_search_results', page: { type: 'search', search: detail } },
    { page: { type: 'content', title: detail, url: `/g?x=${detail}`, category: 'Montagne' } },
    {},
  ] as const)
  const own = record.body.name === 'view_item' ? words : {}
  const transaction = record.body.transaction && { ...record.body.transaction, coupon: detail }
  const campaign = { source: 'letter', term: detail, content: detail }
  const context = { device: 'mobile', country: 'FR', region: detail, campaign } as const
  const body = { ...record.body, context, ...own, ...(transaction && { transaction }) }
  return { ...record, body }
}
