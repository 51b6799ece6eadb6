import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launch } from '../../../test/browser.ts'
import { namedKey } from '../../core/visitor-key.ts'
import { setUp } from '../../server/fixtures/set-up.ts'
import { event } from '../../server/live/fixtures/shop.ts'
import { reader } from '../../server/told/fixtures/reader.ts'
import { openStage, type Stage } from './fixtures/stage.ts'

let shop: Awaited<ReturnType<typeof setUp>>
let stage: Stage
let browser: Browser
let anna: string

before(async () => {
  shop = await setUp()
  anna = namedKey('anna', shop.services.keys.nameSecret)
  await reader(shop.post, shop.asServer, shop.env, 'anna')
  stage = await openStage({
    '/v1/explain/:decision': async ({ url }) =>
      (await shop.app.inject({ url, headers: shop.asServer })).json(),
    '/v1/visitors/:key/told': ({ params }) =>
      shop.shop.tellVisitor((params as { key: string }).key, shop.env.now()),
  })
  browser = await launch()
})

after(async () => {
  await browser.close()
  await stage.close()
  await shop.close()
})

test('from the stream one comes to the visitor: what is believed, and the acts that say so', async t => {
  const page = await open(t, '#/live')
  stage.feed.observe(event({ visitor: anna, name: 'view_item', items: [{ id: 'x' }] }, Date.now()))
  await page.locator('.stream a.who').first().click()
  await page.locator('.traits li').first().waitFor()
  const trait = page.locator('.traits > li', { hasText: 'Se fie aux avis' })
  await trait.locator('summary').click()
  assert.match(await trait.locator('.moments').innerText(), /lit les avis\u202f: shoe-5/)
  assert.ok((await page.locator('.moments').last().locator('li').count()) > 10)
  await page.getByRole('link', { name: 'En direct' }).last().click()
  await page.locator('.stream').waitFor()
})

test('each thing that was shown says why: the situation, what spoke for it, the chance of each', async t => {
  const asked = { visitor: 'anna', page: { type: 'home' }, placements: [{ placement: 'home' }] }
  const { statusCode } = await shop.post('/v1/decisions', asked, shop.asServer)
  assert.equal(statusCode, 200)
  const page = await open(t, `#/visitors/${anna}`)
  const row = page.locator('.moments li', { has: page.getByRole('button', { name: 'Pourquoi' }) })
  await row.first().getByRole('button').click()
  const why = page.locator('.why-panel')
  await why.waitFor()
  const chances = await why.locator('.chances .num').allInnerTexts()
  assert.ok(chances.length > 1)
  const sum = chances.reduce((all, text) => all + Number.parseFloat(text.replace(',', '.')), 0)
  assert.ok(Math.abs(sum - 100) < 1, `${chances}`)
  assert.equal(await why.locator('.chances b').count(), 1)
  await row.first().getByRole('button').click()
  await why.waitFor({ state: 'detached' })
})

test('somebody nobody knows is said to be unknown, with the way back', async t => {
  const page = await open(t, '#/visitors/nobody', { locale: 'en-GB' })
  await page.getByText('Nothing is known of this person').waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Live' }).waitFor()
})

test('nothing scrolls sideways, and what can be pressed on a phone is large enough', async t => {
  for (const width of [390, 320]) {
    const page = await open(t, `#/visitors/${anna}`, { viewport: { width, height: 800 } })
    await page.locator('.traits li').first().waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(wide <= width, `${wide} px wide at ${width}`)
    const heights = await page
      .locator('summary, .to-live')
      .evaluateAll(all => all.map(each => each.getBoundingClientRect().height))
    assert.ok(Math.min(...heights) >= 24, String(heights))
  }
})

async function open(
  t: { after(then: () => unknown): void },
  hash: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const viewport = { width: 1440, height: 1000 }
  const context = await browser.newContext({ locale: 'fr-FR', viewport, ...options })
  t.after(() => context.close())
  const page = await context.newPage()
  await page.goto(`${stage.url}${hash}`)
  return page
}
