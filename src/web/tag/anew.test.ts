import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { isDrawn } from '../../../test/journeys/shopper.ts'
import { PERSONAL, pageHtml, placement } from './fixtures/pages.ts'
import { leave, openScene, until } from './fixtures/scene.ts'
import { item } from './fixtures/shop.ts'

const { scene, shop, visitUntil, visitDrawn } = openScene()

/** What React does when what it finds is not what it would have printed: it builds all of it anew. */
const BUILD_ANEW = `{
  const place = document.querySelector('[data-vitrine]')
  const fresh = document.createElement('div')
  Object.assign(fresh.dataset, { vitrine: place.dataset.vitrine, vitrineCount: '4' })
  fresh.className = place.className
  fresh.append(...[...place.children].filter(child => !child.matches('.vt')))
  place.replaceWith(fresh)
}`

for (const [name, head] of [
  ['before any choice', ''],
  ['with consent', PERSONAL],
]) {
  test(`${name}: a container that is built anew shows what the old one did, asked once`, async () => {
    const page = await visitDrawn({ head, body: placement('home') })
    await page.evaluate(BUILD_ANEW)
    await page.waitForSelector('.vt')
    assert.equal(shop.decisions.length, 1)
  })

  test(`${name}: so does one that is built anew while the answer is on its way`, async () => {
    shop.answerDelayMs = 300
    await visitUntil({ head, body: placement('home') }, async page => {
      await until(() => shop.decisions.length > 0)
      await page.evaluate(BUILD_ANEW)
      return await isDrawn(page, '.vt')
    })
    assert.equal(shop.decisions.length, 1)
  })
}

test('a page that takes out whatever is drawn in it has its way after some tries', async () => {
  const head = `${PERSONAL}<script>{
    let times = 0
    const look = () => {
      if (!document.querySelector('.vt')) return
      document.documentElement.dataset.times = ++times
      ${BUILD_ANEW}
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true })
  }</script>`
  const page = await visitDrawn({ head, body: placement('home') }, 'html[data-times]')
  const times = async () => Number(await page.getAttribute('html', 'data-times'))
  let before = 0
  for (let now = await times(); now !== before; now = await times()) {
    assert.ok(now < 20, `${now} times`)
    before = now
    await page.waitForTimeout(1_000)
  }
  assert.ok(await page.locator('text=Own 1').isVisible())
  assert.equal(shop.decisions.length, 1)
})

test('what was seen is told once, and what was declined does not come back', async () => {
  shop.answer = () => ({ nudge: { kind: 'offer', text: 'Hesitating?', voucher: VOUCHER } })
  const page = await visitDrawn({ head: PERSONAL, body: placement('home') }, '.vt-nudge-no')
  await page.waitForTimeout(1_300)
  await page.click('.vt-nudge-no')
  await page.evaluate(BUILD_ANEW)
  await page.waitForSelector('.vt')
  await page.waitForTimeout(1_300)
  await leave(page)
  assert.equal(await page.locator('.vt-nudge').count(), 0)
  assert.equal(shop.names().filter(name => name === 'impression').length, 1)
})

test('the container of another page of the same document is asked for anew', async () => {
  const page = await visitDrawn({ head: PERSONAL, body: placement('home') })
  await page.evaluate(`history.pushState(null, '', '/other');${BUILD_ANEW}`)
  await until(() => shop.decisions.length > 1)
})

test('so is that of a page that the shop says is another, at the same address', async () => {
  const page = await visitDrawn({ head: PERSONAL, body: placement('home') })
  await page.evaluate(`vitrine('page', { type: 'product', item: 'B' });${BUILD_ANEW}`)
  await until(() => shop.decisions.length > 1)
  assert.equal(shop.decisions[1].page.item, 'B')
})

test('so is that of a page that begins when the last drawing was not looked over yet', async () => {
  const page = await visitDrawn({ head: PERSONAL, body: placement('home') })
  await page.evaluate(`(async () => {
    document.body.append(document.createElement('i'))
    await new Promise(queueMicrotask)
    for (const until = performance.now() + 200; performance.now() < until; );
    vitrine('page', { type: 'product', item: 'B' })
    ${BUILD_ANEW}
  })()`)
  await until(() => shop.decisions.length > 1)
  assert.equal(shop.decisions[1].page.item, 'B')
})

test('a container that outlived the page before is the new page’s own, and asked for once there', async () => {
  const page = await visitDrawn({
    head: PERSONAL,
    body: `<div class="far"></div>${placement('home')}`,
  })
  await page.evaluate(`history.pushState(null, '', '/other')`)
  await until(() => shop.decisions.length > 1)
  await page.waitForTimeout(300)
  await page.evaluate(BUILD_ANEW)
  await page.waitForSelector('.vt')
  await page.waitForTimeout(300)
  assert.equal(shop.decisions.length, 2)
})

test('results come again into the place that was built anew, and Back goes on working there', async () => {
  const page = await scene.context.newPage()
  await answerSearch(page)
  shop.pages.set('/results', { html: pageHtml({ body: RESULTS }) })
  await page.goto(`${shop.url}/results?vt-q=boots`)
  await page.waitForSelector('.vt-search')
  const display = `getComputedStyle(document.querySelector('.vt-list')).display`
  assert.equal(await page.evaluate(display), 'grid', 'a page without placements has tiles too')
  await page.evaluate(BUILD_ANEW)
  await page.waitForSelector('.vt-search')
  await page.click('.vt-word .vt-cross')
  await page.waitForURL(/vt-q=(&|$)/)
  await page.goBack()
  await page.waitForSelector('.vt-word')
})

test('a place that is emptied and kept is filled again, and a link in it leads one step on', async () => {
  const page = await scene.context.newPage()
  await answerSearch(page)
  shop.pages.set('/results', { html: pageHtml({ body: RESULTS }) })
  await page.goto(`${shop.url}/results?vt-q=boots`)
  await page.waitForSelector('.vt-search')
  // As a page is brought up to what its server says, without another container.
  await page.evaluate(`{
    const place = document.querySelector('[data-vitrine=results]')
    for (const name of Object.keys(place.dataset)) if (name !== 'vitrine') delete place.dataset[name]
    place.replaceChildren()
  }`)
  await page.waitForSelector('.vt-search')
  const before = (await page.evaluate('history.length')) as number
  await page.click('.vt-word .vt-cross')
  await page.waitForURL(/vt-q=(&|$)/)
  assert.equal(await page.evaluate('history.length'), before + 1)
})

test('results that are taken out each time they come are asked for no more after some tries', async () => {
  const page = await scene.context.newPage()
  let asked = 0
  await answerSearch(page, () => asked++)
  const takeOut = `<script>new MutationObserver(() => {
    if (document.querySelector('.vt-search')) ${BUILD_ANEW}
  }).observe(document, { childList: true, subtree: true })</script>`
  shop.pages.set('/results', { html: pageHtml({ head: takeOut, body: RESULTS }) })
  await page.goto(`${shop.url}/results?vt-q=boots`)
  await until(() => asked > 0)
  for (let before = 0; asked !== before; await page.waitForTimeout(1_000)) {
    assert.ok(asked < 20, `${asked} times`)
    before = asked
  }
})

test('a page that was opened by an odd address of this shop leads nowhere else', async () => {
  const page = await scene.context.newPage()
  await answerSearch(page)
  const path = '//elsewhere.example/results'
  shop.pages.set(path, { html: pageHtml({ body: RESULTS }) })
  await page.goto(`${shop.url}${path}?vt-q=boots`)
  await page.waitForSelector('.vt-search')
  const hosts = await page.$$eval('.vt-search :is(a, form)', all =>
    all.map(
      one => new URL((one as HTMLAnchorElement).href ?? (one as HTMLFormElement).action).host,
    ),
  )
  assert.deepEqual([...new Set(hosts)], [new URL(shop.url).host])
})

test('results wait for the page’s own scripts, which take over what its server printed', async () => {
  const page = await scene.context.newPage()
  const searched = Promise.withResolvers<void>()
  await answerSearch(page, searched.resolve)
  await page.route('**/late.js', async route => {
    await searched.promise
    await page.waitForTimeout(300)
    const found = `window.found = document.querySelectorAll('[data-vitrine=results] > *').length`
    await route.fulfill({ contentType: 'text/javascript', body: found })
  })
  const body = `${RESULTS}<script src="/late.js"></script>`
  shop.pages.set('/results', { html: pageHtml({ body }) })
  await page.goto(`${shop.url}/results?vt-q=boots`)
  await page.waitForSelector('.vt-search')
  assert.equal(await page.evaluate('found'), 0)
})

const RESULTS = '<div data-vitrine="results"></div>'

async function answerSearch(page: Page, onAnswered = () => {}): Promise<void> {
  const none = { words: [], filters: [], loosened: [], facets: [], names: {} }
  const found = { total: 1, page: 1, pages: 1, order: 'words', slice: 'none', jumpSeconds: 3 }
  await page.route(/v1\/search/, async route => {
    const words = new URL(route.request().url()).searchParams.get('q')?.split(' ') ?? []
    const said = words.filter(Boolean).map(word => ({ word }))
    await route.fulfill({ json: { ...none, ...found, words: said, items: [item(1)] } })
    onAnswered()
  })
}

const VOUCHER = {
  ...{ offer: 'first.0', code: 'VIF-1', decline: 'No, thank you', expires: 1 },
  ...{ percent: 10, value: 890, price: 8_900, lowest: 8_900, currency: 'EUR' },
}
