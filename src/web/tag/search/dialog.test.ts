import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageHtml } from '../fixtures/pages.ts'
import { openScene } from '../fixtures/scene.ts'
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
    await page.route(/v1\/search/, route => route.fulfill({ json: FOUND }))
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

const FOUND = {
  ...{ total: 1, page: 1, pages: 1, order: 'words', slice: 'none', jumpSeconds: 3 },
  ...{ words: [], filters: [], loosened: [], facets: [], names: {}, items: [item(1)] },
  missing: {
    ...{ item: item(2, { title: 'Vase' }), sku: 'vase-white', colour: 'White', inStock: false },
  },
}
