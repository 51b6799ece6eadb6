import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import { decoded, linksIn } from '../../../src/server/letters/fixtures/mail-server.ts'
import { faultsOf } from '../axe.ts'
import { ask, SIDES, untilDrawn, visitor, wishFor } from '../shopper.ts'
import { openStage } from '../stage.ts'

/** "Tell me when it is back", from the shelf that is empty to the letter that says it is not. */
const { items } = makeCatalogue(1)
const sizes = items
  .filter(({ skus }) => skus.some(({ stock }) => stock > 0))
  .flatMap(({ id, skus }) => skus.map(sku => ({ item: id, ...sku })))
  .filter(sku => sku.size && !sku.stock)

const WORDS = {
  fr: {
    ...{ search: '/recherche', email: 'lea@example.org', sold: sizes[0] },
    market: 'country=FR&language=fr&currency=EUR',
    ...{ asks: /une lettre vous demande/, button: 'Oui, prévenez-moi', noted: /C’est noté/ },
    back: /De nouveau disponible/,
  },
  en: {
    ...{ search: '/search', email: 'bo@example.org', sold: sizes[1] },
    market: 'country=IE&language=en&currency=EUR',
    ...{ asks: /a letter asks you/, button: 'Yes, tell me', noted: /Noted/ },
    back: /Back in stock/,
  },
}

const stage = openStage()

for (const side of SIDES) {
  test(`${side.name}: a letter asks, its page takes the word, and one letter says that it is back`, async t => {
    const { search, market, sold, email, asks, button, noted, back } = WORDS[side.language]
    const page = await visitor(t, stage.browser, stage.run, side.options, '')
    await page.goto(`${stage.run.shop}${side.root}${search}?vt-like=${sold.id}`)
    await untilDrawn(page, '.vt-wish input')
    await wishFor(page, email, asks)

    const [asked] = await lettersTo(email, 1)
    await page.goto(linksIn(asked).confirm)
    assert.deepEqual(await faultsOf(page, 'html'), [])
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(width <= side.options.viewport.width, 'nothing is wider than the window')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), button)
    await page.keyboard.press('Enter')
    await page.locator('h1', { hasText: noted }).waitFor()
    assert.deepEqual(await faultsOf(page, 'html'), [])

    const changes = [{ sku: sold.id, inStock: true, stock: 3 }]
    await ask(stage.run, 'POST', `/v1/catalogue/offers?${market}`, { changes })
    const [, told] = await lettersTo(email, 2)
    assert.match(decoded(told.message), back)
    const product = /https?:\/\/\S+\/(?:produit|product)\/\S+/.exec(decoded(told.message))?.[0]
    const answer = await page.goto(product!)
    assert.equal(answer?.status(), 200)
    assert.match(page.url(), new RegExp(sold.item, 'i'))
    await page.goto(linksIn(asked).confirm)
    assert.equal(await page.locator('button').count(), 0, 'the wish is over')
  })
}

/** The letters in the demo's folder that go to this address, oldest first. */
async function lettersTo(email: string, count: number) {
  const folder = join(stage.run.dataDir, 'shops/cimes/outbox')
  for (const end = Date.now() + 60_000; ; ) {
    const names = existsSync(folder) ? readdirSync(folder).filter(one => one.endsWith('.eml')) : []
    const all = names.map(name => ({ name, to: [email], message: read(join(folder, name)) }))
    const theirs = all.filter(({ message }) => message.includes(`To: ${email}`))
    if (theirs.length >= count) {
      const order = (name: string) => (name.includes('.confirm.') ? 0 : 1)
      return theirs.sort((a, b) => order(a.name) - order(b.name))
    }
    assert.ok(Date.now() < end, `${theirs.length} of ${count} letters`)
    await new Promise(done => setTimeout(done, 100))
  }
}

function read(file: string): string {
  return readFileSync(file, 'utf8')
}
