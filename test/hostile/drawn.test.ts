import assert from 'node:assert/strict'
import { test } from 'node:test'
import { letterTree } from '../../src/render/letter/letter.ts'
import { letterHtml } from '../../src/render/letter/print.ts'
import { printedPlacement } from '../../src/render/printed.ts'
import { searchHtml } from '../../src/render/search/print.ts'
import { resultsTree } from '../../src/render/search/results.ts'
import { PlacementAnswer, type Template } from '../../src/schema/decision.ts'
import { SearchAnswer } from '../../src/schema/search.ts'
import { PERSONAL, pageHtml } from '../../src/web/tag/fixtures/pages.ts'
import { openScene, witness } from '../../src/web/tag/fixtures/scene.ts'
import { untilDrawn } from '../journeys/shopper.ts'
import { Filler } from './filled.ts'
import { assertHarmless, listenForHits } from './looked-at.ts'
import { HOSTILE } from './texts.ts'

/**
 * Five hundred hostile texts through every field of every answer, as the server prints it and as
 * the tag draws it. Printed pages have no policy at all, so that a fault in them would run.
 */
const { shop, scene } = openScene()
/** A list of products says nothing of what it is. */
const KINDS = [undefined, 'hero', 'brands', 'guide'] as const satisfies (Template | undefined)[]
const STRICT =
  "default-src 'none'; script-src 'self' 'nonce-a'; connect-src 'self'; img-src 'self'; style-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

test('the list is five hundred texts, and each is one of its own', () => {
  assert.equal(HOSTILE.length, 500)
  assert.equal(new Set(HOSTILE).size, 500)
})

test('what the server prints of them (placements, letters, results) runs nothing, without a policy for scripts', async () => {
  const printed = HOSTILE.map((_, n) => printedFrom(n)).join('')
  const page = await scene.context.newPage()
  await listenForHits(page)
  // Nothing is forbidden but to fetch some thousand pictures.
  const headers = { 'content-security-policy': "img-src 'none'" }
  const html = `<!doctype html><title>Printed</title><main>${printed}</main>`
  shop.pages.set('/', { html, headers })
  await page.goto(shop.url, { waitUntil: 'load' })
  await assertHarmless(page, 'main')
  assert.equal(await page.locator('body > *').count(), 1, 'nothing came out of its place')
  assert.ok((await page.locator('main > .vt .vt-tile').count()) > HOSTILE.length)
  assert.ok((await page.locator('main > table a').count()) > HOSTILE.length)
})

test('what the browser builds of them runs nothing, under a strict policy and Trusted Types', async () => {
  const page = await scene.context.newPage()
  await listenForHits(page)
  const headers = { 'content-security-policy': STRICT }
  shop.pages.set('/', { html: '<!doctype html><title>Built</title><main></main>', headers })
  await page.goto(shop.url)
  const answers = HOSTILE.map((_, n) => answerFrom(new Filler(n)))
  await page.evaluate(
    async ([all, kinds]) => {
      // Typed loosely: these modules are the browser's, fetched from the fixture.
      const load = (path: string) => import(path)
      const { placementTree } = await load('/src/render/placement.ts')
      const { toDom } = await load('/src/render/to-dom.ts')
      const main = document.querySelector('main')!
      for (const answer of all) {
        for (const template of kinds) {
          const tree = placementTree({ ...answer, template }, { language: 'fr' })
          if (tree) main.append(toDom(tree, document))
        }
      }
    },
    [answers, KINDS] as const,
  )
  await assertHarmless(page, 'main')
  const tiles = await page.locator('.vt-tile').count()
  assert.ok(tiles > HOSTILE.length, `${tiles} tiles`)
})

test('what the tag draws of them runs nothing, under a strict policy and Trusted Types', async () => {
  const names = Array.from({ length: 12 }, (_, n) => `home:${String.fromCharCode(97 + n)}`)
  shop.answer = placement => {
    const n = names.indexOf(placement)
    const template = KINDS[n % KINDS.length]
    const { items, ...answer } = answerFrom(new Filler(n))
    const more = Array.from({ length: 20 }, (_, k) => answerFrom(new Filler(n * 42 + k * 2)).items)
    return { ...answer, placement, template, items: [...items, ...more.flat()] }
  }
  const body = names.map(name => `<div data-vitrine="${name}" class="far"></div>`).join('')
  const head = PERSONAL.replace('<script>', '<script nonce="a">')
  shop.pages.set('/', {
    html: pageHtml({ head, body }),
    headers: { 'content-security-policy': STRICT },
  })
  const page = await scene.context.newPage()
  await listenForHits(page)
  await page.goto(shop.url, { waitUntil: 'load' })
  await untilDrawn(page, ':nth-match(.far > .vt, 8)')
  await assertHarmless(page)
  const { errors, refused } = await witness(page)
  // Pictures of another host are refused by the page's policy, as they should be.
  const others = refused.filter(one => !one.startsWith('img-src'))
  assert.deepEqual({ errors, others }, { errors: [], others: [] })
})

/** Every template, the letter and a page of results, each field with the next text. */
function printedFrom(n: number): string {
  const answer = answerFrom(new Filler(n))
  const placements = KINDS.map(template =>
    printedPlacement({ ...answer, template }, { language: 'fr' }, true),
  )
  const letter = letterTree(answer, { language: 'fr', base: 'https://shop.example/_vitrine/' })
  const found = new Filler(n).fill(SearchAnswer) as SearchAnswer
  const state = { like: HOSTILE[n], words: [HOSTILE[n]], filters: found.filters }
  const results = resultsTree(found, { language: 'en', path: '/search', state })
  return [...placements, letter ? letterHtml(letter) : '', searchHtml(results)].join('')
}

function answerFrom(filler: Filler): PlacementAnswer {
  return { ...(filler.fill(PlacementAnswer) as PlacementAnswer), placement: 'home', show: true }
}
