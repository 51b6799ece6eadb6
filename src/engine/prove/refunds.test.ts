import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { partitionOf } from '../../core/partition.ts'
import type { ShopEvent } from '../../schema/event.ts'
import { type LogRecord, RECORD_VERSIONS, type RecordBodies } from '../../schema/record.ts'
import { Engine } from '../engine.ts'

const START = Date.UTC(2026, 10, 1)
const NUMBERS = ['o1', 'o2', 'o3']

test('orders and their refunds come to the same sums in whatever order they arrive', () => {
  const value = fc.integer({ min: 1, max: 1_000 })
  const refund = fc.record({ number: fc.constantFrom(...NUMBERS), value })
  const scene = fc.array(refund, { maxLength: 12 }).chain(refunds => {
    const purchases = NUMBERS.map(number => ({ number, value: 20_000 }))
    const events = [...purchases.map(purchaseOf), ...refunds.map(refundOf)]
    return fc.record({
      refunds: fc.constant(refunds),
      shuffled: fc.shuffledSubarray(events, { minLength: events.length }),
    })
  })
  fc.assert(
    fc.property(scene, ({ refunds, shuffled }) => {
      const engine = lived(shuffled)
      const back = refunds.reduce((sum, each) => sum + each.value, 0)
      const { orders, slices } = engine.report({ kind: 'summary' })
      assert.equal(revenueOf(slices), 3 * 20_000 - back)
      assert.deepEqual(
        [orders.counted, orders.refunded, orders.waitingRefunds],
        [3, refunds.length, 0],
      )
    }),
    { seed: 11, numRuns: 200 },
  )
})

test('a refund of the shop’s server counts, whether its order or the page’s word came before it', () => {
  const byPage = { ...purchaseOf({ number: 'o1', value: 1_000 }), verified: false }
  const byServer = purchaseOf({ number: 'o1', value: 1_000 })
  const events = [byPage, byServer, refundOf({ number: 'o1', value: 300 })]
  const again = [...events, refundOf({ number: 'o1', value: 200 })]
  fc.assert(
    fc.property(fc.shuffledSubarray(again, { minLength: again.length }), shuffled => {
      const engine = lived(shuffled)
      const { orders, slices } = engine.report({ kind: 'summary' })
      assert.equal(revenueOf(slices), 500)
      assert.deepEqual([orders.counted, orders.refunded, orders.waitingRefunds], [1, 2, 0])
      const restored = Engine.restore(lived(shuffled.slice(0, 2)).snapshot())
      const { slices: after } = live(restored, shuffled.slice(2)).report({ kind: 'summary' })
      assert.equal(revenueOf(after), 500)
    }),
    { seed: 12, numRuns: 48 },
  )
})

test('what waits survives a snapshot, gives back no more than was paid, and only by a server’s word', () => {
  const before = lived([
    refundOf({ number: 'o1', value: 900 }),
    refundOf({ number: 'o1', value: 900 }),
    { ...refundOf({ number: 'o2', value: 900 }), verified: false },
  ])
  assert.equal(before.report({ kind: 'summary' }).orders.waitingRefunds, 3)
  const engine = Engine.restore(before.snapshot())
  live(engine, [
    purchaseOf({ number: 'o1', value: 1_000 }),
    purchaseOf({ number: 'o2', value: 500 }),
  ])
  const { orders, slices } = engine.report({ kind: 'summary' })
  assert.equal(revenueOf(slices), 500)
  assert.deepEqual([orders.refunded, orders.waitingRefunds], [2, 0])
})

test('refunds for orders that never come are bounded, and a browser’s leave room for a server’s', () => {
  const strangers = Array.from({ length: 5_000 }, (_, n) => {
    return { ...refundOf({ number: `made-up-${n}`, value: 1 }), verified: false }
  })
  const engine = lived([...strangers, refundOf({ number: 'o1', value: 400 })])
  assert.ok(engine.report({ kind: 'summary' }).orders.waitingRefunds <= 4_096)
  live(engine, [purchaseOf({ number: 'o1', value: 1_000 })])
  assert.equal(revenueOf(engine.report({ kind: 'summary' }).slices), 600)
})

function purchaseOf({ number, value }: { number: string; value: number }): ShopEvent {
  return eventOf('purchase', number, value)
}

function refundOf({ number, value }: { number: string; value: number }): ShopEvent {
  return eventOf('refund', number, value)
}

function eventOf(name: 'purchase' | 'refund', number: string, value: number): ShopEvent {
  const transaction = { id: number }
  const order = { transaction, value, currency: 'EUR', items: [{ id: 'boot' }] }
  return { name, visitor: 'ann', time: START, channel: 'server', verified: true, ...order }
}

function revenueOf(slices: readonly { revenue: number }[]): number {
  return slices.reduce((sum, { revenue }) => sum + revenue, 0)
}

function lived(events: readonly ShopEvent[]): Engine {
  const engine = new Engine()
  append(engine, 'shop_opened', {
    shop: 'test',
    salt: '5a17',
    settings: {
      ...engine.settings,
      currency: 'EUR',
      timeZone: 'Europe/Paris',
      holdout: 0.1,
    },
  })
  return live(engine, events)
}

function live(engine: Engine, events: readonly ShopEvent[]): Engine {
  for (const event of events) append(engine, 'event', event)
  return engine
}

function append<T extends 'shop_opened' | 'event'>(engine: Engine, type: T, body: RecordBodies[T]) {
  engine.apply({
    id: `${type} ${engine.position}`,
    type,
    partition: partitionOf('ann'),
    version: RECORD_VERSIONS[type],
    receivedAt: START,
    position: engine.position + 1,
    body,
  } as LogRecord)
}
