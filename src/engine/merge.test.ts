import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { partitionOf } from '../core/partition.ts'
import { uuidV5 } from '../core/visitor-key.ts'
import type { ShopEvent } from '../schema/event.ts'
import type { LogRecord, RecordBodies, RecordType } from '../schema/record.ts'
import type { SliceSums } from '../schema/report.ts'
import { Engine } from './engine.ts'
import { START } from './fixtures/history.ts'

const PEOPLE = ['phone', 'laptop', 'account', 'shop-till', 'tablet']

const person = fc.nat(PEOPLE.length - 1)
const act = fc.record({
  kind: fc.constantFrom('view_item', 'add_to_cart', 'purchase', 'refund', 'search'),
  who: person,
  item: fc.nat(5),
  order: fc.nat(6),
  verified: fc.boolean(),
})
const merge = fc.record({ kind: fc.constant('merge' as const), from: person, into: person })
/** Acts and merges in any order: chains, cycles, both directions, the same one twice. */
const story = fc.array(fc.oneof({ weight: 3, arbitrary: act }, { weight: 2, arbitrary: merge }), {
  maxLength: 60,
})

test('whatever the order of merges and acts, the end is one visitor who did everything', () => {
  fc.assert(
    fc.property(story, steps => {
      const merged = new Engine()
      for (const record of recordsOf(steps, n => PEOPLE[n])) merged.apply(record)
      const keys = new Set(PEOPLE.map(name => merged.canonical(name)))
      assert.equal(keys.size, 1)
      const [one] = keys
      const single = new Engine()
      for (const record of recordsOf(steps, () => one)) single.apply(record)
      assert.deepEqual(known(merged, one), known(single, one))
      assert.deepEqual(merged.keysOf(one).sort(), PEOPLE.toSorted())
    }),
    { numRuns: 300 },
  )
})

test('what was restored in the middle of a story ends like what was not', () => {
  fc.assert(
    fc.property(story, fc.nat(60), (steps, cut) => {
      const through = new Engine()
      let again = new Engine()
      const profiles = new Map<string, Uint8Array>()
      for (const [n, record] of recordsOf(steps, n => PEOPLE[n]).entries()) {
        through.apply(record)
        for (const name of PEOPLE) {
          const key = again.canonical(name)
          again.visitors.load(key, profiles.get(key)) // as the server does before a record
        }
        again.apply(record)
        if (n !== cut) continue
        for (const name of PEOPLE) {
          const genome = again.visitors.get(name)
          if (genome) profiles.set(name, genome.encode())
        }
        again = Engine.restore(again.snapshot())
      }
      assert.deepEqual(again.snapshot(), through.snapshot())
      const key = through.canonical('phone')
      const genome = again.visitors.load(key, profiles.get(key))
      assert.deepEqual(genome.encode(), through.visitors.load(key, undefined).encode())
    }),
    { numRuns: 100 },
  )
})

/**
 * The figures of the shop and what is known of one visitor, without where the log had it, nor in
 * which slice: they stay in that of the name they came by first.
 */
function known(engine: Engine, visitor: string) {
  const { slices, visitors, orders } = engine.report({ kind: 'summary' })
  const genome = engine.visitors.load(visitor, undefined)
  const now = engine.time + 1
  return {
    ...{ figures: togetherOf(slices), visitors, orders },
    acts: genome.acts,
    count: genome.actCount,
    traits: genome.traits(now),
  }
}

function togetherOf(slices: readonly SliceSums[]): Record<string, number> {
  const together: Record<string, number> = {}
  for (const { slice: _, ...figures } of slices) {
    for (const [name, figure] of Object.entries(figures)) {
      together[name] = (together[name] ?? 0) + figure
    }
  }
  return together
}

type Step = {
  kind: string
  who?: number
  from?: number
  into?: number
  item?: number
  order?: number
  verified?: boolean
}

/** The same story told of several names, or of one; in the end all are merged. */
function recordsOf(steps: readonly Step[], nameOf: (n: number) => string): LogRecord[] {
  const records: LogRecord[] = []
  const settings = {
    currency: 'EUR',
    timeZone: 'UTC',
    holdout: 0.3,
    uniform: 0.3,
    clickWindowMs: 1_800_000,
    purchaseWindowMs: 7 * 86_400_000,
  }
  add('shop_opened', { shop: 'test', salt: '5a17', settings })
  for (const step of steps) {
    if (step.kind === 'merge') say(step.from!, step.into!)
    else add('event', eventOf(step, nameOf(step.who!)))
  }
  for (let n = 1; n < PEOPLE.length; n++) say(n, 0)
  return records

  function say(from: number, into: number) {
    const body = { from: nameOf(from), into: nameOf(into), time: START }
    add('visitors_merged', body)
    add('visitors_merged', body)
  }

  function add<T extends RecordType>(type: T, body: RecordBodies[T]) {
    const position = records.length + 1
    records.push({
      ...{ id: uuidV5('story', `${position}`), type, version: 1, position, body },
      partition: partitionOf('x'),
      receivedAt: START + position * 1000,
    } as LogRecord)
  }

  function eventOf({ kind, item, order, verified }: Step, visitor: string): ShopEvent {
    const isOrder = kind === 'purchase' || kind === 'refund'
    const line = { id: `I${item}`, price: 1_000 + item!, quantity: 1 }
    return {
      name: kind as ShopEvent['name'],
      visitor,
      time: START + records.length * 1000,
      channel: 'web',
      verified: verified!,
      ...(kind === 'search' ? { detail: `words ${item}` } : { items: [line] }),
      ...(isOrder && { transaction: { id: `T${order}` }, currency: 'EUR' }),
    }
  }
}
