import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Engine } from '../engine/engine.ts'
import { NOON, setUp } from './fixtures/set-up.ts'

const BOOT = { item_id: 'boot', price: 120, quantity: 1 }
const SOCK = { item_id: 'sock', price: 10, quantity: 3 }

test('items given back without a price take back what they cost in their order, and no more', async t => {
  const { send, left } = await shopWith(t)
  await send(order({ value: 150, items: [BOOT, SOCK] }))
  const answer = await send(refund({ items: [{ item_id: 'sock', quantity: 2 }] }))
  assert.deepEqual([answer.accepted, answer.repaired, answer.warnings], [1, 1, undefined])
  assert.equal(left(), 13_000)
})

test('a coupon of the order is off what is given back', async t => {
  const { send, left } = await shopWith(t)
  await send(order({ value: 75, items: [BOOT, SOCK] }))
  await send(refund({ items: [{ item_id: 'boot', quantity: 1 }] }))
  assert.equal(left(), 1_500)
})

test('an order and a refund of one batch know each other, and a snapshot remembers', async t => {
  const { send, left, shop, restored } = await shopWith(t)
  const first = { ...refund({ items: [{ item_id: 'sock', quantity: 1 }] }) }
  await send(order({ value: 150, items: [BOOT, SOCK] }), first)
  assert.equal(left(), 14_000)
  assert.deepEqual(restored().paidLinesOf('A-1'), shop.engine.paidLinesOf('A-1'))
})

test('where an item was not in the order as it is known, all of it is given back, and the answer says so', async t => {
  const { send, left } = await shopWith(t)
  await send(order({ value: 120, items: [BOOT] }))
  const answer = await send(refund({ items: [{ item_id: 'sock', quantity: 1 }] }))
  assert.equal(left(), 0)
  assert.equal(answer.warnings.length, 1)
  const [{ index, field, code, reason }] = answer.warnings
  assert.deepEqual([index, field, code], [0, '/params/items', 'refund_whole'])
  assert.match(reason, /all of it is given back/)
})

test('a refund that names no items is for the whole order, as it was meant', async t => {
  const { send, left } = await shopWith(t)
  await send(order({ value: 150, items: [BOOT, SOCK] }))
  const answer = await send(refund({}))
  assert.deepEqual([answer.repaired, answer.warnings], [0, undefined])
  assert.equal(left(), 0)
})

test('of an imported order the batch knows the prices; where it does not, nothing is given back', async t => {
  const { importAll, refunded } = await shopWith(t)
  const sock = { items: [{ item_id: 'sock', quantity: 1 }] }
  await importAll(order({ value: 150, items: [BOOT, SOCK] }), refund(sock))
  assert.equal(refunded(), 1_000)
  const [{ code, reason }] = (await importAll({ ...refund(sock), time: NOON - 1_000 })).warnings
  assert.equal(code, 'refund_none')
  assert.match(reason, /nothing is given back/)
  assert.equal(refunded(), 1_000)
})

async function shopWith(t: { after(end: () => Promise<void>): void }) {
  const { post, asServer, shop, close } = await setUp()
  t.after(close)
  const left = () => {
    return shop.report({ kind: 'summary' }).slices.reduce((sum, { revenue }) => sum + revenue, 0)
  }
  const send = async (...events: object[]) => {
    return (await post('/v1/events', { events, visitor: 'ann' }, asServer)).json()
  }
  const importAll = async (...events: object[]) => {
    const body = { events, visitor: 'ann', channel: 'import' }
    return (await post('/v1/events', body, asServer)).json()
  }
  const refunded = () => {
    const { months } = shop.report({ kind: 'summary' }).history
    return months.reduce((sum, month) => sum + month.refunded, 0)
  }
  const restored = () => Engine.restore(shop.engine.snapshot())
  return { send, left, shop, restored, importAll, refunded }
}

function order(params: object) {
  return eventOf('purchase', params)
}

function refund(params: object) {
  return eventOf('refund', params)
}

let count = 0
function eventOf(name: string, params: object) {
  const id = `01936000-0000-7000-8000-${String(++count).padStart(12, '0')}`
  return { id, name, time: NOON, params: { transaction_id: 'A-1', currency: 'EUR', ...params } }
}
