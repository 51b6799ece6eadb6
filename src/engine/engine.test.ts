import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '../core/clock.ts'
import { Random } from '../core/random.ts'
import type { DecisionRequest } from '../schema/decision.ts'
import type { LogRecord } from '../schema/record.ts'
import { Engine } from './engine.ts'
import { History, START } from './fixtures/history.ts'
import { Genome } from './genome/genome.ts'

test('the same log replayed twice gives byte-equal snapshots and genomes', () => {
  for (const seed of [1, 2, 3]) {
    const { engine, history } = live(seed, 300)
    const again = new Engine()
    for (const record of history.records) again.apply(record)
    assertSame(engine, again, history)
  }
})

test('snapshot and tail give what a full replay gives, with genomes that leave and come back', () => {
  for (let seed = 1; seed <= 25; seed++) {
    const { engine, history } = live(seed, 250)
    const random = new Random(seed * 7919)
    const cut = random.below(history.records.length)
    const store = new Map<string, Uint8Array>()
    let restored = new Engine()
    for (const [n, record] of history.records.entries()) {
      applyLoaded(restored, record, store)
      if (n === cut) {
        saveAll(restored, store)
        restored = Engine.restore(restored.snapshot())
      }
      // Everyone leaves now and then; some profiles reach the store later than others.
      if (random.chance(0.1)) saveAll(restored, store, random)
    }
    saveAll(restored, store)
    reload(restored, store)
    assertSame(engine, restored, history)
  }
})

test('a tail that overlaps the snapshot changes nothing', () => {
  const { engine, history } = live(4, 200)
  const before = engine.snapshot()
  for (const record of history.records.slice(-50)) engine.apply(record)
  assert.deepEqual(engine.snapshot(), before)
})

test('a genome newer than the snapshot ignores what it already holds', () => {
  const { engine, history } = live(5, 200)
  const store = new Map<string, Uint8Array>()
  const early = new Engine()
  for (const record of history.records.slice(0, 100)) early.apply(record)
  const snapshot = early.snapshot()
  for (const record of history.records.slice(100)) early.apply(record)
  saveAll(early, store) // the crash: profiles of the end, snapshot of the middle
  const restored = Engine.restore(snapshot)
  for (const record of history.records.slice(100)) applyLoaded(restored, record, store)
  reload(restored, store)
  assertSame(engine, restored, history)
})

test('deciding changes nothing', () => {
  const { engine, history } = live(6, 200)
  const before = [engine.snapshot(), ...history.visitors.map(v => engine.visitors.get(v)?.encode())]
  for (let i = 0; i < 50; i++) engine.decide(homeRequest(history.visitors[i % 12], i))
  assert.deepEqual(
    [engine.snapshot(), ...history.visitors.map(v => engine.visitors.get(v)?.encode())],
    before,
  )
})

test('every decision record says its exact chances, and they sum to one', () => {
  const { history } = live(7, 400)
  const decisions = history.records.filter(record => record.type === 'decision')
  assert.ok(decisions.length > 50)
  for (const { body } of decisions) {
    for (const choice of body.choices) {
      assert.equal(choice.arms.length, choice.propensities.length)
      assert.ok(choice.arms.includes(choice.experience))
      const total = choice.propensities.reduce((sum, p) => sum + p, 0)
      assert.ok(Math.abs(total - 1) < 1e-9)
      assert.ok(Buffer.byteLength(JSON.stringify(choice)) <= 700)
    }
  }
})

test('a reload shows the same experience, and each part of the split gets what it should', () => {
  const { engine } = live(8, 100)
  const slices = new Set<string>()
  for (let n = 0; n < 300; n++) {
    const first = engine.decide(homeRequest(`someone ${n}`, 1)).answer
    const again = engine.decide(homeRequest(`someone ${n}`, 2)).answer
    assert.equal(again.placements[0].experience, first.placements[0].experience)
    slices.add(first.slice)
    if (first.slice === 'holdout') assert.equal(first.placements[0].show, false)
    if (first.slice === 'uniform') {
      const { arms } = engine.decide(homeRequest(`someone ${n}`, 1)).made!.choices[0]
      assert.equal(first.placements[0].propensity, 1 / arms.length)
    }
  }
  assert.deepEqual([...slices].sort(), ['engine', 'holdout', 'uniform'])
})

test('without a visitor a page is served and nothing is to be kept', () => {
  const { engine } = live(9, 100)
  const { made, answer } = engine.decide({
    ...homeRequest('x', 1),
    visitor: undefined,
    consent: 'page',
  })
  assert.equal(made, undefined)
  assert.equal(answer.slice, 'none')
  assert.equal(answer.placements[0].items.length, 4)
})

test('every answer says why in a sentence, in both languages', () => {
  const { engine, history } = live(10, 300)
  for (const visitor of history.visitors) {
    for (const language of ['fr', 'en'] as const) {
      const { answer } = engine.decide({ ...homeRequest(visitor, 3), language })
      for (const placement of answer.placements)
        assert.match(placement.reason, /^\p{Lu}.{8,}[.?!]$/u)
    }
  }
})

test('a purchase reported twice counts once, and a refund takes it off', () => {
  const { engine, history } = live(11, 0)
  const buy = {
    name: 'purchase',
    transaction: { id: 'order 1' },
    currency: 'EUR',
    value: 5_000,
  } as const
  append(engine, history, buy, false)
  append(engine, history, buy, true)
  assert.deepEqual(engine.report({ kind: 'summary' }).orders.counted, 1)
  assert.deepEqual(engine.report({ kind: 'summary' }).orders.repeated, 1)
  assert.deepEqual(engine.report({ kind: 'summary' }).orders.verified, 1)
  assert.equal(revenue(engine), 5_000)
  append(engine, history, { ...buy, name: 'refund' }, true)
  append(engine, history, { ...buy, name: 'refund' }, true)
  assert.equal(revenue(engine), 0)
})

test('a verified order puts its own figures in the place of an unverified one', () => {
  const { engine, history } = live(13, 0)
  const buy = { name: 'purchase', transaction: { id: 'order 2' }, currency: 'EUR' } as const
  append(engine, history, { ...buy, value: 999_999_900 }, false, 'stranger')
  append(engine, history, { ...buy, value: 5_000 }, true, 'buyer')
  assert.equal(revenue(engine), 5_000)
  append(engine, history, { ...buy, name: 'refund' }, false, 'stranger')
  assert.equal(revenue(engine), 5_000)
  const { slices, orders } = engine.report({ kind: 'summary' })
  assert.equal(orders.counted, 1)
  assert.equal(
    slices.reduce((sum, slice) => sum + slice.unverifiedRevenue, 0),
    0,
  )
  assert.equal(
    slices.reduce((sum, slice) => sum + slice.orders, 0),
    1,
  )
})

test('an order in another currency is counted apart, not added as if it were ours', () => {
  const { engine, history } = live(14, 0)
  const buy = { name: 'purchase', transaction: { id: 'order 3' }, currency: 'JPY', value: 1e9 }
  append(engine, history, buy, true)
  assert.equal(revenue(engine), 0)
  assert.equal(engine.report({ kind: 'summary' }).orders.otherCurrency, 1)
})

test('an order in a currency whose rate is told counts at the rate of its month', () => {
  const { engine, history } = live(15, 0)
  const rates = [{ currency: 'GBP', day: '2026-10-30', rate: 1.25 }]
  const position = history.records.length + 1
  const told = { ...history.records[0], type: 'currency_rates', body: { rates }, position }
  history.records.push(told as LogRecord)
  engine.apply(told as LogRecord)
  const buy = { name: 'purchase', transaction: { id: 'order 4' }, currency: 'GBP', value: 8_000 }
  append(engine, history, buy, true)
  assert.equal(revenue(engine), 10_000)
  append(engine, history, { ...buy, name: 'refund' }, true)
  assert.equal(revenue(engine), 0)
  assert.equal(engine.report({ kind: 'summary' }).orders.otherCurrency, 0)
})

test('an order and its refund that come before their rate count once it is told, whoever forgets or restarts', () => {
  const { engine, history } = live(16, 0)
  const buy = { name: 'purchase', transaction: { id: 'order 5' }, currency: 'GBP', value: 8_000 }
  append(engine, history, buy, true)
  append(engine, history, { ...buy, name: 'refund', value: 2_000 }, true)
  append(engine, history, { ...buy, transaction: { id: 'order 6' }, currency: 'USD' }, true)
  const { orders } = engine.report({ kind: 'summary' })
  const waiting = [
    { currency: 'GBP', count: 2 },
    { currency: 'USD', count: 1 },
  ]
  assert.deepEqual([orders.otherCurrency, orders.withoutRate], [3, waiting])
  const restored = Engine.restore(engine.snapshot())
  const rates = [{ currency: 'GBP', day: '2026-10-30', rate: 1.25 }]
  const position = history.records.length + 1
  const told = { ...history.records[0], type: 'currency_rates', body: { rates }, position }
  for (const one of [engine, restored]) {
    one.apply(told as LogRecord)
    assert.equal(revenue(one), 7_500)
    assert.deepEqual(one.report({ kind: 'summary' }).orders.withoutRate, waiting.slice(1))
  }
  assert.deepEqual(restored.snapshot(), engine.snapshot())
})

test('a robot is kept and teaches nothing', () => {
  const { engine, history } = live(12, 100)
  const before = engine.report({ kind: 'summary' })
  append(engine, history, { name: 'view_item', robot: 'declared', items: [{ id: 'I1' }] }, false)
  const after = engine.report({ kind: 'summary' })
  assert.equal(after.robotEvents, before.robotEvents + 1)
  assert.equal(after.visitors, before.visitors)
  assert.deepEqual(after.placements, before.placements)
})

test('a merge of two visitors equals one visitor who did both', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = new Random(seed)
    const both = live(1, 0)
    const apart = live(1, 0)
    for (let n = 0; n < 40; n++) {
      const event = { name: 'view_item', items: [{ id: `I${random.below(30)}` }] } as const
      const who = random.chance(0.5) ? 'one' : 'other'
      append(both.engine, both.history, event, false, 'one', n * MINUTE * random.below(40))
      append(
        apart.engine,
        apart.history,
        event,
        false,
        who,
        both.history.records.at(-1)!.receivedAt - START,
      )
    }
    merge(apart, 'other', 'one')
    merge(both, 'nobody', 'one')
    assert.deepEqual(
      apart.engine.visitors.get('one')!.encode(),
      both.engine.visitors.get('one')!.encode(),
    )
    assert.equal(apart.engine.canonical('other'), 'one')
  }
})

function live(seed: number, steps: number) {
  const engine = new Engine()
  const history = new History(engine, new Random(seed))
  for (let i = 0; i < steps; i++) history.step()
  return { engine, history }
}

/** As the server does: profiles are in memory before a record about them is applied. */
function applyLoaded(engine: Engine, record: LogRecord, store: Map<string, Uint8Array>): void {
  const body = record.body as { visitor?: string; from?: string; into?: string }
  for (const visitor of [body.visitor, body.from, body.into]) {
    if (visitor === undefined) continue
    const key = engine.canonical(visitor)
    if (!engine.visitors.has(key)) engine.visitors.load(key, store.get(key))
  }
  engine.apply(record)
}

function saveAll(engine: Engine, store: Map<string, Uint8Array>, random?: Random): void {
  for (const saved of engine.visitors.dirty(1_000)) {
    if (random?.chance(0.3)) continue
    store.set(saved.visitor, saved.bytes)
    engine.visitors.clean([saved])
  }
  engine.visitors.evict(1_000)
}

function reload(engine: Engine, store: Map<string, Uint8Array>): void {
  for (const [visitor, bytes] of store)
    if (!engine.visitors.has(visitor)) engine.visitors.load(visitor, bytes)
}

function assertSame(a: Engine, b: Engine, history: History): void {
  assert.deepEqual(b.report({ kind: 'summary' }), a.report({ kind: 'summary' }))
  assert.ok(Buffer.from(a.snapshot()).equals(b.snapshot()), 'snapshots differ')
  for (const visitor of new Set(history.visitors.map(name => a.canonical(name)))) {
    assert.deepEqual(genomeOf(b, visitor), genomeOf(a, visitor), `genome of ${visitor}`)
  }
}

/** Someone who did nothing is the same in memory and nowhere. */
function genomeOf(engine: Engine, visitor: string): Uint8Array {
  return (engine.visitors.get(visitor) ?? new Genome(engine.catalogue, engine.population)).encode()
}

function homeRequest(visitor: string, n: number): DecisionRequest {
  return {
    id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    visitor,
    time: START + 60 * MINUTE,
    page: { type: 'home' },
    context: {},
    placements: [{ placement: 'home' }],
    language: 'fr',
    consent: 'personal',
  }
}

function append(
  engine: Engine,
  history: History,
  event: object,
  verified: boolean,
  visitor = 'buyer',
  after = 0,
): void {
  const time = START + after
  const position = history.records.length + 1
  const id = `11111111-0000-7000-8000-${String(position).padStart(12, '0')}`
  const body = { visitor, time, channel: 'web', verified, ...event }
  const record = { id, type: 'event', partition: 0, version: 1, receivedAt: time, position, body }
  history.records.push(record as LogRecord)
  engine.apply(record as LogRecord)
}

function merge(
  { engine, history }: { engine: Engine; history: History },
  from: string,
  into: string,
) {
  const position = history.records.length + 1
  const id = `22222222-0000-7000-8000-${String(position).padStart(12, '0')}`
  const body = { from, into, time: START }
  const record = {
    id,
    type: 'visitors_merged',
    partition: 0,
    version: 1,
    receivedAt: START,
    position,
    body,
  }
  history.records.push(record as LogRecord)
  engine.apply(record as LogRecord)
}

function revenue(engine: Engine): number {
  return engine.report({ kind: 'summary' }).slices.reduce((sum, slice) => sum + slice.revenue, 0)
}
