import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { setUp } from '../fixtures/set-up.ts'

const PRODUCTS = '/v1/catalogue/products?country=FR&language=fr&currency=EUR'
const HEAD = 'id\ttitle\tlink\tprice\tavailability\tproduct_type\n'
const row = (id: string, price = '89.90 EUR') =>
  `${id}\tShoe ${id}\thttps://shop.example/${id}\t${price}\tin_stock\tShoes > Trail\n`

test('a feed sent plain or packed is the same feed, and bad rows cost only themselves', async t => {
  const { app, shop, asServer, close } = await setUp()
  t.after(close)
  const feed = HEAD + row('a') + row('b', 'dear') + row('c')
  for (const payload of [feed, gzipSync(feed)]) {
    const headers = { ...asServer, 'content-type': 'application/octet-stream' }
    const answer = await app.inject({ method: 'POST', url: PRODUCTS, headers, payload })
    assert.equal(answer.statusCode, 200, answer.body)
    const { rows, accepted, refused, refusals } = answer.json()
    assert.deepEqual([rows, accepted, refused], [3, 2, 1])
    assert.deepEqual([refusals[0].line, refusals[0].id, refusals[0].field], [3, 'b', 'price'])
  }
  assert.equal(shop.engine.catalogue.productCount, 2)
})

test('a feed of a country, language or currency that is none is refused whole, and makes no market', async t => {
  const { app, shop, asServer, close } = await setUp()
  t.after(close)
  const headers = { ...asServer, 'content-type': 'text/tab-separated-values' }
  const send = async (market: Record<string, string>) => {
    const query = new URLSearchParams({ country: 'FR', language: 'fr', currency: 'EUR', ...market })
    const url = `/v1/catalogue/products?${query}`
    return app.inject({ method: 'POST', url, headers, payload: HEAD + row('a') })
  }
  for (const [field, code] of [
    ['country', 'XX'],
    ['country', 'ZZ'],
    ['language', 'zz'],
    ['currency', 'QQQ'],
    ['currency', 'XXX'],
  ]) {
    const { statusCode, body } = await send({ [field]: code })
    assert.equal(statusCode, 400, code)
    assert.equal(JSON.parse(body).field, `/${field}`)
  }
  const { statusCode } = await app.inject({
    method: 'POST',
    url: '/v1/catalogue/offers?country=XX&language=fr&currency=EUR',
    headers: asServer,
    payload: { changes: [{ sku: 'a', inStock: false }] },
  })
  assert.equal(statusCode, 400)
  assert.deepEqual(shop.engine.catalogue.marketKeys, [])
  assert.equal((await send({ country: 'GB', language: 'en', currency: 'GBP' })).statusCode, 200)
})

test('content in a language that nobody speaks is refused, whole or row by row', async t => {
  const { post, asServer, close } = await setUp()
  t.after(close)
  const guide = { id: 'g', type: 'guide', title: 'How', url: 'https://shop.example/g' }
  const answer = await post('/v1/content?language=zz', [guide], asServer)
  assert.deepEqual([answer.statusCode, answer.json().field], [400, '/language'])
  assert.match(answer.json().detail, /"zz" is the code of no language: send one such as fr/)
  const rows = [
    { ...guide, language: 'zz' },
    { ...guide, id: 'h', language: 'de' },
  ]
  const { accepted, refusals } = (await post('/v1/content?language=en', rows, asServer)).json()
  assert.deepEqual(
    [accepted, refusals[0].field, refusals[0].code],
    [1, 'language', 'unknown_value'],
  )
})

test('a product that a later feed no longer holds leaves the shelves', async t => {
  const { app, shop, asServer, close } = await setUp()
  t.after(close)
  const headers = { ...asServer, 'content-type': 'text/tab-separated-values' }
  const send = (payload: string) => app.inject({ method: 'POST', url: PRODUCTS, headers, payload })
  await send(HEAD + row('a') + row('b') + row('c') + row('d'))
  assert.equal((await send(HEAD + row('a') + row('c') + row('d'))).json().removed, 1)
  const { catalogue } = shop.engine
  assert.equal(catalogue.inStock(catalogue.find('b')), false)
  assert.equal(catalogue.inStock(catalogue.find('a')), true)
})

test('a feed at an address is not read again until it changes, and its key stays out of the log', async t => {
  const source = await feedServer()
  t.after(() => source.server.close())
  const { post, stores, asServer, close } = await setUp({ feedHosts: new Set([source.host]) })
  t.after(close)
  const send = async () => (await post(PRODUCTS, { url: source.url }, asServer)).json()
  assert.equal((await send()).accepted, 1)
  const last = stores.log.last
  assert.equal((await send()).unchanged, true)
  assert.equal(stores.log.last, last)
  source.change()
  assert.equal((await send()).accepted, 2)
  for await (const records of stores.log.read({})) {
    assert.doesNotMatch(JSON.stringify(records), /secret-of-the-feed/)
  }
})

test('a sale at an address that has not changed begins and ends on its day', async t => {
  const dates = '2026-12-01T00:00+01:00/2026-12-10T23:59+01:00'
  const head = HEAD.replace('\n', '\tsale_price\tsale_price_effective_date\n')
  const source = await feedServer(head + row('a').replace('\n', `\t59.90 EUR\t${dates}\n`))
  t.after(() => source.server.close())
  const { post, shop, env, asServer, close } = await setUp({ feedHosts: new Set([source.host]) })
  t.after(close)
  const { catalogue } = shop.engine
  const priceOn = async (day: string) => {
    env.time = Date.parse(day)
    await post(PRODUCTS, { url: source.url }, asServer)
    return catalogue.priceOf(catalogue.find('a'))
  }
  assert.equal(await priceOn('2026-11-25T12:00Z'), 8990)
  assert.equal(await priceOn('2026-12-05T12:00Z'), 5990)
  assert.equal(await priceOn('2026-12-12T12:00Z'), 8990)
  const { unchanged } = (await post(PRODUCTS, { url: source.url }, asServer)).json()
  assert.equal(unchanged, true)
})

test('an address that does not answer is told as the world failing, not as our mistake', async t => {
  const { post, asServer, close } = await setUp({ feedHosts: new Set(['127.0.0.1:1']) })
  t.after(close)
  const answer = await post(PRODUCTS, { url: 'http://127.0.0.1:1/feed' }, asServer)
  assert.equal(answer.statusCode, 502)
  assert.equal(answer.json().field, '/url')
  assert.equal((await post(PRODUCTS, { url: 'file:///etc/passwd' }, asServer)).statusCode, 400)
})

test('an address inside our own network is not asked by any route, and the answer says the way out', async t => {
  const { post, asServer, close } = await setUp()
  t.after(close)
  const routes = [PRODUCTS, '/v1/catalogue/costs', '/v1/content', '/v1/shop-facts']
  for (const route of routes) {
    const answer = await post(route, { url: 'http://169.254.169.254/latest' }, asServer)
    assert.equal(answer.statusCode, 400, route)
    assert.deepEqual([answer.json().field, answer.json().code], ['/url', 'bad_url'])
    assert.match(answer.json().detail, /--allow-feed-host 169.254.169.254:80/)
  }
})

test('price and stock change between two feeds; costs, guides and promises have their own routes', async t => {
  const { app, post, shop, asServer, close } = await setUp()
  t.after(close)
  const headers = { ...asServer, 'content-type': 'text/tab-separated-values' }
  await app.inject({ method: 'POST', url: PRODUCTS, headers, payload: HEAD + row('a') })
  const offers = PRODUCTS.replace('products', 'offers')
  const changed = await post(
    offers,
    [{ sku: 'a', price: '79.90', stock: 0 }, { sku: 'a' }],
    asServer,
  )
  assert.deepEqual([changed.json().accepted, changed.json().refused], [1, 1])
  const { catalogue } = shop.engine
  const item = catalogue.find('a')
  assert.deepEqual([catalogue.priceOf(item), catalogue.inStock(item)], [7990, false])

  assert.equal(
    (await post('/v1/catalogue/costs', [{ sku: 'a', cost: 40 }], asServer)).json().accepted,
    1,
  )
  assert.equal(catalogue.costOf('a', 'EUR'), 4000)
  const guide = { id: 'g', type: 'guide', title: 'How', url: 'https://shop.example/g' }
  assert.equal((await post('/v1/content?language=en', [guide], asServer)).json().accepted, 1)
  const facts = { country: 'FR', currency: 'EUR', freeDeliveryFrom: 80, vat: 0.2 }
  assert.equal((await post('/v1/shop-facts', facts, asServer)).json().accepted, 1)
  assert.equal(catalogue.factsOf('FR')?.freeDeliveryFrom, 8000)
})

/** A shop's feed with an ETag, behind a key in its address. */
async function feedServer(told = HEAD + row('a')) {
  let version = 1
  const server = createServer((request, response) => {
    const etag = `"${version}"`
    if (request.headers['if-none-match'] === etag) return response.writeHead(304).end()
    const body = told + (version > 1 ? row('b') : '')
    return response.writeHead(200, { etag, 'content-type': 'text/plain' }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/feed?key=secret-of-the-feed`
  return { server, host: `127.0.0.1:${port}`, url, change: () => version++ }
}

test('a change of a SKU that the market does not offer is told by name, and the others are taken', async t => {
  const { app, post, shop, asServer, close } = await setUp()
  t.after(close)
  const headers = { ...asServer, 'content-type': 'text/tab-separated-values' }
  await app.inject({ method: 'POST', url: PRODUCTS, headers, payload: HEAD + row('a') })
  const unknown = Array.from({ length: 150 }, (_, n) => ({ sku: `gone-${n}`, stock: 1 }))
  const offers = PRODUCTS.replace('products', 'offers')
  const changes = [...unknown, { sku: 'a', price: '79.90' }]
  const { accepted, refused, refusals } = (await post(offers, changes, asServer)).json()
  assert.deepEqual([accepted, refused, refusals.length], [1, 150, 100])
  const { id, line, field, code } = refusals[0]
  assert.deepEqual([id, line, field, code], ['gone-0', 1, 'sku', 'unknown_sku'])
  const { catalogue } = shop.engine
  assert.equal(catalogue.priceOf(catalogue.find('a')), 7990)
  const elsewhere = offers.replace(/country=\w\w/, 'country=BE')
  const there = await post(elsewhere, [{ sku: 'a', price: '79.90' }], asServer)
  assert.equal(there.json().refusals[0].code, 'unknown_sku')
})

test('a feed without a body is the sender’s mistake, and says so', async t => {
  const { app, asServer, close } = await setUp()
  t.after(close)
  for (const url of ['/v1/content', '/v1/catalogue/costs', '/v1/campaign-costs']) {
    const answer = await app.inject({ method: 'POST', url, headers: asServer })
    assert.deepEqual([answer.statusCode, answer.json().code], [400, 'empty_body'], url)
  }
})
