import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { Orders } from './orders.ts'

const catalogue = { costOf: () => -1 } as Partial<CatalogueView> as CatalogueView

test('however many orders a public key makes up, those of the shop’s server are not forgotten', () => {
  const orders = new Orders()
  orders.place(order('real', true), catalogue, 0)
  orders.place(order('told twice', false), catalogue, 0)
  orders.place(order('told twice', true), catalogue, 0)
  for (let n = 0; n < 300_000; n++) orders.place(order(`made-up-${n}`, false), catalogue, 0)
  for (const number of ['real', 'told twice']) {
    assert.deepEqual(orders.place(order(number, true), catalogue, 0), {}, number)
    const { back } = orders.refund({ ...order(number, true), name: 'refund' })
    assert.equal(back?.revenue, 1_000, number)
  }
  assert.equal(orders.verified, 2)
})

test('saved and loaded, orders remember the same and forget the same', () => {
  const orders = new Orders()
  for (let n = 0; n < 70_000; n++) orders.place(order(`u-${n}`, false), catalogue, 0)
  for (let n = 60_000; n < 70_000; n += 7) orders.place(order(`u-${n}`, true), catalogue, 0)
  const saved = bytesOf(orders)
  const loaded = Orders.load(new ByteReader(saved))
  assert.deepEqual(bytesOf(loaded), saved)
  for (const one of [orders, loaded]) {
    for (let n = 0; n < 5_000; n++) one.place(order(`v-${n}`, n % 3 === 0), catalogue, 0)
  }
  assert.deepEqual(bytesOf(loaded), bytesOf(orders))
  for (const number of ['u-0', 'u-60000', 'u-69999', 'v-17']) {
    assert.equal(loaded.has(number), orders.has(number), number)
  }
})

function order(number: string, verified: boolean): ShopEvent {
  const transaction = { id: number }
  return {
    name: 'purchase',
    time: 0,
    channel: 'web',
    verified,
    value: 1_000,
    transaction,
  } as ShopEvent
}

function bytesOf(orders: Orders): Uint8Array {
  const writer = new ByteWriter()
  orders.save(writer)
  return writer.done()
}
