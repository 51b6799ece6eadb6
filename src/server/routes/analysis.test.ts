import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import type { FunnelTold, ReordersTold } from '../../schema/analysis.ts'
import { setUp, TestEnv, view } from '../fixtures/set-up.ts'
import { shopRecord } from '../own-records.ts'

test('an order in another currency counts as one before, however long ago it was', async t => {
  const { app, shop, env, asServer, close } = await setUp()
  t.after(close)
  const rates = [{ currency: 'USD', day: '2025-06-02', rate: 0.9 }]
  await shop.take([shopRecord('currency_rates', { rates }, env)])
  const days = ['2025-05-01', '2025-06-10', '2026-03-01', '2026-10-01']
  const lines = days.map((day, n) => `order-${n},shoe,${day} 11:00,100,somebody`)
  await app.inject({
    method: 'POST',
    url: '/v1/orders?currency=USD',
    headers: { ...asServer, 'content-type': 'text/csv' },
    payload: ['order,item,time,price,customer', ...lines, ''].join('\n'),
  })
  const answer = await app.inject({ url: '/v1/analysis/orders?days=365', headers: asServer })
  const { orders } = answer.json<ReordersTold>()
  // That of May 2025 was worth nobody knows what; those of 2026 are the second and the third.
  assert.deepEqual(
    orders.map(({ nth, buyers, again }) => ({ nth, buyers, again })),
    [{ nth: 3, buyers: 1, again: 1 }],
  )
})

test('so many days are days of the calendar, also where a clock was changed between', async t => {
  for (const [now, since] of [
    ['2026-04-10T22:30:00Z', '2026-03-15'], // 00:30 on the 11th in Paris; an hour was left out
    ['2026-11-10T22:30:00Z', '2026-10-14'], // 23:30 on the 10th; an hour came twice
  ]) {
    const env = new TestEnv()
    env.time = Date.parse(now)
    const { app, post, asServer, close } = await setUp({ env })
    t.after(close)
    const events = [view('shoe', { time: env.time - 5 * DAY })]
    await post('/v1/events', { visitor: 'anna', events }, asServer)
    const answer = await app.inject({ url: '/v1/analysis/funnel?days=28', headers: asServer })
    assert.equal(answer.json<FunnelTold>().since, since)
  }
})
