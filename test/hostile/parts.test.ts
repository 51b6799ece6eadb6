import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { Happening } from '../../src/schema/debugged.ts'
import { Missing, SearchAnswer } from '../../src/schema/search.ts'
import { WhyTold } from '../../src/schema/why.ts'
import { openScene } from '../../src/web/tag/fixtures/scene.ts'
import { Filler } from './filled.ts'
import { assertHarmless, listenForHits } from './looked-at.ts'
import { HOSTILE } from './texts.ts'

/**
 * What the tag builds beside placements, each of five hundred hostile texts in its place: the
 * dialog over a page, results with the wish, the panel that says why, the overlay of the staff.
 * Under the strictest policy, so that what it refuses is known as well.
 */
const { shop, scene } = openScene()
const STRICT =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; style-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

test('the dialog of what is gone shows hostile names, sizes and addresses as what they are', async () => {
  const page = await opened()
  const gone = HOSTILE.map((_, n) => new Filler(n).fill(Missing) as Missing)
  await page.evaluate(async all => {
    const load = (path: string) => import(path)
    const { openDialog } = await load('/src/web/tag/search/dialog.ts')
    const { stayWords } = await load('/src/web/tag/search/words.ts')
    const { addressOf } = await load('/src/render/search/state.ts')
    const nothing = () => {}
    for (const { item, size, sku } of all) {
      const address = addressOf('/search', { like: sku, filters: [] })
      const asked = { title: item.title, size, address, seconds: 0, words: stayWords('fr') }
      openDialog({ ...asked, onStay: nothing, onNever: nothing, onLeave: nothing })
    }
  }, gone)
  await assertHarmless(page)
  assert.equal(await page.locator('dialog h2').count(), HOSTILE.length)
  await saysAll(page, 'dialog')
  await refusesNothing(page)
})

test('results are built of hostile words, filters and products, with the form of a wish, and run nothing', async () => {
  const page = await opened()
  const answers = HOSTILE.map((text, n) => ({
    answer: { ...(new Filler(n).fill(SearchAnswer) as SearchAnswer) },
    state: { like: text, words: [text], filters: [{ name: text, value: text }] },
  }))
  for (const { answer } of answers) answer.missing!.inStock = false
  await page.evaluate(async all => {
    const load = (path: string) => import(path)
    const { draw } = await load('/src/web/tag/search/found-part.ts')
    const { fillTells } = await load('/src/web/tag/search/wish-part.ts')
    const door = { said: {}, base: '/', consent: () => ({ level: 'page' }) }
    const main = document.querySelector('main')!
    for (const { answer, state } of all) main.append(draw(answer, state))
    fillTells(door, main)
  }, answers)
  await assertHarmless(page)
  assert.equal(await page.locator('.vt-wish').count(), HOSTILE.length)
  assert.ok((await page.locator('.vt-search .vt-tile').count()) > HOSTILE.length)
  await saysAll(page, 'main')
  await refusesNothing(page)
})

test('the panel that says why tells hostile traits, reasons and acts as texts', async () => {
  const page = await opened()
  let n = 0
  await page.route('**/v1/why', route => {
    const told = { ...(new Filler(n).fill(WhyTold) as WhyTold), kept: 'person' }
    return route.fulfill({ json: told })
  })
  // A panel holds some forty texts; in so many steps each stands in many of its places.
  for (; n < HOSTILE.length; n += 10) {
    await page.evaluate(async reason => {
      const load = (path: string) => import(path)
      const { open } = await load('/src/web/tag/why/why-part.ts')
      const said = { key: 'pk_test' }
      const door = { said, base: '/_vitrine/', level: 'personal', language: 'fr' }
      open(document.querySelector('main'), door, reason)
    }, HOSTILE[n])
    await page.locator('.vt-sheet .vt-belief').first().waitFor()
    assert.ok((await page.locator('.vt-sheet').textContent())?.includes(HOSTILE[n]))
    await assertHarmless(page, '.vt-sheet', 0)
    await page.keyboard.press('Escape')
    await page.locator('.vt-sheet').waitFor({ state: 'detached' })
  }
  await refusesNothing(page)
})

test('the overlay of the staff shows hostile events, reasons and items as texts', async () => {
  const page = await opened()
  const rows = HOSTILE.map((_, n) => new Filler(n).fill(Happening) as Happening)
  await page.evaluate(async all => {
    const load = (path: string) => import(path)
    const { row } = await load('/src/web/tag/debug/row.ts')
    const { debugWords } = await load('/src/web/tag/debug/words.ts')
    const list = document.createElement('ol')
    document.querySelector('main')!.append(list)
    for (const one of all) list.append(row(one, debugWords('fr'), 'fr'))
  }, rows)
  await assertHarmless(page)
  assert.equal(await page.locator('ol > li').count(), HOSTILE.length)
  await saysAll(page, 'main')
  await refusesNothing(page)
})

/** An empty page that says what it refused to do. */
async function opened(): Promise<Page> {
  const html =
    '<!doctype html><html lang="fr"><head><title>Parts</title><script src="/witness.js"></script></head><body><main tabindex="-1"></main>'
  shop.pages.set('/', { html, headers: { 'content-security-policy': STRICT } })
  const page = await scene.context.newPage()
  await listenForHits(page)
  await page.goto(shop.url)
  return page
}

/** Nearly every text is there to be read: the others are nothing but control characters, or addresses. */
async function saysAll(page: Page, within: string): Promise<void> {
  const said = (await page.locator(within).allTextContents()).join('\n')
  const shown = HOSTILE.filter(text => said.includes(text))
  assert.ok(shown.length > 0.9 * HOSTILE.length, `${shown.length} of the texts are shown`)
}

async function refusesNothing(page: Page): Promise<void> {
  const { errors, refused } = (await page.evaluate('witness')) as Record<string, string[]>
  // Pictures of another host are refused by the page's policy, as they should be.
  const others = refused.filter(one => !one.startsWith('img-src'))
  assert.deepEqual({ errors, others }, { errors: [], others: [] })
}
