import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CohortsTold, FunnelTold, ReordersTold, SourcesTold } from '../src/schema/analysis.ts'
import type { Report } from '../src/schema/report.ts'
import { tablesOf } from '../src/server/analysis/fixtures/tables.ts'
import { setUp } from '../src/server/fixtures/set-up.ts'
import { effectOf, mean, sideOf } from './recount/effect.ts'
import { type Brought, recount, sum, type Visitor } from './recount/recount.ts'
import { Traffic } from './recount/traffic.ts'

/** Enough that half of those who come by a search, or by themselves, are compared apart. */
const VISITORS = 1_000
const FIGURES: Record<string, (money: Brought, each: Visitor) => number> = {
  margin: ({ margin }) => margin,
  revenue: ({ revenue }) => revenue,
  bought: ({ orders }) => Number(orders > 0),
  second: ({ orders }) => Number(orders > 1),
  third: ({ orders }) => Number(orders > 2),
  clicked: (_, { clicked }) => Number(clicked),
  bounced: (_, { bounced }) => Number(bounced),
  days: (_, { days }) => days,
}

type Sums = { visitors: number; buyers: number; orders: number; revenue: number }

let shop: Awaited<ReturnType<typeof setUp>>
let told: Report
let counted: ReturnType<typeof recount>

before(async () => {
  shop = await setUp()
  const tables = await tablesOf(shop)
  const traffic = new Traffic(shop)
  await traffic.open()
  await traffic.come(VISITORS)
  await tables.catchUp()
  await traffic.comeBack(VISITORS)
  const read = async (url: string) => {
    const answer = await shop.app.inject({ url, headers: shop.asServer })
    assert.equal(answer.statusCode, 200)
    return answer.body
  }
  told = JSON.parse(await read('/v1/results'))
  counted = recount(await read('/v1/log'))
  await tables.catchUp()
})

after(() => shop.close())

test('events and decisions of the page are those of the log, robots apart', () => {
  const { eventCount, robotEvents, events, decisions } = told
  assert.deepEqual({ eventCount, robotEvents, events }, counted.events)
  assert.deepEqual({ made: decisions.made, robots: decisions.robots }, counted.decisions)
  assert.ok(robotEvents > 20 && decisions.robots > 20)
})

test('orders count once, whoever told them, in one currency, refunds taken off', () => {
  const { waitingRefunds: _, withoutRate, ...orders } = told.orders
  assert.deepEqual(orders, counted.orders)
  assert.equal(
    withoutRate.reduce((sum, { count }) => sum + count, 0),
    orders.otherCurrency,
  )
  for (const name of ['repeated', 'refunded', 'otherCurrency', 'linesWithoutCost'] as const) {
    assert.ok(orders[name] > 0, name)
  }
})

test('each slice has the visitors, orders, revenue and margin of the log, unverified orders apart', () => {
  assert.deepEqual(told.slices, counted.slices)
  assert.equal(told.results.basis, 'verified')
  assert.ok(told.results.unverifiedOrders > 10)
  assert.deepEqual(
    told.results.sampleRatio.counts,
    counted.slices.map(({ visitors }) => visitors),
  )
})

test('each measure is the mean of the visitors of the log, and its effect compares like with like', () => {
  assert.equal(told.results.comparisons.length, 2)
  for (const { against, metrics } of told.results.comparisons) {
    for (const { metric, engine, other, effect } of metrics) {
      const figure = (each: Visitor) => FIGURES[metric](each.verified, each)
      const sides = sideOf(counted.visitors, against, figure)
      near(engine, mean(sides.engine), `${against} ${metric}`)
      near(other, mean(sides.other), `${against} ${metric}`)
      if (effect === undefined) continue
      near(effect, effectOf(counted.visitors, against, figure), `${against} ${metric}`)
    }
  }
  const [{ metrics }] = told.results.comparisons
  assert.ok(metrics.filter(({ effect }) => effect !== undefined).length > 4)
})

test('each source and each campaign has the visitors and the margin of the log, and what it cost', () => {
  for (const { against, sources, campaigns } of told.results.comparisons) {
    assert.ok(sources.length >= 4, `${sources.length} sources`)
    for (const { name, visitors, margin } of [...sources, ...campaigns]) {
      const title = name.join(' / ')
      const group = counted.visitors.filter(({ source, campaign }) =>
        name.length === 1 ? source === title : campaign === title,
      )
      const sides = sideOf(group, against, ({ verified }) => verified.margin)
      assert.deepEqual(visitors, { engine: sides.engine.length, other: sides.other.length }, title)
      near(margin.engine, mean(sides.engine), title)
      near(margin.other, mean(sides.other), title)
    }
  }
  const costs = told.campaigns.map(({ source, medium, campaign, cost }) => [
    [source, medium, campaign].join(' / '),
    cost,
  ])
  assert.deepEqual(Object.fromEntries(costs), counted.costs)
})

test('each experience of each placement was shown and answered as often as the log says', () => {
  const all = told.placements.flatMap(({ experiences }) => experiences)
  const shown = all.filter(({ decisions }) => decisions > 0)
  const said = shown.map(({ experience, decisions, clicks, carts, orders }) => [
    experience,
    { decisions, clicks, carts, orders },
  ])
  assert.deepEqual(Object.fromEntries(said), counted.placements)
  assert.ok(shown.some(({ orders }) => orders > 0) && shown.some(({ carts }) => carts > 0))
})

test('the analyst’s tables, made from the same log, say what the recount says', async () => {
  const { app, asServer } = shop
  const read = async (view: string) => {
    const answer = await app.inject({ url: `/v1/analysis/${view}?days=90`, headers: asServer })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  const { visitors } = counted
  const { steps }: FunnelTold = await read('funnel')
  const bought = visitors.filter(({ verified }) => verified.orders > 0)
  const came = steps.find(({ step }) => step === 'came')!
  assert.equal(came.all, visitors.length)
  const inSlice = (slice: string) => visitors.filter(each => each.slice === slice).length
  assert.deepEqual(
    [came.engine, came.uniform, came.holdout],
    ['engine', 'uniform', 'holdout'].map(inSlice),
  )
  assert.equal(steps.find(({ step }) => step === 'ordered')!.all, bought.length)

  const { sources }: SourcesTold = await read('sources')
  const total = (figure: keyof Sums) => sum(sources.map(each => each[figure]))
  assert.equal(total('visitors'), visitors.length)
  assert.equal(total('buyers'), bought.length)
  assert.equal(total('orders'), sum(visitors.map(({ verified }) => verified.orders)))
  assert.equal(total('revenue'), sum(visitors.map(({ verified }) => verified.revenue)))
  for (const { campaign, cost, ...told } of sources) {
    if (campaign.length === 0) continue
    const theirs = visitors.filter(each => each.campaign === campaign.join(' / '))
    assert.equal(told.visitors, theirs.length, campaign.join())
    assert.equal(cost, counted.costs[campaign.join(' / ')])
  }

  const { cohorts }: CohortsTold = await read('cohorts')
  assert.equal(sum(cohorts.map(each => each.visitors)), visitors.length)
  const { orders }: ReordersTold = await read('orders')
  assert.deepEqual(
    orders.map(({ nth, buyers, again }) => [nth, buyers, again]),
    [2, 3].map(nth => [
      nth,
      visitors.filter(({ verified }) => verified.orders >= nth - 1).length,
      visitors.filter(({ verified }) => verified.orders >= nth).length,
    ]),
  )
})

function near(told: number, counted: number, of: string): void {
  const isNear = Math.abs(told - counted) <= 1e-9 * Math.max(1, Math.abs(counted))
  assert.ok(isNear, `${of}: the page says ${told}, the log ${counted}`)
}
