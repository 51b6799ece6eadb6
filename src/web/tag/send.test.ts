import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIMITS } from '../../schema/limits.ts'
import { MEASURE, PERSONAL, placement } from './fixtures/pages.ts'
import { leave, openScene, until } from './fixtures/scene.ts'

const { shop, visit } = openScene()

test('an event is sent again until the server says 202, always as the same event', async () => {
  let times = 0
  shop.trouble = path =>
    path === '/v1/events' && ++times < 3 ? (times === 1 ? 'error' : 'away') : undefined
  await visit({ head: MEASURE })
  await until(() => shop.events.length === 3)
  assert.equal(new Set(shop.events.map(event => event.id)).size, 1)
})

test('of a batch that a busy server took in part, only the rest is sent again', async () => {
  let times = 0
  shop.sheds = ({ name }) => name === 'view_item' && ++times < 3
  const page = await visit({ head: MEASURE })
  await page.evaluate(`for (const item_id of 'ABC')
    vitrine('event', item_id === 'B' ? 'view_item' : 'add_to_cart', { items: [{ item_id }] })`)
  await until(() => shop.events.filter(event => event.name === 'view_item').length === 3)
  await page.waitForTimeout(2_500)
  const views = shop.events.filter(event => event.name === 'view_item')
  assert.equal(views.length, 3)
  assert.equal(new Set(views.map(event => event.id)).size, 1)
  assert.equal(shop.names().filter(name => name === 'add_to_cart').length, 2)
})

test('an event the server refuses is not sent again', async () => {
  shop.trouble = path => (path === '/v1/events' ? 'refuses' : undefined)
  const page = await visit({ head: MEASURE })
  await until(() => shop.events.length === 1)
  await page.waitForTimeout(2_500)
  assert.equal(shop.events.length, 1)
})

test('with consent, what a page could not deliver the next page of the tab delivers, as the same events', async () => {
  shop.trouble = path => (path === '/v1/events' ? 'error' : undefined)
  const page = await visit({ head: PERSONAL })
  await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })`)
  await until(() => shop.events.length > 0)
  shop.trouble = () => undefined
  shop.pages.set('/next', shop.pages.get('/')!)
  await page.goto(`${shop.url}/next`)
  await until(() => shop.at('/v1/events').some(one => one.body.events.length >= 3))
  const told = shop.at('/v1/events').find(one => one.body.events.length >= 3)!.body.events
  assert.ok(told.some((event: { name: string }) => event.name === 'add_to_cart'))
  const carts = shop.events.filter(event => event.name === 'add_to_cart')
  assert.equal(new Set(carts.map(event => event.id)).size, 1)
})

test('what waits for the first answer leaves with the page, whether or not that answer ever comes', async () => {
  shop.trouble = path => (path === '/v1/decisions' ? 'hangs' : undefined)
  const page = await visit({ head: PERSONAL, body: placement('home') })
  await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })`)
  await until(() => shop.decisions.length > 0)
  await page.waitForTimeout(2_500)
  await page.evaluate(`vitrine('event', 'add_to_wishlist', { items: [{ item_id: 'A' }] })`)
  await page.goto('about:blank')
  await until(() => shop.names().includes('add_to_wishlist'))
  assert.deepEqual(shop.names().sort(), ['add_to_cart', 'add_to_wishlist', 'page_view'])
})

test('what an earlier page could not deliver keeps no page waiting for what it is to show', async () => {
  shop.trouble = path => (path === '/v1/events' ? 'error' : undefined)
  const page = await visit({ head: PERSONAL, body: placement('home') })
  await until(() => shop.events.length > 0)
  shop.trouble = () => undefined
  shop.eventsDelayMs = 6_000
  shop.pages.set('/next', shop.pages.get('/')!)
  await page.goto(`${shop.url}/next`)
  await page.waitForSelector('.vt', { timeout: 5_000 })
  await until(() => shop.names().filter(name => name === 'page_view').length > 2)
})

for (const length of [80, 256]) {
  test(`a list of 200 items with names of ${length} letters says less of them, and holds nothing up`, async () => {
    const page = await visit({ head: PERSONAL })
    await page.evaluate(`vitrine('event', 'view_item_list', {
      items: Array.from({ length: 200 }, (_, i) => ({
        item_id: 'item-' + i, item_name: 'é'.repeat(${length}), item_brand: 'x'.repeat(${length}),
        price: 9.5, quantity: 2, index: i,
      })) })
      vitrine('event', 'add_to_cart', { items: [{ item_id: 'A', item_name: 'Short' }] })`)
    await leave(page)
    await until(() => shop.names().includes('add_to_cart'))
    const itemsOf = (name: string) => shop.events.find(event => event.name === name)?.params.items
    const list = itemsOf('view_item_list')
    assert.equal(list?.length, 200)
    assert.deepEqual(list[199], { item_id: 'item-199', price: 9.5, quantity: 2, index: 199 })
    assert.ok(JSON.stringify(list).length < LIMITS.eventBytes)
    assert.equal(itemsOf('add_to_cart')[0].item_name, 'Short')
  })
}

test('at the end of a page each request stays below 48 KB and nothing is lost', async () => {
  const page = await visit({ head: MEASURE })
  await page.evaluate(`for (let i = 0; i < 90; i++) vitrine('event', 'view_item', {
    items: [{ item_id: 'item-' + i, item_name: 'é'.repeat(200), item_brand: 'x'.repeat(200) }] })`)
  await leave(page)
  await until(() => new Set(shop.events.map(event => event.id)).size === 91)
  for (const { size, body } of shop.received) {
    assert.ok(size <= 48 * 1024, `${size} bytes`)
    assert.ok(body.events.length <= 50)
  }
})

test('a beacon takes the place of a fetch that cannot outlive its page, with consent only', async () => {
  const page = await visit({
    head: `<script>delete Request.prototype.keepalive</script>${PERSONAL}`,
  })
  await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })`)
  await leave(page)
  await until(() => shop.names().includes('add_to_cart'))
})
