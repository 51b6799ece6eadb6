import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setUp } from './fixtures/set-up.ts'

const ORDERS = `order,item,price,time,currency
1,a,10.00,2024-01-05,EUR
2,a,10.00,2024-01-06,GBP
3,a,1000,2024-01-07,JPY
4,a,10.00,2024-03-01,GBP
`

test('months of several currencies are one in the reporting currency, as far as rates are known', async t => {
  const { send, reporting, close } = await open()
  t.after(close)
  await send('/v1/orders', ORDERS)
  assert.deepEqual(reporting(), { sold: { '2024-01': 1_000 }, without: ['GBP', 'JPY'] })
  const file =
    'currency,day,rate\nGBP,2024-01-01,1.10\nGBP,2024-01-31,1.20\nJPY,2024-01-02,0.0063\n'
  assert.equal((await send('/v1/currency-rates', file)).accepted, 3)
  // The mean of the month's days; of March, the last one before it. A yen has no minor unit.
  const sold = { '2024-01': 1_000 + 1_150 + 630, '2024-03': 1_200 }
  assert.deepEqual(reporting(), { sold, without: [] })
  await send('/v1/currency-rates', 'currency,day,rate\nGBP,2024-03-02,1.30\n')
  assert.equal(reporting().sold['2024-03'], 1_300)
})

test('a rate that can be none costs only its row', async t => {
  const { send, close } = await open()
  t.after(close)
  const { accepted, refusals } = await send(
    '/v1/currency-rates',
    'currency,day,rate\nGBP,2024-01-01,0\nGBP,2024-01-01,-1\nGBP,2024-13-01,1\nXXXX,2024-01-01,1\n,2024-01-01,1\nGBP,2024-01-01,\nGBP,2024-01-01,1.1\n',
  )
  assert.equal(accepted, 1)
  assert.deepEqual(
    refusals.map(({ line, field }) => `${line} ${field}`),
    ['2 rate', '3 rate', '4 day', '5 currency', '6 currency', '7 rate'],
  )
})

interface Answer {
  accepted: number
  refusals: { line: number; field: string }[]
}

async function open() {
  const server = await setUp()
  const send = async (url: string, payload: string): Promise<Answer> => {
    const headers = { ...server.asServer, 'content-type': 'text/csv' }
    return (await server.app.inject({ method: 'POST', url, payload, headers })).json()
  }
  const reporting = () => {
    const { months, withoutRate } = server.shop.report({ kind: 'summary' }).history.reporting
    const sold: Record<string, number> = Object.fromEntries(
      months.map(month => [month.month, month.sold]),
    )
    return { sold, without: withoutRate }
  }
  return { ...server, send, reporting }
}
