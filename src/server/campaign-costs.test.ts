import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Engine } from '../engine/engine.ts'
import type { CampaignSums } from '../schema/report.ts'
import { setUp } from './fixtures/set-up.ts'

const HEAD = 'source,medium,campaign,day,cost,currency'

test('campaign costs are told per campaign, and the last word on a day counts', async t => {
  const { send, campaigns, close } = await open()
  t.after(close)
  const first = await send(`${HEAD}
google,cpc,winter,2026-11-01,12.50,EUR
google,cpc,winter,2026-11-02,10,EUR
google,cpc,winter,2026-11-01,13.00,EUR
letter,email,,2026-11-01,3.999,GBP
`)
  assert.deepEqual([first.accepted, first.refused], [4, 0])
  assert.deepEqual(campaigns(), [
    ...[sumsOf('google', 'cpc', 'winter', 'EUR', 2, 2_300)],
    ...[sumsOf('letter', 'email', '(none)', 'GBP', 1, 400)],
  ])
  await send(`${HEAD}\ngoogle,cpc,winter,2026-11-02,7.00,USD\n`)
  assert.deepEqual(campaigns(), [
    ...[sumsOf('google', 'cpc', 'winter', 'EUR', 1, 1_300)],
    ...[sumsOf('google', 'cpc', 'winter', 'USD', 1, 700)],
    ...[sumsOf('letter', 'email', '(none)', 'GBP', 1, 400)],
  ])
})

test('a bad row costs only itself, with its field and reason', async t => {
  const { send, campaigns, close } = await open()
  t.after(close)
  const { refusals, accepted } = await send(`${HEAD}
a,b,c,2026-02-30,1,EUR
a,b,c,01/02/2026,1,EUR
a,b,c,,1,EUR
a,b,c,2026-01-01,-1,EUR
a,b,c,2026-01-01,,EUR
a,b,c,2026-01-01,1,EURO
a,b,c,2026-01-01,1,EUR
`)
  assert.equal(accepted, 1)
  assert.deepEqual(
    refusals.map(({ line, field }) => `${line} ${field}`),
    ['2 day', '3 day', '4 day', '5 cost', '6 cost', '7 currency'],
  )
  assert.equal(campaigns().length, 1)
})

test('files in any cut, sent again and through a snapshot, come to the sums of their last words', async t => {
  const row = fc.record({
    campaign: fc.constantFrom('winter', 'summer'),
    day: fc.integer({ min: 10, max: 14 }),
    cents: fc.nat({ max: 100_000 }),
    currency: fc.constantFrom('EUR', 'GBP'),
  })
  const files = fc.array(fc.array(row, { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(files, async files => {
      const { send, campaigns, shop, close } = await open()
      t.after(close)
      const last = new Map<string, { campaign: string; currency: string; cents: number }>()
      for (const rows of files) {
        const lines = rows.map(({ campaign, day, cents, currency }) => {
          last.set(`${campaign} ${day}`, { campaign, currency, cents })
          return `s,m,${campaign},2026-11-${day},${(cents / 100).toFixed(2)},${currency}`
        })
        await send([HEAD, ...lines].join('\n'))
        await send([HEAD, ...lines].join('\n'))
      }
      const told = (sums: readonly CampaignSums[]) =>
        sums.map(({ campaign, currency, cost }) => `${campaign} ${currency} ${cost}`).sort()
      const wanted = Map.groupBy(
        last.values(),
        ({ campaign, currency }) => `${campaign} ${currency}`,
      )
      const sums = [...wanted].map(
        ([name, days]) => `${name} ${days.reduce((sum, day) => sum + day.cents, 0)}`,
      )
      assert.deepEqual(told(campaigns()), sums.sort())
      const again = Engine.restore(shop.engine.snapshot()).report({ kind: 'summary' })
      assert.deepEqual(again.campaigns, campaigns())
    }),
    { seed: 7, numRuns: 20 },
  )
})

function sumsOf(
  ...[source, medium, campaign, currency, days, cost]: [
    string,
    string,
    string,
    string,
    number,
    number,
  ]
): CampaignSums {
  return { source, medium, campaign, currency, days, cost }
}

interface Answer {
  accepted: number
  refused: number
  refusals: { line: number; field: string }[]
}

async function open() {
  const server = await setUp()
  const send = async (payload: string): Promise<Answer> => {
    const headers = { ...server.asServer, 'content-type': 'text/csv' }
    const url = '/v1/campaign-costs'
    return (await server.app.inject({ method: 'POST', url, payload, headers })).json()
  }
  const campaigns = () => server.shop.report({ kind: 'summary' }).campaigns
  return { ...server, send, campaigns }
}
