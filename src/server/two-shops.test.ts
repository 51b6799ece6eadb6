import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { visitorKey } from '../core/visitor-key.ts'
import { cookieFor } from './fixtures/set-up.ts'
import { type ShopOfTwo, twoShops } from './fixtures/two-shops.ts'
import { shopRecord } from './own-records.ts'

const MARKET = { country: 'FR', language: 'en', currency: 'EUR' }

test('a search finds what its own shop sells, whoever asks', async t => {
  const { here, there } = await stocked(t)
  assert.deepEqual(await found(here, 'q=lantern'), ['lantern'])
  assert.deepEqual(await found(there, 'q=lantern'), [])
  assert.deepEqual(await found(there, 'q=kettle'), ['kettle'])
  const stranger = await ask(there, 'like=lantern')
  assert.equal(stranger.statusCode, 404)
  assert.equal((await ask(here, 'q=lantern', there.keys.publicKey)).statusCode, 401)
})

test('a browser known in one shop is a stranger to the search of the other', async t => {
  const { here, there } = await stocked(t)
  const cookie = cookieFor('ada')
  const events = [{ id: VIEW, name: 'view_item', params: { items: [{ item_id: 'lantern' }] } }]
  await here.post('/v1/events', { consent: 'personal', events }, cookie)
  await ask(there, 'q=kettle', undefined, cookie)
  const key = visitorKey(cookie.cookie.split('=')[1])
  assert.equal((await here.shop.visitor(key, here.env.now()))?.acts, 1)
  assert.equal(await there.shop.visitor(key, there.env.now()), undefined)
})

test('a wish is kept by its own shop, and forgetting the address there leaves it here', async t => {
  const { here, there } = await stocked(t)
  const wish = { email: 'ada@example.org', consent: 'page' }
  assert.equal((await there.post('/v1/wishes', { ...wish, item: 'lantern' })).statusCode, 404)
  assert.equal((await here.post('/v1/wishes', { ...wish, item: 'lantern' })).statusCode, 202)
  assert.equal((await there.post('/v1/wishes', { ...wish, item: 'kettle' })).statusCode, 202)
  const erased = await there.app.inject({
    method: 'POST',
    url: '/v1/privacy/erase',
    headers: there.asServer,
    payload: { visitor: `wish:${wish.email}` },
  })
  assert.equal(erased.statusCode, 202)
  assert.deepEqual(await wishesOf(here), [['lantern', wish.email]])
  assert.deepEqual(await wishesOf(there), [['kettle', undefined]])
})

const VIEW = '018f0000-0000-7000-a000-000000000001'

async function stocked(t: TestContext) {
  const { here, there, close } = await twoShops()
  t.after(close)
  for (const [shop, id] of [
    [here, 'lantern'],
    [there, 'kettle'],
  ] as const) {
    const skus = [{ id: `${id}-1`, offer: { price: 900, inStock: true } }]
    const product = { id, title: `A ${id}`, url: `/${id}`, categories: ['Camp'], skus }
    const record = shopRecord(
      'products',
      { market: MARKET, products: [product] } as never,
      shop.env,
    )
    await shop.shop.take([record])
  }
  return { here, there }
}

function ask(shop: ShopOfTwo, query: string, key = shop.keys.publicKey, headers = {}) {
  return shop.app.inject({ url: `/v1/search?key=${key}&${query}`, headers })
}

async function found(shop: ShopOfTwo, query: string): Promise<string[]> {
  const answer = await ask(shop, query)
  return answer.json().items.map(({ id }: { id: string }) => id)
}

async function wishesOf({ shop }: ShopOfTwo) {
  const wishes: (string | undefined)[][] = []
  for await (const records of shop.read(0)) {
    for (const { type, body } of records) {
      if (type === 'wish_made') wishes.push([body.item, body.email])
    }
  }
  return wishes
}
