import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../core/clock.ts'
import { setUp, view } from './fixtures/set-up.ts'

/** 20,000 ids that nobody has heard of, in one request. */
function flood(prefix: string) {
  return Array.from({ length: 100 }, (_, event) => ({
    ...view(),
    name: 'view_item_list',
    page: { type: 'category' },
    params: {
      items: Array.from({ length: 200 }, (_, i) => ({ item_id: `${prefix}${event * 200 + i}` })),
    },
  }))
}

test('a public key makes up 20,000 item ids a day and no more; known ids and the next day pass', async t => {
  const { post, shop, env, close } = await setUp()
  t.after(close)
  assert.equal((await post('/v1/events', { events: flood('a') })).json().accepted, 100)
  const { itemCount } = shop.engine.catalogue
  const more = (await post('/v1/events', { events: [view('b'), view('a7')] })).json()
  assert.equal(more.accepted, 1)
  assert.deepEqual([more.refused[0].index, more.refused[0].code], [0, 'too_many_ids'])
  const along = { page: { type: 'home' }, placements: [], event: view('c') }
  assert.equal((await post('/v1/decisions', along)).json().refused[0].code, 'too_many_ids')
  const page = { ...view('a7'), page: { type: 'product', item: 'd' } }
  assert.equal((await post('/v1/events', { events: [page] })).json().refused.length, 1)
  const track = { event: 'Product Viewed', properties: { product_id: 'e' } }
  assert.equal((await post('/v1/track', track)).json().refused[0].code, 'too_many_ids')
  assert.equal(shop.engine.catalogue.itemCount, itemCount)
  env.time += DAY
  const tomorrow = [{ ...view('b'), time: env.time }]
  assert.equal((await post('/v1/events', { events: tomorrow })).json().accepted, 1)
})

test('a server key speaks for the shop: its ids are not counted', async t => {
  const { post, asServer, close } = await setUp()
  t.after(close)
  for (const prefix of ['a', 'b']) {
    const sent = await post('/v1/events', { events: flood(prefix) }, asServer)
    assert.equal(sent.json().accepted, 100)
  }
})
