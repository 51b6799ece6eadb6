import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launch } from '../../../test/browser.ts'
import { merchant, teach } from '../../server/rules/fixtures/merchant.ts'
import { readerPage, type Test } from './fixtures/reader-page.ts'
import { buildOnce } from './fixtures/stage.ts'

let shop: Awaited<ReturnType<typeof merchant>>
let browser: Browser
let url: string

before(async () => {
  shop = await merchant({ console: await buildOnce() })
  // Best-reviewed is what phones want; nobody else cares.
  await teach(shop, 2_000, (experience, { device }) =>
    device === 'mobile' && experience === 'home/best-reviewed' ? 0.5 : 0.1,
  )
  url = await shop.app.listen({ host: '127.0.0.1', port: 0 })
  browser = await launch()
})

after(async () => {
  await browser.close()
  await shop.close()
})

test('what was proven stands in a sentence with its interval, and what the words mean beside it', async t => {
  const page = await open(t)
  assert.match(await page.locator('.answer').innerText(), /effet prouvé/)
  const row = page.locator('.list li').first()
  assert.match(await row.innerText(), /mobile/)
  assert.match(await row.innerText(), /prouvée/)
  assert.equal(await row.locator('.iv.gain').count(), 1)
  assert.equal(await page.locator('.three div').count(), 3)
})

test('a rule that is pinned is what the next visitor sees, and pressing again lets go', async t => {
  const page = await open(t)
  await page.locator('.list a').first().click()
  await page.getByRole('button', { name: 'Épingler' }).click()
  await page.locator('.det [aria-pressed=true]').waitFor()
  assert.match(await page.locator('.det .tagline').innerText(), /épinglée/)
  const [rule] = await shop.list('action=pin')
  const seen = (await shop.strangers(20)).filter(({ slice }) => slice === 'engine')
  assert.ok(seen.length > 5)
  for (const { experience } of seen) assert.equal(experience, rule.experience)
  await page.getByRole('button', { name: 'Épingler' }).click()
  await page.locator('.det [aria-pressed=true]').waitFor({ state: 'detached' })
  assert.deepEqual(await shop.list('action=pin'), [])
  const { history } = await shop.detail(rule.id)
  assert.deepEqual(
    history.map(({ by }) => by),
    ['console', 'console'],
  )
})

test('words are searched for, and nothing found is said', async t => {
  const page = await open(t, { locale: 'en-GB' })
  await page.getByRole('searchbox').fill('submarine')
  await page.getByText('Nothing of the kind.').waitFor()
})

test('another site cannot press the buttons with the merchandiser’s cookie', async t => {
  const page = await open(t)
  const [cookie] = await page.context().cookies()
  assert.equal(cookie.sameSite, 'Strict')
  const [rule] = await shop.list()
  const forged = await shop.app.inject({
    method: 'PATCH',
    url: `/v1/rules/${rule.id}`,
    payload: { action: 'forbid' },
    headers: { cookie: `${cookie.name}=${cookie.value}`, origin: 'https://evil.example' },
  })
  assert.equal(forged.statusCode, 403)
  assert.deepEqual(await shop.list('action=forbid'), [])
})

test('on a phone the rule is a page of its own, and nothing scrolls sideways', async t => {
  for (const width of [390, 320]) {
    const page = await open(t, { viewport: { width, height: 800 } })
    const isWide = () => page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok((await isWide()) <= width)
    await page.locator('.list a').first().click()
    await page.locator('.det .big').waitFor()
    assert.equal(await page.locator('.list').isVisible(), false)
    assert.ok((await isWide()) <= width)
    await page.goBack()
    await page.locator('.list').waitFor()
  }
})

async function open(t: Test, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await readerPage(t, browser, options)
  await page.goto(`${url}/console/enter?token=${shop.door.newLink()}`)
  await page.goto(`${url}/console/#/rules`)
  await page.locator('.list li').first().waitFor()
  return page
}
