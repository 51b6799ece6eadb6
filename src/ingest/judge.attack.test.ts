import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uuidV5 } from '../core/visitor-key.ts'
import { type Door, judgeEvents } from './index.ts'

const now = Date.UTC(2026, 0, 15, 12)
const browser: Door = {
  now,
  channel: 'web',
  verified: false,
  nameSecret: 'secret',
  defaultCurrency: 'EUR',
}
const server: Door = { ...browser, channel: 'server', verified: true }
const purchase = { name: 'purchase', time: now, params: { transaction_id: '1001', value: 10 } }

test('a browser cannot take the id that the shop’s server is going to use', () => {
  const idOf = (id: string | undefined, door: Door) =>
    judgeEvents({ events: [{ ...purchase, id }] }, door).kept[0].id
  for (const id of [undefined, 'order-1001']) assert.notEqual(idOf(id, browser), idOf(id, server))
  const made = uuidV5('event', 'order-1001')
  assert.equal(idOf('order-1001', server), made)
  assert.notEqual(idOf(made, browser), made)
})

test('what a browser sends again is still the same record', () => {
  for (const id of [undefined, 'order-1001', uuidV5('event', 'x')]) {
    const ids = [1, 2].map(() => judgeEvents({ events: [{ ...purchase, id }] }, browser).kept[0].id)
    assert.equal(ids[0], ids[1])
  }
  const drawn = '018f0000-0000-7000-8000-000000000001'
  const { kept } = judgeEvents({ events: [{ ...purchase, id: drawn }] }, browser)
  assert.equal(kept[0].id, drawn)
})
