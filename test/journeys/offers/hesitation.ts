import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { alike } from '../../../src/demo/catalogue/families.ts'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import type { Item } from '../../../src/demo/catalogue/shape.ts'
import { faultsOf } from '../axe.ts'
import {
  ask,
  isDrawn,
  productUrl,
  SIDES,
  type Side,
  untilDrawn,
  untilOne,
  visit,
  visitor,
} from '../shopper.ts'
import { openStage } from '../stage.ts'

/** J7 as a shopper sees it, from the second look to the order. */
const catalogue = makeCatalogue(1)
/** Two packs near in price, neither reduced; the dearer one leaves the shop more. */
const [first, second] = comparable()
const OFFER = '.vt-nudge-offer'
const VAT = 1.2

const stage = openStage()

for (const side of SIDES) {
  test(`${side.name}: who hesitates between two is offered a voucher on the one that leaves most, and it is taken at the checkout`, async t => {
    const page = await offered(t, side)
    const said = await page.locator(OFFER).innerText()
    const chosen = leavesMost(first, second)
    const [fr, en] = [`sur ${chosen.title.fr}`, `on ${chosen.title.en}`]
    assert.ok(said.includes(side.language === 'fr' ? fr : en), said)
    assert.match(
      said,
      side.language === 'fr'
        ? /Prix le plus bas des 30 derniers jours/
        : /Lowest price of the last 30 days/,
    )
    assert.deepEqual(await faultsOf(page, '.corner'), [])
    await visit(page, productUrl(stage.run, side, chosen.id))
    await untilDrawn(page, OFFER)
    await addToCart(page, chosen)
    await untilDrawn(page, '.off dd') // the shop waits two seconds to be told of a voucher
    assert.equal(await amount(page, '.off dd'), off(chosen))
    await page.goto(`${stage.run.shop}${side.root}/${side.checkout}`)
    await untilDrawn(page, '.off dd')
    const before = await ask(stage.run, 'GET', '/v1/offers')
    await order(page)
    const total = await amount(page, '.total dd')
    assert.equal(total, chosen.price - off(chosen) + (chosen.price < 8_000 ? 490 : 0))
    const now = await ask(stage.run, 'GET', '/v1/offers')
    assert.equal(now.counts.settled, before.counts.settled + 1)
    assert.equal(now.committed, before.committed, 'what was given is what was promised')
  })

  test(`${side.name}: a code that was used, or made up, takes nothing off and says so`, async t => {
    const page = await offered(t, side)
    const code = await page.locator('.vt-nudge-code').innerText()
    await ask(stage.run, 'POST', '/v1/offers/redeem', { code, order: `elsewhere-${side.name}` })
    await visit(page, productUrl(stage.run, side, first.id))
    await page.evaluate(() => document.querySelector('.vt-nudge-code')?.remove())
    await addToCart(page, first)
    for (const bad of [code, `${code.slice(0, -1)}x`, 'WINTER-90', '<img src=x>']) {
      await page.fill('.voucher input[name="code"]', bad)
      await page.locator('.voucher .button').click()
      await page.waitForLoadState()
      assert.equal(await page.locator('.off').count(), 0, bad)
    }
  })
}

test('no thank you is an answer: the offer goes, and none comes back', async t => {
  const page = await offered(t, SIDES[0])
  await page.locator('.vt-nudge-no').click()
  await page.locator(OFFER).waitFor({ state: 'detached' })
  for (const item of [second, first]) {
    await visit(page, productUrl(stage.run, SIDES[0], item.id))
    await page.waitForTimeout(300)
    assert.equal(await page.locator(OFFER).count(), 0)
  }
})

test('what a cookie says a voucher is worth is not believed, and what lapses meanwhile is not ordered unseen', async t => {
  const page = await offered(t, SIDES[0])
  const code = await page.locator('.vt-nudge-code').innerText()
  const chosen = leavesMost(first, second)
  await visit(page, productUrl(stage.run, SIDES[0], chosen.id))
  await untilDrawn(page, OFFER)
  await addToCart(page, chosen)
  await page.goto(`${stage.run.shop}/commande`)
  await untilDrawn(page, '.off dd')
  assert.ok((await amount(page, '.off dd')) > 0)
  await ask(stage.run, 'POST', '/v1/offers/release', { code })
  await order(page)
  assert.match(page.url(), /voucher=gone/)
  assert.equal(await page.locator('.off').count(), 0)
  await page.locator('[role="alert"]').waitFor()
  await order(page)
  assert.match(page.url(), /merci/)
  assert.equal(await page.locator('.off').count(), 0)
})

test('the one that leaves most is not offered past the floor or the budget: the other one is', async t => {
  const most = leavesMost(first, second)
  const other = most === first ? second : first
  const floor = Math.floor(shareLeft(most)) + 1
  assert.ok(shareLeft(other) >= floor && off(other) < off(most))
  const { terms } = await ask(stage.run, 'GET', '/v1/offers/terms')
  t.after(() => ask(stage.run, 'PUT', '/v1/offers/terms', terms))
  /** What was offered and came too late to be drawn is promised all the same. */
  const budgetForOne = async () => {
    const budget = (await ask(stage.run, 'GET', '/v1/offers')).committed + off(other)
    return { budget, budgetPerDay: budget }
  }
  for (const limit of [budgetForOne, () => ({ floor })]) {
    const page = await offered(t, SIDES[0], async () => {
      await ask(stage.run, 'PUT', '/v1/offers/terms', { ...terms, ...(await limit()) })
    })
    const said = await page.locator(OFFER).innerText()
    assert.ok(said.includes(`sur ${other.title.fr}`), `${limit}: ${said}`)
  }
})

/**
 * Somebody who looks at one, at the other, and at both again, and is offered something.
 * @param prepare done before each who comes: not everybody is offered something
 */
function offered(
  t: Parameters<typeof visitor>[0],
  side: Side,
  prepare = async () => {},
): Promise<Page> {
  return untilOne(async () => {
    await prepare()
    const page = await visitor(t, stage.browser, stage.run, side.options)
    for (const item of [second, first, second, first]) {
      await visit(page, productUrl(stage.run, side, item.id))
    }
    if (await isDrawn(page, OFFER)) return page
    await page.context().close()
    return undefined
  })
}

async function addToCart(page: Page, item: Item): Promise<void> {
  const sku = item.skus.find(one => one.stock > 0)!
  if (sku.size) await page.locator(`label:has(input[value="${sku.id}"])`).click()
  await page.locator('form.choose button').click()
  await page.waitForURL(/panier|cart/)
}

async function order(page: Page): Promise<void> {
  for (const field of ['name', 'address', 'postcode', 'city']) {
    await page.fill(`[name="${field}"]`, 'Ada')
  }
  await page.fill('[name="email"]', 'ada@example.org')
  await page.locator('.fields > .button').click()
  await page.waitForURL(/merci|thank-you|voucher=gone/)
}

/** An amount of the page in cents. */
async function amount(page: Page, at: string): Promise<number> {
  const text = await page.locator(at).innerText()
  const [, whole, cents = '0'] = /(\d[\d\s\u202f]*)(?:[.,](\d\d))?/.exec(text)!
  return Number(whole.replace(/\D/g, '')) * 100 + Number(cents)
}

function comparable(): [Item, Item] {
  const isPlain = (item: Item) => !item.listPrice && item.skus.every(sku => sku.stock > 0)
  for (const item of catalogue.items.filter(isPlain)) {
    const near = alike(catalogue, item).find(
      other => isPlain(other) && other.leaf === item.leaf && isNear(item, other),
    )
    if (near) return [item, near]
  }
  throw new Error('no two are alike')
}

function isNear(a: Item, b: Item): boolean {
  return Math.abs(a.price - b.price) < a.price / 10
}

function leavesMost(...items: Item[]): Item {
  return items.reduce((best, item) => (left(item) > left(best) ? item : best))
}

/** Net of VAT and of the offer, less what it cost. */
function left(item: Item): number {
  return (item.price - off(item)) / VAT - item.cost
}

/** The same as a floor counts it: percent of the net price before the offer. */
function shareLeft(item: Item): number {
  return (100 * left(item)) / (item.price / VAT)
}

function off({ price }: Item): number {
  return Math.floor(price / 10)
}
