import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Report } from '../../schema/report.ts'
import type { RowsTold } from '../../schema/rows-told.ts'
import { cookieFor, setUp, view } from '../fixtures/set-up.ts'
import { shopRecord } from '../own-records.ts'

const home = { page: { type: 'home' }, placements: [{ placement: 'home', count: 4 }] }

test('the figures of the results are as many rows, slice by slice, after merges and an erasure too', async t => {
  const { app, post, shop, asServer, close } = await setUp()
  t.after(close)
  await livedThrough(post, asServer)
  await confirmed(app, post, asServer)
  const read = async <T>(url: string) => (await app.inject({ url, headers: asServer })).json() as T
  const agree = async () => {
    const { results, slices } = await read<Report>('/v1/results')
    for (const [at, { slice, orders, revenue }] of slices.entries()) {
      const rows = await read<RowsTold>(`/v1/rows?of=visitors&slice=${slice}`)
      assert.equal(rows.count, results.sampleRatio.counts[at], slice)
      const sold = await read<RowsTold>(`/v1/rows?of=orders&slice=${slice}`)
      const worth = sold.columns.indexOf('revenue')
      const sum = sold.rows.reduce((sum, row) => sum + Number(row[worth]), 0)
      assert.deepEqual([sold.count, sum], [orders, revenue], slice)
    }
    return results.sampleRatio.counts.reduce((sum, count) => sum + count)
  }
  assert.equal(await agree(), 61)
  for (const kind of ['decisions', 'answers']) {
    const { count, rows } = await read<RowsTold>(`/v1/rows?of=${kind}&most=1000`)
    assert.deepEqual([rows.length, count > 10], [count, true], kind)
  }
  const { rows, columns, how } = await read<RowsTold>('/v1/rows?of=visitors&most=5')
  assert.equal(rows.length, 5)
  assert.match(how.en, /One row a visitor/)
  const key = rows[0][columns.indexOf('visitor')] as string
  await shop.erase(key)
  const { rows: left } = await read<RowsTold>('/v1/rows?of=visitors&most=1000')
  assert.ok(!left.flat().includes(key))
  assert.equal(await agree(), 61)
})

test('in the slices of the rows are as many as in those of the results, after logins and other shares', async t => {
  const { app, post, shop, env, asServer, close } = await setUp()
  t.after(close)
  const share = (holdout: number) =>
    shop.take([shopRecord('settings_changed', { holdout, uniform: 0.2 }, env)])
  const come = async (visitor: string) => {
    await post('/v1/events', { visitor, events: [view('shoe')] }, asServer)
  }
  await share(0.4)
  const lines = Array.from(
    { length: 20 },
    (_, n) => `past-${n},shoe,2026-11-01 11:00,112,known-${n}`,
  )
  const told = await app.inject({
    method: 'POST',
    url: '/v1/orders',
    headers: { ...asServer, 'content-type': 'text/csv' },
    payload: ['order,item,time,price,customer', ...lines, ''].join('\n'),
  })
  assert.equal(told.json().orders, 20, told.body)
  for (let n = 0; n < 60; n++) await come(`browser-${n}`)
  const agree = async () => {
    const answer = await app.inject({ url: '/v1/results', headers: asServer })
    for (const { slice, visitors } of answer.json<Report>().slices) {
      const url = `/v1/rows?of=visitors&slice=${slice}`
      const rows = await app.inject({ url, headers: asServer })
      assert.equal(rows.json<RowsTold>().count, visitors, slice)
    }
  }
  await agree()
  await share(0.1)
  for (let n = 0; n < 40; n++) {
    const user = n < 20 ? `new-${n}` : `known-${n - 20}`
    await post('/v1/identity', { user, visitor: `browser-${n}` }, asServer)
  }
  await agree()
  for (let n = 0; n < 60; n++) await come(`browser-${n}`)
  for (let n = 0; n < 20; n++) await come(`new-${n}`)
  await agree()
})

test('a file holds all rows, in CSV no campaign can be a formula, and Parquet is Parquet', async t => {
  const { app, post, asServer, close } = await setUp()
  t.after(close)
  const context = { campaign: { source: '=cmd()', medium: 'cpc', name: '+1,2' } }
  const url = 'https://a.example/?utm_source=%3Dcmd()&utm_medium=cpc&utm_campaign=%2B1%2C2'
  const event = { ...view('shoe'), page: { type: 'product', url, item: 'shoe' }, context }
  const told = await post('/v1/events', { visitor: 'anna', events: [event] }, asServer)
  assert.equal(told.statusCode, 202, told.body)
  const csv = await app.inject({ url: '/v1/rows?of=visitors&format=csv', headers: asServer })
  assert.match(
    String(csv.headers['content-disposition']),
    /attachment; filename="vitrine-visitors\.csv"/,
  )
  const [head, row] = csv.body.trim().split('\n')
  assert.match(head, /^visitor,slice,first_day,source,utm_source,medium,campaign,device$/)
  assert.match(row, /,ad,'=cmd\(\),cpc,"'\+1,2",/)
  const parquet = await app.inject({
    url: '/v1/rows?of=visitors&format=parquet',
    headers: asServer,
  })
  assert.equal(parquet.rawPayload.subarray(0, 4).toString(), 'PAR1')
})

test('rows that cannot be narrowed as asked are refused, with the field', async t => {
  const { app, asServer, close } = await setUp()
  t.after(close)
  const ask = (query: string) => app.inject({ url: `/v1/rows?${query}`, headers: asServer })
  const refused = await ask('of=visitors&placement=home')
  assert.deepEqual([refused.statusCode, refused.json().field], [400, '/placement'])
  assert.equal((await ask('of=secrets')).statusCode, 400)
  const noDay = await ask('of=visitors&since=2026-02-31')
  assert.deepEqual([noDay.statusCode, noDay.json().field], [400, '/since'])
  const hostile = await ask(`of=orders&campaign=${encodeURIComponent("' OR 1=1 --")}`)
  assert.deepEqual([hostile.statusCode, hostile.json().count], [200, 0])
})

test('an order made up of the largest lines there may be keeps no other out', async t => {
  const { app, post, asServer, close } = await setUp()
  t.after(close)
  const items = Array.from({ length: 10 }, () => ({ item_id: 'shoe', price: 1e10, quantity: 1e6 }))
  const madeUp = { ...buys(0), params: { transaction_id: 'made-up', currency: 'EUR', items } }
  const told = await post('/v1/events', { events: [madeUp] }, cookieFor('somebody'))
  assert.deepEqual([told.statusCode, told.json().accepted], [202, 1], told.body)
  await post('/v1/events', { visitor: 'anna', events: [buys(1)] }, asServer)
  const { rows, columns } = (
    await app.inject({ url: '/v1/rows?of=orders', headers: asServer })
  ).json<RowsTold>()
  const numbers = rows.map(row => row[columns.indexOf('number')])
  assert.deepEqual(numbers, ['order-1', 'made-up'])
})

type App = Awaited<ReturnType<typeof setUp>>['app']
type Post = Awaited<ReturnType<typeof setUp>>['post']

/** Sixty people look and are shown something; some buy, one gives back, one robot, two are one. */
async function livedThrough(post: Post, asServer: Record<string, string>): Promise<void> {
  const send = async (path: string, body: object) => {
    const answer = await post(path, body, asServer)
    assert.ok(answer.statusCode < 300, answer.body)
    return answer.json()
  }
  for (let n = 0; n < 61; n++) {
    const visitor = `person-${n}`
    await send('/v1/events', { visitor, events: [view('shoe')] })
    const { placements } = await send('/v1/decisions', { visitor, ...home })
    const click = { ...view('shoe'), name: 'select_item', decision: placements[0].decisionId }
    if (n % 3 === 0) await send('/v1/events', { visitor, events: [click] })
    if (n % 4 === 0) await send('/v1/events', { visitor, events: [buys(n)] })
  }
  const refund = { ...buys(4), id: undefined, name: 'refund' }
  await send('/v1/events', { visitor: 'person-4', events: [refund] })
  await send('/v1/events', { visitor: 'person-8', events: [buys(8)] })
  await send('/v1/identify', { userId: 'person-1', anonymousId: 'person-2' })
}

/** What a page told is confirmed by a server that names nobody, and by a file of the shop's. */
async function confirmed(app: App, post: Post, asServer: Record<string, string>): Promise<void> {
  const browser = cookieFor('one-who-buys-alone')
  await post('/v1/events', { events: [view('shoe'), buys(101), buys(102)] }, browser)
  await post('/v1/events', { events: [buys(101)] }, asServer)
  const file = 'order,item,quantity,time,price,customer\norder-102,shoe,2,2026-11-22 11:00,112,9\n'
  const { statusCode, body } = await app.inject({
    method: 'POST',
    url: '/v1/orders',
    headers: { ...asServer, 'content-type': 'text/csv' },
    payload: file,
  })
  assert.equal(statusCode, 200, body)
  // Whoever paid is no robot to the results, whatever they look like afterwards.
  await post(
    '/v1/events',
    { events: [view('shoe')] },
    { ...browser, 'user-agent': 'Googlebot/2.1' },
  )
}

function buys(n: number) {
  const items = [{ item_id: 'shoe', price: 10 + n, quantity: 2 }]
  const params = { transaction_id: `order-${n}`, currency: 'EUR', value: 20 + 2 * n, items }
  return { ...view('shoe'), name: 'purchase', params }
}
