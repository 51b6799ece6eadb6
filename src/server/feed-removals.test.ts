import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Engine } from '../engine/engine.ts'
import { setUp } from './fixtures/set-up.ts'

const PRODUCTS = '/v1/catalogue/products?country=FR&language=fr&currency=EUR'
const REMOVALS = '/v1/catalogue/removals'

test('a feed that lost more than 30 % of its products brings what is new, removes nothing, and asks', async t => {
  const shop = await open(t, feed(10))
  const outcome = await shop.send(feed(6, { price: '7.00' }))
  assert.equal(outcome.removed, 0)
  const { count, known, examples } = outcome.awaitingConfirmation
  assert.deepEqual([count, known, examples], [4, 10, ['p6', 'p7', 'p8', 'p9']])
  assert.equal(shop.products(), 10)
  assert.equal(shop.price('p0'), 700)
  assert.deepEqual(await shop.waiting(), [outcome.awaitingConfirmation])
})

test('what waits outlives a snapshot and a replay of the log', async t => {
  const shop = await open(t, feed(10))
  await shop.send(feed(2))
  const [waiting] = shop.engine().catalogue.waitingRemovals
  const saved = Engine.restore(shop.engine().snapshot())
  assert.deepEqual([...saved.catalogue.waitingRemovals], [waiting])
  const replayed = new Engine()
  for await (const records of shop.stores.log.read({}))
    for (const one of records) replayed.apply(one)
  assert.deepEqual(replayed.snapshot(), shop.engine().snapshot())
})

test('a removal confirmed takes the products off, one refused leaves them, and neither twice', async t => {
  const shop = await open(t, feed(10))
  const { run } = (await shop.send(feed(2))).awaitingConfirmation
  assert.deepEqual((await shop.answer(run, false)).json(), { removed: 0 })
  assert.deepEqual([await shop.waiting(), shop.products()], [[], 10])
  shop.env.time += 1000
  const again = (await shop.send(feed(2, { price: '6.00' }))).awaitingConfirmation
  await shop.answer(again.run, false)
  assert.deepEqual([await shop.waiting(), shop.products()], [[], 10])
  shop.env.time += 1000
  assert.equal((await shop.send(feed(2))).awaitingConfirmation.run, again.run)
  assert.deepEqual((await shop.answer(again.run, true)).json(), { removed: 8 })
  assert.deepEqual([await shop.waiting(), shop.products()], [[], 2])
  const twice = await shop.answer(again.run, true)
  assert.deepEqual([twice.statusCode, twice.json().field], [404, '/run'])
})

test('a feed sent with its removal confirmed is not asked again', async t => {
  const shop = await open(t, feed(10))
  await shop.send(feed(2))
  const outcome = await shop.send(feed(2), `${PRODUCTS}&confirmRemoval=true`)
  assert.deepEqual([outcome.removed, outcome.awaitingConfirmation], [8, undefined])
  assert.deepEqual([await shop.waiting(), shop.products()], [[], 2])
})

test('the same short feed again asks once, and a whole one makes the question void', async t => {
  const shop = await open(t, feed(10))
  const first = (await shop.send(feed(2))).awaitingConfirmation
  const last = shop.stores.log.last
  assert.deepEqual((await shop.send(feed(2))).awaitingConfirmation, first)
  assert.equal(shop.stores.log.last, last)
  assert.equal((await shop.send(feed(10))).awaitingConfirmation, undefined)
  assert.deepEqual([await shop.waiting(), shop.products()], [[], 10])
})

test('a truncated feed asks nothing, one of a header alone asks for all, a new market for none', async t => {
  const shop = await open(t, feed(10))
  const cut = await shop.send(gzipSync(feed(2)).subarray(0, -12))
  assert.deepEqual([cut.removed, cut.refused, cut.awaitingConfirmation], [0, 1, undefined])
  const empty = await shop.send('')
  assert.deepEqual([empty.removed, empty.refused], [0, 1])
  assert.equal((await shop.send(feed(0))).awaitingConfirmation.count, 10)
  assert.equal(shop.products(), 10)
  const elsewhere = PRODUCTS.replace('country=FR', 'country=BE')
  assert.equal((await shop.send(feed(0), elsewhere)).awaitingConfirmation, undefined)
  assert.equal((await shop.send(feed(3), elsewhere)).awaitingConfirmation, undefined)
})

test('the share is a setting of the server', async t => {
  const shop = await open(t, feed(10), 0.9)
  assert.equal((await shop.send(feed(1))).removed, 9)
})

async function open(t: TestContext, first: string, mostRemoved?: number) {
  const { app, shop, stores, env, asServer, close } = await setUp({ mostRemoved })
  t.after(close)
  const send = async (payload: string | Buffer, url = PRODUCTS) => {
    const headers = { ...asServer, 'content-type': 'text/tab-separated-values' }
    const answer = await app.inject({ method: 'POST', url, headers, payload })
    assert.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  await send(first)
  const { catalogue } = shop.engine
  return {
    env,
    stores,
    send,
    engine: () => shop.engine,
    products: () => catalogue.productCount,
    price: (id: string) => catalogue.priceOf(catalogue.find(id)),
    waiting: async () =>
      (await app.inject({ url: REMOVALS, headers: asServer })).json().removals as unknown[],
    answer: (run: string, remove: boolean) =>
      app.inject({
        method: 'POST',
        url: `${REMOVALS}/${run}`,
        headers: asServer,
        payload: { remove },
      }),
  }
}

function feed(count: number, { price = '5.00' } = {}): string {
  const rows = Array.from(
    { length: count },
    (_, i) => `p${i}\tBoot ${i}\thttps://a.example/${i}\t${price} EUR\tin_stock`,
  )
  return ['id\ttitle\tlink\tprice\tavailability', ...rows].join('\n')
}
