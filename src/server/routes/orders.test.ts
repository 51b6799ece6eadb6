import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { DAY, MINUTE } from '../../core/clock.ts'
import { namedKey } from '../../core/visitor-key.ts'
import { generatedOrders } from '../../ingest/fixtures/generated-orders.ts'
import { recountText } from '../../ingest/fixtures/recount.ts'
import { NOON, setUp } from '../fixtures/set-up.ts'

const HEAD = 'order,item,quantity,price,time,customer'

test('an imported history equals an independent recount, scattered lines included', async t => {
  for (const seed of [1, 2, 3]) {
    const { orders, history, close } = await open()
    t.after(close)
    const text = generatedOrders(400, seed)
    const { lines, ...counted } = recountText(text)
    const answer = await orders(gzipSync(text), 'timeZone=Europe/London&currency=GBP')
    assert.equal(answer.statusCode, 200, answer.body)
    const { lines: read, refused, orders: kept, refunds, repeated } = answer.json()
    assert.deepEqual([read, refused, repeated], [lines, 0, 0])
    assert.deepEqual([kept, refunds], [counted.orders, counted.refunds])
    assert.deepEqual(history('GBP'), counted)
  }
})

test('a second import changes nothing, however long after the first', async t => {
  const { orders, shop, env, close } = await open()
  t.after(close)
  const text = generatedOrders(300, 4)
  const first = (await orders(text)).json()
  const { time: _, ...before } = shop.report({ kind: 'summary' })
  for (const days of [0, 1, 7, 9, 400]) {
    env.time += days * DAY
    const { orders: kept, refunds, repeated } = (await orders(text)).json()
    assert.deepEqual([kept, refunds, repeated], [0, 0, first.orders + first.refunds])
    const { time: __, ...after } = shop.report({ kind: 'summary' })
    assert.deepEqual(after, before, `${days} days later`)
  }
})

test('a customer of the files is the one who signs in: loyal, with past purchases, on a first visit', async t => {
  const { orders, shop, keys, close } = await open()
  t.after(close)
  const days = [200, 120, 60]
  await orders([HEAD, ...days.map(n => `o${n},boot,1,99.90,${iso(NOON - n * DAY)},ann`)].join('\n'))
  const known = await shop.visitor(namedKey('ann', keys.nameSecret), NOON)
  assert.equal(known?.visitType, 'loyal')
  await orders(`${HEAD}\nlast,sock,2,9.90,${iso(NOON - 3 * DAY)},ann`)
  const key = namedKey('ann', keys.nameSecret)
  assert.equal((await shop.visitor(key, NOON))?.visitType, 'recent_purchase')
  const shopper = shop.engine.visitors.get(key)!.shopper(NOON)
  assert.equal(shopper.visit, 1, 'history is no visit')
  const { catalogue } = shop.engine
  assert.deepEqual(
    shopper.bought.map(each => catalogue.idOf(each.item)),
    ['boot', 'boot', 'boot', 'sock'],
  )
})

test('history leaves the experiment as it was: no visitor, no order, no robot', async t => {
  const { orders, shop, close } = await open()
  t.after(close)
  const before = shop.report({ kind: 'summary' })
  await orders(generatedOrders(100, 5))
  const after = shop.report({ kind: 'summary' })
  assert.ok(after.history.orders > 0)
  for (const part of ['slices', 'orders', 'visitors', 'robotEvents', 'placements'] as const) {
    assert.deepEqual(after[part], before[part], part)
  }
})

test('an order that a page told is not counted again by a file, nor the other way round', async t => {
  const { orders, shop, post, asServer, close } = await open()
  t.after(close)
  const purchase = (id: string) => ({
    name: 'purchase',
    params: { transaction_id: id, value: 50, currency: 'EUR', items: [{ item_id: 'boot' }] },
  })
  const live = { visitor: 'ann', consent: 'personal', events: [purchase('o1')] }
  await post('/v1/events', live, asServer)
  const row = (id: string) => `${id},boot,1,50,${iso(NOON - DAY)},ann`
  const { orders: kept, repeated } = (await orders([HEAD, row('o1'), row('o2')].join('\n'))).json()
  assert.deepEqual([kept, repeated], [1, 1])
  await post('/v1/events', { ...live, events: [purchase('o2')] }, asServer)
  const report = shop.report({ kind: 'summary' })
  assert.deepEqual([report.orders.counted, report.orders.repeated], [1, 1])
  assert.deepEqual([report.history.orders, report.history.months[0].sold], [1, 5_000])
})

test('a file confirms what only a browser told, and the order stays where it was', async t => {
  const { orders, shop, post, close } = await open()
  t.after(close)
  const params = { transaction_id: 'o1', value: 50, currency: 'EUR', items: [{ item_id: 'boot' }] }
  const events = [{ name: 'purchase', params }]
  await post('/v1/events', { consent: 'personal', events }, { cookie: `vitrine=${'b'.repeat(43)}` })
  await orders(`${HEAD}\no1,boot,1,48,${iso(NOON - MINUTE)},ann`)
  const { slices, history } = shop.report({ kind: 'summary' })
  const sum = (field: 'orders' | 'revenue' | 'unverifiedOrders') =>
    slices.reduce((all, slice) => all + slice[field], 0)
  assert.deepEqual([sum('orders'), sum('revenue'), sum('unverifiedOrders')], [1, 4_800, 0])
  assert.equal(history.orders, 0)
})

test('what is returned of a file’s order is taken off by month, no more than was paid', async t => {
  const { orders, shop, post, asServer, close } = await open()
  t.after(close)
  await orders(`${HEAD}\no1,boot,1,50,${iso(NOON - DAY)},ann`)
  const refund = (value?: number) => ({
    name: 'refund',
    params: { transaction_id: 'o1', ...(value && { value }), currency: 'EUR' },
  })
  for (const [n, value] of [30, undefined, 30].entries()) {
    const event = { ...refund(value), time: NOON + n }
    await post('/v1/events', { visitor: 'ann', events: [event] }, asServer)
  }
  const [month] = shop.report({ kind: 'summary' }).history.months
  assert.deepEqual([month.sold, month.refunded, month.refunds], [5_000, 5_000, 2])
})

test('what a file gave back already is not given back again', async t => {
  const { orders, shop, post, asServer, close } = await open()
  t.after(close)
  const rows = [`o1,boot,2,50,${iso(NOON - DAY)},ann`, `o1,boot,-1,50,${iso(NOON - MINUTE)},ann`]
  await orders([HEAD, ...rows].join('\n'))
  const refund = { name: 'refund', params: { transaction_id: 'o1', currency: 'EUR' } }
  await post('/v1/events', { visitor: 'ann', events: [refund] }, asServer)
  const [month] = shop.report({ kind: 'summary' }).history.months
  assert.deepEqual([month.sold, month.refunded, month.refunds], [10_000, 10_000, 2])
})

test('a file that breaks off far below says why, and what it refused before', async t => {
  const { orders, close } = await open()
  t.after(close)
  const text = `${HEAD}\n${'bad line\n'.repeat(300)}${generatedOrders(50, 2)}`
  const packed = gzipSync(text)
  const answer = await orders(packed.subarray(0, packed.length - 100))
  const { status, code, detail } = answer.json()
  assert.deepEqual([status, code], [422, 'unreadable'])
  assert.match(detail, /damaged or cut short.*sent again/)
})

test('read again with another zone or other goods, a file still changes nothing', async t => {
  const { orders, shop, close } = await open()
  t.after(close)
  const rows = ['o1,boot,3,50,2024-01-01 09:00,ann', 'o1,boot,-1,50,2024-02-01 09:00,ann']
  rows.push('o1,boot,-1,50,2024-02-02 09:00,ann', 'C7,sock,-1,5,2024-03-01 09:00,')
  const text = [HEAD, ...rows].join('\n')
  await orders(text)
  const { history } = shop.report({ kind: 'summary' })
  assert.deepEqual([history.orders, history.refunds], [1, 3])
  for (const query of ['timeZone=Asia/Tokyo', 'notGoods=sock', 'timeZone=America/New_York']) {
    await orders(text, query)
    assert.deepEqual(shop.report({ kind: 'summary' }).history, history, query)
  }
})

async function open() {
  const server = await setUp()
  const orders = (payload: string | Buffer, query = '') =>
    server.app.inject({
      method: 'POST',
      url: `/v1/orders?${query}`,
      payload,
      headers: { ...server.asServer, 'content-type': 'text/csv' },
    })
  const history = (currency: string) => {
    const { history } = server.shop.report({ kind: 'summary' })
    const { months, customers, buyers, orders, refunds } = history
    const told = months.filter(month => month.currency === currency)
    const named = told.map(({ month, currency: _, ...rest }) => [month, rest])
    return { customers, buyers, orders, refunds, months: Object.fromEntries(named) }
  }
  return { ...server, orders, history }
}

function iso(time: number): string {
  return new Date(time).toISOString()
}
