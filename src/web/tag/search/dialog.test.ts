import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageHtml } from '../fixtures/pages.ts'
import { openScene, until } from '../fixtures/scene.ts'
import { item } from '../fixtures/shop.ts'

const { scene, shop } = openScene()

const GONE = {
  '@type': 'Product',
  ...{ sku: 'vase-white', name: 'Vase' },
  offers: { '@type': 'Offer', availability: 'https://schema.org/OutOfStock' },
}
/** As the most common style sheets begin: every margin of the browser's own is taken away. */
const RESET = '<style>@layer base { *, ::backdrop { margin: 0; padding: 0 } }</style>'

for (const [name, viewport] of [
  ['on a desk it stands in the middle', { width: 1_000, height: 800 }],
  ['on a phone it stands at the foot', { width: 390, height: 800 }],
] as const) {
  test(`${name}, where the shop has taken all margins away, and names the colour`, async () => {
    const page = await scene.context.newPage()
    await page.setViewportSize(viewport)
    await page.route(/v1\/search/, route => route.fulfill({ json: { ...FOUND, jumpSeconds: 60 } }))
    await page.route(/v1\/nudges/, route => route.fulfill({ json: { show: true } }))
    const told = `<script type="application/ld+json">${JSON.stringify(GONE)}</script>`
    const html = pageHtml({ head: RESET, body: told, tag: 'data-results="/search"' })
    shop.pages.set('/vase', { html })
    await page.goto(`${shop.url}/vase`)
    const dialog = page.locator('dialog.vt-dialog')
    await dialog.waitFor()
    assert.equal(await page.locator('#vt-gone').innerText(), 'Vase is sold out in White')
    assert.doesNotMatch(await dialog.innerText(), /your size/)
    const { x, y, width, height } = (await dialog.boundingBox())!
    const isPhone = viewport.width < 760
    assert.ok(Math.abs(x - (viewport.width - width) / 2) < 2, `${x}`)
    const free = viewport.height - height
    assert.ok(Math.abs(y - (isPhone ? free : free / 2)) < 2, `${y}`)
  })
}

test('who goes Back where no page is loaded leaves the dialog behind, and is led nowhere', async () => {
  const page = await scene.context.newPage()
  await page.route(/v1\/search/, route => route.fulfill({ json: FOUND }))
  await page.route(/v1\/nudges/, route => route.fulfill({ json: { show: true } }))
  shop.pages.set('/list', { html: pageHtml({ tag: 'data-results="/search"' }) })
  await page.goto(`${shop.url}/list`)
  await page.evaluate(`{
    history.pushState(null, '', '/vase')
    document.body.dataset.vitrineSoldout = 'vase-white'
    addEventListener('popstate', () => delete document.body.dataset.vitrineSoldout)
  }`)
  await page.locator('dialog.vt-dialog').waitFor()
  await page.evaluate('history.back()')
  await page.waitForURL(/\/list$/)
  await page.waitForTimeout(3_500)
  assert.equal(await page.locator('dialog').count(), 0)
  assert.match(page.url(), /\/list$/)
})

test('of several products, only the one whose page it is makes a page one of what is gone', async () => {
  const page = await scene.context.newPage()
  let asked = 0
  await page.route(/v1\/search/, route => {
    asked++
    return route.fulfill({ json: FOUND })
  })
  await page.route(/v1\/nudges/, route => route.fulfill({ json: { show: true } }))
  const own = { ...GONE, url: '/vase' }
  const other = { ...GONE, sku: 'cup', offers: { availability: 'InStock', url: '/cup' } }
  const told = [other, own].map(
    thing => `<script type="application/ld+json">${JSON.stringify(thing)}</script>`,
  )
  for (const body of [told.toReversed().join(''), told.join('')]) {
    const html = pageHtml({ body, tag: 'data-results="/search"' })
    for (const path of ['/vases', '/vase']) shop.pages.set(path, { html })
    asked = 0
    await page.goto(`${shop.url}/vases`)
    await page.waitForTimeout(1_500)
    assert.equal(asked, 0, 'a list is no page of its first product')
    await page.goto(`${shop.url}/vase?from=list`)
    await page.locator('dialog.vt-dialog').waitFor()
  }
})

test('where a proxy answers a search, or whether to ask, with a page of its own, no error reaches the shop', async () => {
  const page = await scene.context.newPage()
  const told = `<div data-vitrine="results"></div><i data-vitrine-soldout="vase-white"></i>`
  shop.pages.set('/vase', { html: pageHtml({ body: told, tag: 'data-results="/search"' }) })
  const asked: string[] = []
  // A rejection that began in the browser's own code is told to no listener of the page.
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  shop.trouble = path => {
    if (!path.startsWith('/v1/')) return undefined
    asked.push(path)
    return 'html'
  }
  await page.goto(`${shop.url}/vase?vt-q=boots`)
  await until(() => asked.filter(path => path === '/v1/search').length > 1)
  await page.waitForTimeout(300)
  await page.route(/v1\/search/, route => route.fulfill({ json: FOUND }))
  await page.reload()
  await until(() => asked.includes('/v1/nudges'))
  await page.waitForTimeout(300)
  assert.deepEqual(errors, [])
  assert.equal(await page.locator('dialog').count(), 0)
})

test('a size that is gone is known by its SKU where the page tells that as a number', async () => {
  const page = await scene.context.newPage()
  await page.route(/v1\/search/, route => route.fulfill({ json: FOUND }))
  await page.route(/v1\/nudges/, route => route.fulfill({ json: { show: true } }))
  const variants = [GONE, { offers: { availability: 'InStock' } }]
  const told = {
    '@type': 'Product',
    hasVariant: variants.map((one, i) => ({ ...one, sku: 501 + i })),
  }
  const sizes = '<select><option value="502">M<option value="501">S</select>'
  const body = `<script type="application/ld+json">${JSON.stringify(told)}</script>${sizes}`
  shop.pages.set('/vase', { html: pageHtml({ body, tag: 'data-results="/search"' }) })
  await page.goto(`${shop.url}/vase`)
  await page.waitForTimeout(1_000)
  assert.equal(await page.locator('dialog').count(), 0)
  await page.selectOption('select', '501')
  await page.locator('dialog.vt-dialog').waitFor({ timeout: 10_000 })
})

const FOUND = {
  ...{ total: 1, page: 1, pages: 1, order: 'words', slice: 'none', jumpSeconds: 3 },
  ...{ words: [], filters: [], loosened: [], facets: [], names: {}, items: [item(1)] },
  missing: {
    ...{ item: item(2, { title: 'Vase' }), sku: 'vase-white', colour: 'White', inStock: false },
  },
}
