import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { SIDES, untilDrawn, visitor } from '../shopper.ts'
import { openStage } from '../stage.ts'

/** What a shopper's answer to the banner does, in a real browser before the real shop and server. */
const DAY_S = 24 * 3600
/** From the first of February to the first of March of the next year. */
const THIRTEEN_MONTHS_S = 393 * DAY_S

const stage = openStage()

test('nothing is kept before a choice; agreeing, changing and refusing work on the same page, and on the next', async t => {
  const { context, page, asked } = await shopper(t)
  await page.goto(`${stage.run.shop}/`)
  await untilDrawn(page, '.vt-tile')
  assert.deepEqual(await kept(context, page), [])
  assert.deepEqual([...new Set(asked)], ['page'])

  await page.click('.banner button[value=personal]')
  await until(async () => (await cookieIn(context)) !== undefined)
  const first = (await cookieIn(context))!
  assert.ok(first.httpOnly && first.sameSite === 'Lax' && first.path === '/')
  assert.ok(first.expires - Date.now() / 1000 <= THIRTEEN_MONTHS_S)

  await page.goto(`${stage.run.shop}/recherche?q=veste`)
  await until(() => asked.at(-1) === 'personal')
  assert.deepEqual(await cookieIn(context), first, 'it is not renewed')

  await page.evaluate(`vitrine('consent', 'measure')`)
  await until(async () => (await kept(context, page)).length === 0)
  await page.evaluate(`vitrine('consent', 'personal')`)
  await page.evaluate(`vitrine('event', 'search', { search_term: 'veste' })`)
  await until(async () => (await cookieIn(context)) !== undefined)
  assert.notEqual((await cookieIn(context))!.value, first.value, 'and is another person’s')

  await page.evaluate(`vitrine('consent', 'refused')`)
  await until(async () => (await kept(context, page)).length === 0)
  const count = asked.length
  await page.evaluate(`vitrine('event', 'search', { search_term: 'gants' })`)
  await page.waitForTimeout(2_500)
  assert.deepEqual(asked.slice(count), [])

  await page.goto(`${stage.run.shop}/`)
  await until(async () => (await cookieIn(context)) !== undefined)
  await page.goto(`${stage.run.shop}/choix`)
  await page.click('main button[value=refused]')
  await until(async () => (await kept(context, page)).length === 0)
})

test('after a refusal the next page is still drawn, for this page only', async t => {
  const { context, page, asked } = await shopper(t)
  await page.goto(`${stage.run.shop}/`)
  await page.click('.banner button[value=refused]')
  await page.goto(`${stage.run.shop}/`)
  await untilDrawn(page, '.vt-tile')
  assert.deepEqual(await kept(context, page), [])
  assert.deepEqual([...new Set(asked)], ['page'])
})

test('a browser with Global Privacy Control is nobody, until its visitor chooses knowing of it', async t => {
  const { context, page, asked } = await shopper(t)
  await context.setExtraHTTPHeaders({ 'Sec-GPC': '1' })
  await context.addInitScript(
    `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })`,
  )
  await page.goto(`${stage.run.shop}/`)
  await untilDrawn(page, '.vt-tile')
  await page.evaluate(`vitrine('consent', 'personal')`)
  await page.evaluate(`vitrine('event', 'search', { search_term: 'gants' })`)
  await page.waitForTimeout(2_500)
  assert.deepEqual(await kept(context, page), [])
  assert.deepEqual([...new Set(asked)], ['page'])
  await page.evaluate(`vitrine('consent', 'personal', 'chosen')`)
  await page.evaluate(`vitrine('event', 'search', { search_term: 'veste' })`)
  await until(async () => (await cookieIn(context)) !== undefined)
})

/** @returns with `asked`, the consent of every request that went to Vitrine */
async function shopper(t: TestContext) {
  const page = await visitor(t, stage.browser, stage.run, SIDES[0].options, '')
  const context = page.context()
  const asked: string[] = []
  page.on('request', request => {
    if (!request.url().includes('/_vitrine/v1/')) return
    asked.push(JSON.parse(request.postData() ?? '{}').consent)
  })
  return { context, page, asked }
}

/** What the browser keeps for Vitrine; the shop's own cart and choice are the shop's. */
async function kept(context: BrowserContext, page: Page): Promise<string[]> {
  const stores = `[...Object.keys(localStorage), ...Object.keys(sessionStorage)]`
  const cookie = await cookieIn(context)
  return [...((await page.evaluate(stores)) as string[]), ...(cookie ? [cookie.name] : [])]
}

async function cookieIn(context: BrowserContext) {
  return (await context.cookies()).find(({ name }) => name === 'vitrine')
}

async function until(fact: () => unknown): Promise<void> {
  for (const end = Date.now() + 30_000; !(await fact()); ) {
    assert.ok(Date.now() < end, `never: ${fact}`)
    await new Promise(done => setTimeout(done, 50))
  }
}
