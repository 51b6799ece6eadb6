import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { untilDrawn } from '../../../test/journeys/shopper.ts'
import { PERSONAL, placement } from './fixtures/pages.ts'
import { leave, openScene, stored, until } from './fixtures/scene.ts'

const { scene, shop, visit } = openScene()
const HOME = { head: PERSONAL, body: placement('home') }

test('a page that asks again before its first answer is one person’s, and keeps that it came, not the word', async () => {
  const answers = Promise.withResolvers<void>()
  shop.answersAfter = answers.promise
  const page = await visit(HOME)
  await until(() => shop.decisions.length === 1)
  await addPlace(page)
  await until(() => shop.decisions.length === 2)
  await leave(page)
  await until(() => shop.names().includes('page_view'))
  answers.resolve()
  await until(async () => {
    return (await page.evaluate('Object.keys(localStorage).join()')) === 'vitrine-known'
  })
  assert.equal(shop.received.filter(({ cookie }) => cookie === undefined).length, 3)
  assert.equal(shop.visitors.size, 1)
})

test('a page left before its first answer, and the next one, are one person’s', async () => {
  shop.trouble = path => (path === '/v1/decisions' ? 'hangs' : undefined)
  shop.eventsDelayMs = 10_000
  const page = await visit(HOME)
  await until(() => shop.decisions.length === 1)
  shop.trouble = () => undefined
  shop.pages.set('/next', shop.pages.get('/')!)
  await page.goto(`${shop.url}/next`)
  await untilDrawn(page, '.vt')
  assert.equal(shop.visitors.size, 1)
})

test('two tabs that open one after the other are one person’s, before either was answered', async () => {
  shop.trouble = path => (path === '/v1/decisions' ? 'hangs' : undefined)
  await visit(HOME)
  await until(() => shop.decisions.length === 1)
  await visit(HOME)
  await until(() => shop.decisions.length === 2)
  assert.equal(shop.received.filter(({ cookie }) => cookie === undefined).length, 2)
  assert.equal(shop.visitors.size, 1)
})

test('an answer that brought no name leaves it to the next one, which brings the same', async () => {
  shop.trouble = path => (path === '/v1/decisions' ? 'error' : undefined)
  const page = await visit(HOME)
  await until(() => shop.decisions.length === 1)
  shop.trouble = () => undefined
  await addPlace(page)
  await until(() => shop.decisions.length === 2)
  assert.equal(shop.visitors.size, 1)
})

test('who takes it back before any answer came is not called so again', async () => {
  shop.trouble = path => (path === '/v1/decisions' ? 'hangs' : undefined)
  const page = await visit(HOME)
  await until(() => shop.decisions.length === 1)
  await page.evaluate(`vitrine('consent', 'refused')`)
  await until(() => shop.received.at(-1)?.body.consent === 'page')
  assert.equal(await stored(page), 0)
  await page.evaluate(`vitrine('consent', 'personal')`)
  await until(() => shop.decisions.filter(({ consent }) => consent === 'personal').length === 2)
  assert.equal(shop.visitors.size, 2)
  assert.equal(scene.context.pages().length, 1)
})

test('where the browser gives no room to keep it, the page itself remembers it', async () => {
  shop.trouble = path => (path === '/v1/decisions' ? 'hangs' : undefined)
  const none = `<script>Object.defineProperty(window, 'localStorage', { get() { throw new Error('no room') } })</script>`
  const page = await visit({ ...HOME, head: none + PERSONAL })
  await until(() => shop.decisions.length === 1)
  await addPlace(page)
  await until(() => shop.decisions.length === 2)
  assert.equal(shop.visitors.size, 1)
})

/** The page's own scripts put another place of ours into it. */
async function addPlace(page: Page): Promise<void> {
  await page.evaluate(`{
    const later = document.createElement('div')
    later.dataset.vitrine = 'home:later'
    later.className = 'place'
    document.body.append(later)
  }`)
}
