import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { type Browser, type BrowserContext, errors, type Page } from 'playwright-core'
import { build, type TagManifest } from '../../../scripts/build-tag.ts'
import { launch } from '../../../test/browser.ts'
import { MEASURE, type PageParts, PERSONAL, pageHtml, placement } from './fixtures/pages.ts'
import { item, Shop } from './fixtures/shop.ts'

const dist = mkdtempSync(join(tmpdir(), 'vitrine-tag-'))
let manifest: TagManifest
let browser: Browser
let shop: Shop
let context: BrowserContext

before(async () => {
  manifest = await build(dist)
  shop = await Shop.open(dist)
  browser = await launch()
})
after(async () => {
  await browser?.close()
  shop?.close()
  rmSync(dist, { recursive: true, force: true })
})
beforeEach(async () => {
  await context?.close()
  shop.reset()
  context = await browser.newContext({ viewport: { width: 1000, height: 800 }, locale: 'en-GB' })
})

test('the loader weighs at most 1 KB and the core at most 8 KB', () => {
  assert.ok(manifest.tag.gz <= 1_024, `${manifest.tag.gz}`)
  assert.ok(manifest.core.gz <= 8_192, `${manifest.core.gz}`)
})

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
  assert.doesNotMatch(said, /typed|ada@|0601|Ada/)
})

test('a single-page app has one page view per page, and none for a fragment or the same address', async () => {
  const page = await visit({ head: MEASURE, body: placement('home') })
  await page.evaluate(`history.replaceState({}, '', location.href)`)
  await page.evaluate(`history.pushState({}, '', '/boots?size=42&gclid=secret#top')`)
  await page.waitForTimeout(200)
  await page.evaluate(`location.hash = 'below'`)
  await page.goBack()
  await page.goBack()
  await page.waitForTimeout(200)
  await leave(page)
  const views = shop.events.filter(event => event.name === 'page_view')
  assert.deepEqual(
    views.map(event => event.page.url),
    ['/', '/boots?size=42', '/'],
  )
  assert.equal(new Set(views.map(event => event.id)).size, 3)
  assert.equal(views[1].page.referrer, `${shop.url}/`)
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
  const page = await visit({
    head: `${MEASURE}<script type="application/ld+json">not json</script>
      <script type="application/ld+json">${JSON.stringify(ld)}</script>`,
    body: placement('product'),
  })
  await page.waitForTimeout(3_200)
  await leave(page)
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

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i
const GTAG = `<script>window.dataLayer=[];function gtag(){dataLayer.push(arguments)}</script>`
const silent: Record<string, string> = {
  'before any choice': '',
  'after a refusal': PERSONAL.replace('personal', 'refused'),
  'with Consent Mode denied by default': `${GTAG}<script>gtag('consent','default',{analytics_storage:'denied',personalization_storage:'denied'})</script>`,
  'with Consent Mode denied by the visitor': `${GTAG}<script>gtag('consent','update',{analytics_storage:'denied',personalization_storage:'denied'})</script>`,
  'with Global Privacy Control, whatever the shop says': `<script>Object.defineProperty(navigator,'globalPrivacyControl',{value:true})</script>${PERSONAL}`,
}
for (const [when, head] of Object.entries(silent)) {
  test(`${when}, nothing is stored, no id is sent, and one question is asked per page`, async () => {
    const page = await visit({
      head: `${head}<script>window.dataLayer=window.dataLayer||[];dataLayer.push({event:'view_item',ecommerce:{items:[{item_id:'A'}]}})</script>`,
      body: placement('home') + placement('home:second'),
    })
    await page.waitForSelector('.vt')
    await page.waitForTimeout(1_200)
    await page.click('.vt-tile', { modifiers: ['Control'] })
    await leave(page)
    assert.equal(shop.received.length, 1)
    const [{ path, body, cookie }] = shop.received
    assert.equal(path, '/v1/decisions')
    assert.equal(body.consent, 'page')
    assert.equal(body.page.url, '/')
    assert.equal(cookie, undefined)
    assert.doesNotMatch(JSON.stringify(body), UUID)
    assert.equal(await stored(page), 0)
  })
}

test('data-page-only="off" asks nothing at all without consent', async () => {
  const page = await visit({ tag: 'data-page-only="off"', body: placement('home') })
  await page.waitForTimeout(300)
  await leave(page)
  assert.equal(shop.received.length, 0)
})

test('measuring sends events and never a cookie; personal service sends both', async () => {
  const page = await visit({ head: MEASURE, body: placement('home') })
  await leave(page)
  assert.ok(shop.received.length >= 2)
  assert.ok(shop.received.every(one => one.body.consent === 'measure' && one.cookie === undefined))
  assert.equal((await context.cookies()).length, 0)
  await page.evaluate(`vitrine('consent', 'personal')`)
  await until(async () => (await context.cookies()).length === 1)
  await page.evaluate(`vitrine('event', 'add_to_wishlist', { items: [{ item_id: 'A' }] })`)
  await leave(page)
  await until(() => shop.received.at(-1)?.cookie?.startsWith('vitrine='))
})

test('Consent Mode granted later sends what waited, asks again, and moves no tile that is in view', async () => {
  const page = await visit({
    head: `${GTAG}<script>gtag('consent','default',{analytics_storage:'denied',personalization_storage:'denied'})
      gtag('event','view_item',{items:[{item_id:'A'}]})</script>`,
    body: `${placement('home')}<div class="far"></div>${placement('home:far')}`,
  })
  await page.waitForSelector('[data-vitrine="home:far"] .vt')
  const near = await page.innerHTML('[data-vitrine="home"]')
  shop.answer = () => ({ title: 'A second answer' })
  await page.evaluate(
    `gtag('consent','update',{personalization_storage:'granted',analytics_storage:'granted'})`,
  )
  await page.waitForSelector('[data-vitrine="home:far"] :text("A second answer")', {
    state: 'attached',
  })
  assert.equal(await page.innerHTML('[data-vitrine="home"]'), near)
  assert.deepEqual(shop.decisions[1].placements, [{ placement: 'home:far', count: 4 }])
  assert.equal(shop.decisions[1].consent, 'personal')
  assert.equal(shop.decisions[1].event.name, 'page_view')
  await leave(page)
  assert.deepEqual(shop.names().sort(), ['page_view', 'view_item'])
})

test('withdrawing forgets what waits, empties the storage and lets the server clear the cookie', async () => {
  const page = await visit({ head: PERSONAL, body: placement('home') })
  await until(() => shop.names().includes('page_view'))
  shop.received.length = 0
  await page.evaluate(`
    vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })
    vitrine('consent', 'refused')
    vitrine('event', 'add_to_cart', { items: [{ item_id: 'B' }] })
  `)
  await leave(page)
  await until(() => shop.received.length > 0)
  assert.deepEqual(shop.received[0].body, { consent: 'page', events: [] })
  assert.equal(shop.events.length, 0)
  assert.equal(await page.evaluate('sessionStorage.length'), 0)
})

test('an event is sent again until the server says 202, always as the same event', async () => {
  let times = 0
  shop.trouble = path =>
    path === '/v1/events' && ++times < 3 ? (times === 1 ? 'error' : 'away') : undefined
  await visit({ head: MEASURE })
  await until(() => shop.events.length === 3, 8_000)
  assert.equal(new Set(shop.events.map(event => event.id)).size, 1)
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
  const last = shop.at('/v1/events').at(-1)!.body.events
  assert.ok(last.some((event: { name: string }) => event.name === 'add_to_cart'))
  const carts = shop.events.filter(event => event.name === 'add_to_cart')
  assert.equal(new Set(carts.map(event => event.id)).size, 1)
})

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

for (const trouble of ['hangs', 'garbage', 'html', 'error', 'away', 'refuses'] as const) {
  test(`when the API ${trouble}, the shop's page is untouched and no error reaches it`, async () => {
    shop.trouble = path => (path.startsWith('/v1/') ? trouble : undefined)
    await staysUntouched()
  })
}
for (const trouble of ['garbage', 'html', 'error', 'away'] as const) {
  test(`when the core ${trouble}, the shop's page is untouched and no error reaches it`, async () => {
    shop.trouble = path => (path.startsWith('/core') ? trouble : undefined)
    await staysUntouched()
  })
}

test('pushes and calls of all shapes throw nothing and return what they did', async () => {
  const page = await visit({ head: PERSONAL, body: placement('home') })
  const length = await page.evaluate(`
    const odd = Object.freeze({ get event() { throw new Error('mine') } })
    window.dataLayer = []
    dataLayer.push(odd, { event: 'purchase', ecommerce: { items: 'none' } }, [], [0], { event: {} })
    vitrine(); vitrine('event'); vitrine('event', Symbol('x')); vitrine('page', null); vitrine('consent', {})
    history.pushState(null, '', '?a=%E0%A4%A')
    dataLayer.push({})
  `)
  assert.equal(length, 6)
  await page.waitForTimeout(1_200)
  await leave(page)
  assert.deepEqual((await witness(page)).errors, [])
})

test('the page gains one name and no other', async () => {
  shop.pages.set('/bare', { html: '<!doctype html><title>Bare</title>' })
  const page = await context.newPage()
  await page.goto(`${shop.url}/bare`)
  const bare = (await page.evaluate('Object.getOwnPropertyNames(window)')) as string[]
  await visit({ body: placement('home') }, page)
  const now = (await page.evaluate('Object.getOwnPropertyNames(window)')) as string[]
  assert.deepEqual(
    now.filter(name => !bare.includes(name) && name !== 'witness'),
    ['vitrine'],
  )
})

test('drawing three placements shifts nothing', async () => {
  shop.answerDelayMs = 150
  const page = await visit({
    head: `${PERSONAL}`,
    body: `<h1>Shop</h1>${placement('home')}<p>Between</p>${placement('home:second')}<p>After</p>${placement('home:third')}<p>End</p>`,
  })
  await page.waitForFunction(`document.querySelectorAll('.vt').length === 3`)
  await page.waitForTimeout(400)
  assert.equal((await witness(page)).shift, 0)
})

test('a drawing that does not fit in view leaves the shop its own content', async () => {
  shop.answer = () => ({ text: 'word '.repeat(2_000), title: 'title '.repeat(2_000) })
  const page = await visit({
    head: `${PERSONAL}`,
    body: `${placement('home')}<p>After</p>`,
  })
  await until(() => shop.decisions.length > 0)
  await page.waitForTimeout(300)
  assert.equal(await page.locator('.vt').count(), 0)
  assert.ok(await page.locator('text=Own 1').isVisible())
  assert.equal((await witness(page)).shift, 0)
})

test('the strictest content policy and Trusted Types have nothing to refuse', async () => {
  const page = await visit(
    {
      head: `<script nonce="x">window.dataLayer=[['consent','default',{personalization_storage:'granted'}]]</script>`,
      body: placement('home'),
    },
    undefined,
    {
      'content-security-policy':
        "default-src 'none'; script-src 'self' 'nonce-x'; style-src 'self'; img-src 'self' data:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
  )
  await page.waitForSelector('.vt')
  await leave(page)
  assert.deepEqual(await witness(page), { errors: [], refused: [], shift: 0 })
})

test('a hostile catalogue is text: no script runs, no odd link is made', async () => {
  const evil = `"><img src=x onerror=alert(1)><script>alert(2)</script>`
  shop.answer = () => ({
    title: evil,
    reason: evil,
    items: [
      item(1, { title: evil, brand: evil, reason: evil }),
      item(2, { url: 'javascript:alert(3)' }),
      item(3, { url: 'java\tscript:alert(4)' }),
      item(4, { image: 'data:text/html,<script>alert(5)</script>' }),
    ],
  })
  const page = await visit({ head: PERSONAL, body: placement('home') })
  let alerts = 0
  page.on('dialog', dialog => {
    alerts++
    return dialog.dismiss()
  })
  await page.waitForSelector('.vt')
  const links = await page.$$eval('.vt a', all => all.map(a => a.getAttribute('href')))
  assert.deepEqual(links, ['/product/1', '/product/4'])
  assert.equal(await page.locator('.vt-name').first().textContent(), evil)
  assert.equal(await page.locator('.vt script, .vt [onerror]').count(), 0)
  assert.equal(await page.locator('.vt img').count(), 1)
  assert.equal(alerts, 0)
})

test('the holdout sees the shop as it is', async () => {
  shop.answer = () => ({ show: false, items: [] })
  const page = await visit({ head: PERSONAL, body: placement('home') })
  await until(() => shop.decisions.length > 0)
  await page.waitForTimeout(1_300)
  await leave(page)
  assert.equal(await page.locator('.vt').count(), 0)
  assert.ok(!shop.names().includes('impression'))
})

test('a placement seen for a second is told once, and a click names the decision and is remembered at the cart', async () => {
  const page = await visit({
    head: `${PERSONAL}`,
    body: `${placement('home')}<div class="far"></div>${placement('home:far')}`,
  })
  await page.waitForSelector('.vt')
  await page.waitForTimeout(1_300)
  await page.evaluate('scrollTo(0, 100)')
  await page.waitForTimeout(1_300)
  await page.click('.vt-tile[data-item="item-2"]', { modifiers: ['Control'] })
  await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'item-2' }] })`)
  await leave(page)
  const told = shop.events.filter(event => event.decision)
  assert.deepEqual(
    told.map(event => [event.name, event.placement, event.params.items.length]),
    [
      ['impression', 'home', 4],
      ['click', 'home', 1],
      ['add_to_cart', undefined, 1],
    ],
  )
  assert.equal(new Set(told.map(event => event.decision)).size, 1)
  assert.deepEqual(told[1].params.items, [{ item_id: 'item-2', index: 2 }])
})

test('an answer after 1.2 seconds is counted and not drawn', async () => {
  shop.answerDelayMs = 1_400
  const page = await visit({ head: PERSONAL, body: placement('home') })
  await page.waitForTimeout(1_900)
  await leave(page)
  assert.equal(await page.locator('.vt').count(), 0)
  assert.ok(shop.events.some(event => /late answer/.test(event.detail ?? '')))
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
  assert.deepEqual(shop.names(), ['page_view', 'tab_hidden', 'tab_visible'])
})

test('why this selection? is answered on the page, in its language, without a request', async () => {
  const page = await visit({ head: `${PERSONAL}`, body: placement('home'), lang: 'fr' })
  await page.waitForSelector('.vt')
  const before = shop.received.length
  await page.click('text=Pourquoi cette sélection')
  assert.ok(await page.locator('.vt-reason').isVisible())
  assert.equal(await page.locator('.vt-price').first().textContent(), '289\u202f€')
  assert.equal(shop.received.length, before)
  assert.equal(await page.getByRole('list', { name: 'Ours in home' }).getByRole('link').count(), 4)
})

/** Open a page with the tag on it and wait until the tag has read the page. */
async function visit(
  parts: PageParts,
  page?: Page,
  headers?: Record<string, string>,
): Promise<Page> {
  shop.pages.set('/', { html: pageHtml(parts), headers })
  page ??= await context.newPage()
  await page.goto(`${shop.url}/`, { waitUntil: 'load' })
  await page
    .waitForFunction('Array.isArray(window.vitrine?.q) === false && window.vitrine?.q', null, {
      timeout: 2_000,
    })
    .catch(error => {
      if (!(error instanceof errors.TimeoutError)) throw error
    })
  await page.waitForTimeout(50)
  return page
}

/** What a browser does when a page is left, without leaving it; then until all is quiet. */
async function leave(page: Page): Promise<void> {
  await page.evaluate(`dispatchEvent(new Event('pagehide'))`)
  await page.waitForTimeout(150)
}

async function witness(page: Page) {
  return (await page.evaluate('witness')) as { errors: string[]; refused: string[]; shift: number }
}

/** How much our page keeps in the browser, of every kind. */
async function stored(page: Page): Promise<number> {
  const inside = (await page.evaluate(`(async () =>
    localStorage.length + sessionStorage.length + window.name.length + document.cookie.length +
    (await indexedDB.databases()).length + (await caches.keys()).length)()`)) as number
  return inside + (await context.cookies()).length
}

async function staysUntouched(): Promise<void> {
  const page = await visit({
    head: `${PERSONAL}`,
    body: `${placement('home')}<p>After</p>`,
  })
  await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'A' }] })`)
  await page.waitForTimeout(300)
  await leave(page)
  const { errors, refused, shift } = await witness(page)
  assert.deepEqual({ errors, refused, shift }, { errors: [], refused: [], shift: 0 })
  const place = page.locator('[data-vitrine]')
  assert.equal(await place.evaluate(one => one.outerHTML), placement('home').replace(' >', '>'))
  await page.click('text=Own 1')
  await page.waitForURL('**/own/1')
}

async function until(fact: () => unknown, withinMs = 4_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await fact())) {
    assert.ok(Date.now() < end, `not within ${withinMs} ms: ${fact}`)
    await new Promise(done => setTimeout(done, 20))
  }
}
