import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ShopEvent } from '../../schema/event.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { Orders } from './orders.ts'

const VAT = 0.2
const COSTS: Record<string, number> = { boot: 4_000, sock: 500 }
const catalogue = {
  costOf: (id: string) => COSTS[id] ?? -1,
} as Partial<CatalogueView> as CatalogueView

test('what a coupon takes off the order is taken off its margin, and a refund gives back its part', () => {
  const orders = new Orders()
  const { on } = orders.place(order({ value: 10_800, tax: 1_800 }), catalogue, VAT)
  assert.equal(on?.margin, 10_000 - 4_000 - 1_000)
  const { back } = orders.refund({ ...order({ value: 5_400 }), name: 'refund', items: [] })
  assert.equal(back?.margin, 2_500)
})

test('a total below its lines for want of the VAT alone is no coupon', () => {
  for (const [told, off] of [
    [{}, 0],
    [{ value: 12_000, tax: 2_000 }, 0],
    [{ value: 12_500, tax: 2_000 }, 0], // the delivery is in it
    [{ value: 10_000, tax: 2_000 }, 0],
    [{ value: 10_000 }, 0],
    [{ value: 10_001, tax: 0 }, 0],
    [{ value: 9_000, tax: 1_800 }, 1_000], // without VAT, and with a coupon
    [{ value: 9_000, tax: 1_500 }, 2_500],
    [{ value: 9_000 }, 2_500],
    [{ value: 0, tax: 0 }, 10_000],
  ] as const) {
    const { on } = new Orders().place(order(told), catalogue, VAT)
    assert.equal(on?.margin, 10_000 - 4_000 - off, JSON.stringify(told))
  }
})

test('of a coupon, goods whose cost nobody knows bear their part', () => {
  const items = [
    { id: 'boot', price: 12_000 },
    { id: 'unknown', price: 12_000 },
  ]
  const { on } = new Orders().place({ ...order({ value: 21_600 }), items }, catalogue, VAT)
  assert.equal(on?.margin, 10_000 - 4_000 - 1_000)
})

/** One boot at 120 € with the VAT, 100 € without it. */
function order({ value, tax }: { value?: number; tax?: number }): ShopEvent {
  return {
    name: 'purchase',
    time: 0,
    channel: 'server',
    verified: true,
    transaction: { id: 'A-1', ...(tax !== undefined && { tax }) },
    ...(value !== undefined && { value }),
    items: [{ id: 'boot', price: 12_000 }],
  } as ShopEvent
}
