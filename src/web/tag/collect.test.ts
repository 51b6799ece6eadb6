import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MEASURE, placement } from './fixtures/pages.ts'
import { leave, openScene, until } from './fixtures/scene.ts'

const { shop, visit } = openScene()

test('pushes queued and later, as objects and as arguments, arrive once each', async () => {
  const page = await visit({
    head: `${MEASURE}<script>
      dataLayer = [{ event: 'view_item', ecommerce: { currency: 'EUR', items: [{ item_id: 'A', price: '12.50' }] } }]
      function gtag() { dataLayer.push(arguments) }
      gtag('js', new Date()); gtag('event', 'view_item_list', { item_list_id: 'list', items: [{ item_id: 'B' }] })
    </script>`,
  })
  await page.evaluate(`
    dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'C', quantity: 2 }] } })
    gtag('event', 'search', { search_term: 'ski boots' })
    dataLayer.push({ ecommerce: null }, { ecommerce: { items: [{ item_id: 'D' }] } }, { event: 'view_cart' })
    dataLayer.push({ event: 'gtm.click' }, 'a text', null, { event: 'our_own_thing' })
  `)
  await leave(page)
  assert.deepEqual(shop.names().sort(), [
    'add_to_cart',
    'page_view',
    'search',
    'view_cart',
    'view_item',
    'view_item_list',
  ])
  const [view] = shop.events.filter(event => event.name === 'view_item')
  assert.deepEqual(view.params, { currency: 'EUR', items: [{ item_id: 'A', price: '12.50' }] })
  const [cart] = shop.events.filter(event => event.name === 'view_cart')
  assert.deepEqual(cart.params.items, [{ item_id: 'D' }])
  const [search] = shop.events.filter(event => event.name === 'search')
  assert.equal(search.params.search_term, 'ski boots')
})

test('a replaced array and a push wrapped by others neither lose nor double an event', async () => {
  const page = await visit({ head: MEASURE })
  await page.evaluate(`
    window.dataLayer = [{ event: 'view_item', ecommerce: { items: [{ item_id: 'first' }] } }]
  `)
  await page.waitForTimeout(1_100)
  await page.evaluate(`
    const inner = dataLayer.push
    dataLayer.push = function (...all) { return inner.apply(dataLayer, all) }
    dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'wrapped' }] } })
    window.dataLayer = [...dataLayer]
    dataLayer.push({ event: 'view_cart', ecommerce: { items: [{ item_id: 'replaced' }] } })
    dataLayer.push = Array.prototype.push
    dataLayer.push({ event: 'begin_checkout', ecommerce: { items: [{ item_id: 'unwrapped' }] } })
  `)
  await leave(page)
  const goods = shop.events.flatMap(event => event.params?.items?.[0]?.item_id ?? [])
  assert.deepEqual(goods.sort(), ['first', 'replaced', 'unwrapped', 'wrapped'])
})

test('what a visitor types and who they are never leaves with a push', async () => {
  const page = await visit({ head: MEASURE })
  await page.evaluate(`
    window.dataLayer = []
    dataLayer.push({ event: 'login', email: 'ada@example.org', user_data: { phone: '0601020304' }, search_term: 'typed' })
    dataLayer.push({ event: 'purchase', customer: 'Ada', ecommerce: { transaction_id: 'T1', note: 'typed', items: [{ item_id: 'A', engraving: 'typed' }] } })
    vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }], message: 'typed' })
  `)
  await page.waitForTimeout(1_100)
  await leave(page)
  const said = JSON.stringify(shop.events)
  assert.match(said, /T1/)
  assert.doesNotMatch(said, /typed|ada@|0601020304|Ada/)
})

test('a single-page app has one page view per page, and none for a fragment or the same address', async () => {
  const page = await visit({ head: MEASURE, body: placement('home') })
  const views = () => shop.events.filter(event => event.name === 'page_view')
  await page.evaluate(`history.replaceState({}, '', location.href)`)
  await page.evaluate(`history.pushState({}, '', '/boots?size=42&gclid=secret#top')`)
  await until(() => views().length === 2)
  await page.evaluate(`location.hash = 'below'`)
  await page.goBack()
  await page.goBack()
  await until(() => views().length === 3)
  await leave(page)
  assert.deepEqual(
    views().map(event => event.page.url),
    ['/', '/boots?size=42', '/'],
  )
  assert.equal(new Set(views().map(event => event.id)).size, 3)
  assert.equal(views()[1].page.referrer, `${shop.url}/`)
})

test('a list that tells of each of its products is no page of the first of them', async () => {
  const told = ['A', 'B'].map(sku => ({
    '@type': 'Product',
    sku,
    offers: { url: `/product/${sku}` },
  }))
  const ld = JSON.stringify({ '@graph': [...told, { '@type': 'CollectionPage' }] })
  const script = `<script type="application/ld+json">${ld}</script>`
  const page = await visit({ head: MEASURE, body: `${script}${placement('home')}` })
  await page.waitForTimeout(3_200)
  await leave(page)
  assert.equal(shop.decisions[0].page.type, 'category')
  assert.ok(!shop.names().includes('view_item'))
  shop.pages.set('/product/B', shop.pages.get('/')!)
  await page.goto(`${shop.url}/product/B`)
  await until(() => shop.decisions.length > 1)
  const { type, item } = shop.decisions[1].page
  assert.deepEqual([type, item], ['product', 'B'])
})

test('the facts of a page come from JSON-LD where nothing better says them', async () => {
  const ld = {
    '@graph': [
      {
        '@type': 'Product',
        sku: 'SKU-7',
        name: 'Flex 100',
        offers: { price: 289, priceCurrency: 'EUR' },
      },
      {
        '@type': 'BreadcrumbList',
        itemListElement: ['Home', 'Ski', 'Boots', 'Flex 100'].map((name, i) => ({
          position: i + 1,
          name,
        })),
      },
    ],
  }
  await visit({
    head: `${MEASURE}<script type="application/ld+json">not json</script>
      <script type="application/ld+json">${JSON.stringify(ld)}</script>`,
    body: placement('product'),
  })
  await until(() => shop.names().includes('view_item'))
  const { page: told } = shop.decisions[0]
  assert.deepEqual([told.type, told.item, told.category], ['product', 'SKU-7', 'Ski > Boots'])
  const [view] = shop.events.filter(event => event.name === 'view_item')
  assert.equal(view.params.items[0].item_id, 'SKU-7')
})

test('attributes and calls say what a page is before anything else does', async () => {
  const page = await visit({
    head: MEASURE,
    bodyAttributes: `data-vitrine-page="category" data-vitrine-category="Ski &gt; Boots"`,
    body: placement('category'),
  })
  await page.evaluate(`vitrine('page', { type: 'product', item: 'P1' })`)
  await leave(page)
  const views = shop.events.filter(event => event.name === 'page_view').map(event => event.page)
  assert.deepEqual([views[0].type, views[0].category], ['category', 'Ski > Boots'])
  assert.deepEqual([views[1].type, views[1].item], ['product', 'P1'])
})

interface OddPage {
  bodyAttributes?: string
  said?: object
  ld?: object
}
const LONG_CART = Array.from({ length: 150 }, (_, i) => ({ item_id: `item-${i}` }))
const ODD_FACTS: Record<string, OddPage> = {
  'an empty cart': { bodyAttributes: 'data-vitrine-page="cart" data-vitrine-cart=""' },
  'a comma after the last of a cart': { bodyAttributes: 'data-vitrine-cart="A, B,"' },
  'a cart of 150 lines': { said: { event: 'view_cart', ecommerce: { items: LONG_CART } } },
  'lines without an id': { said: { event: 'view_cart', items: [{ item_id: '' }, { price: 9 }] } },
  'an empty item': { bodyAttributes: 'data-vitrine-page="product" data-vitrine-item=""' },
  'an item without an id': { said: { event: 'view_item', items: [{ item_id: '', price: 9 }] } },
  'an id that is no id': { said: { event: 'view_item', items: [{ item_id: 'x'.repeat(200) }] } },
  'words that are a number': { said: { event: 'search', search_term: 501 } },
  'words that are an object': { said: { event: 'search', search_term: { q: 'boots' } } },
  'a SKU that is a number': { ld: { '@type': 'Product', sku: 501 } },
  'a SKU that is empty': { ld: { '@type': 'Product', sku: '', productID: 501 } },
  'one crumb without a list': {
    ld: { '@type': 'BreadcrumbList', itemListElement: { position: 1, name: 'Ski' } },
  },
  'crumbs that are nothing': { ld: { '@type': 'BreadcrumbList', itemListElement: [null, 'x'] } },
}
for (const [what, { bodyAttributes, said, ld }] of Object.entries(ODD_FACTS)) {
  test(`${what}: the page is asked for all the same`, async () => {
    const push = said ? `<script>window.dataLayer=[${JSON.stringify(said)}]</script>` : ''
    const data = ld ? `<script type="application/ld+json">${JSON.stringify(ld)}</script>` : ''
    await visit({ head: MEASURE + push + data, bodyAttributes, body: placement('cart') })
    await until(() => shop.decisions.length === 1)
    const { page, cart } = shop.decisions[0]
    for (const fact of [page.item, page.search]) assert.match(fact ?? '501', /^501$/)
    assert.ok(!cart?.includes('undefined'))
  })
}

test('facts that a call leaves empty are those of the page', async () => {
  const bodyAttributes = 'data-vitrine-page="category" data-vitrine-category="Ski &gt; Boots"'
  const page = await visit({ head: MEASURE, bodyAttributes })
  await page.evaluate(`vitrine('page', { type: 'category', category: undefined, search: null })`)
  await leave(page)
  await until(() => shop.names().filter(name => name === 'page_view').length === 2)
  assert.equal(shop.events[1].page.category, 'Ski > Boots')
})

test('a list says what a page of a category is about, and nothing of the home page', async () => {
  const list = `<script>
    window.dataLayer = window.dataLayer || []
    dataLayer.push({ event: 'view_item_list', ecommerce: { items: [{ item_id: 'B', item_category: 'Ski', item_category2: 'Boots' }] } })
  </script>`
  for (const type of ['home', 'category']) {
    const page = await visit({
      head: `${MEASURE}${list}`,
      bodyAttributes: `data-vitrine-page="${type}"`,
      body: placement(type),
    })
    await leave(page)
  }
  const views = shop.events.filter(event => event.name === 'page_view').map(event => event.page)
  assert.deepEqual(
    views.map(({ type, category }) => [type, category]),
    [
      ['home', undefined],
      ['category', 'Ski > Boots'],
    ],
  )
})

test('leaving a product page for another tab and coming back is noticed', async () => {
  const page = await visit({
    head: MEASURE,
    bodyAttributes: 'data-vitrine-page="product" data-vitrine-item="A"',
  })
  for (const state of ['hidden', 'visible']) {
    await page.evaluate(`
      Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true })
      Object.defineProperty(document, 'hidden', { value: ${state === 'hidden'}, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))`)
  }
  await leave(page)
  assert.deepEqual(shop.names().sort(), ['page_view', 'tab_hidden', 'tab_visible'])
})
