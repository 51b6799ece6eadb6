import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import { faultsOf } from '../axe.ts'
import {
  ask,
  isDrawn,
  pin,
  productUrl,
  SIDES,
  type Side,
  untilDrawn,
  untilOne,
  visit,
  visitor,
} from '../shopper.ts'
import { openStage } from '../stage.ts'

/** J8 as a shopper sees it: what holds them back is answered where they look for it. */
const { items } = makeCatalogue(1)
const pack = items.find(
  ({ leaf, skus }) => leaf.code === 'SJ' && skus.every(({ stock }) => stock > 0),
)!
const SAYS = {
  fr: {
    ...{ info: '/informations', here: /En stock, livré en 2 à 3 jours/ },
    ...{ price: /4,90\s€, offerte dès 80\s€/, back: /^60 jours pour changer d’avis/ },
    pay: /Paiement : Carte bancaire/,
  },
  en: {
    ...{ info: '/en/information', here: /In stock, delivered in 2 to 3 days/ },
    ...{ price: /€4.90, free from €80/, back: /^60 days to change your mind/ },
    pay: /Payment: Card/,
  },
}
const NUDGE = '.vt-nudge-reassurance'

const stage = openStage(async ({ run }) => {
  // Two that say nothing of their own beside their list.
  await pin(run, 'product', 'product/similar')
  await pin(run, 'cart', 'cart/complements')
  // Who reads about delivery is who does so more than others: here are the others.
  const view = { name: 'view_item', params: { items: [{ item_id: pack.id }] } }
  for (let n = 0; n < 20; n++) {
    await ask(run, 'POST', '/v1/events', { visitor: `other-${n}`, events: [view] })
  }
})

for (const side of SIDES) {
  test(`${side.name}: who reads about delivery is told of it beside the button, and of returns and payment beside the cart`, async t => {
    const says = SAYS[side.language]
    const page = await untilOne(() => reader(t, side))
    const beside = await page.locator(`.corner ${NUDGE}`).innerText()
    for (const fact of [says.here, says.price]) assert.match(beside, fact)
    assert.deepEqual(await faultsOf(page, '.corner'), [])
    await page.locator('form.choose button').click()
    await page.waitForURL(/panier|cart/)
    await untilDrawn(page, `[data-vitrine="cart"] ${NUDGE}`)
    const inCart = page.locator(`[data-vitrine="cart"] ${NUDGE}`)
    assert.match(await inCart.innerText(), says.back)
    if (side.language === 'fr') assert.match(await inCart.innerText(), says.pay)
    assert.deepEqual(await faultsOf(page, '[data-vitrine="cart"]'), [])
  })

  test(`${side.name}: who does not look for it is not told`, async t => {
    const page = await visitor(t, stage.browser, stage.run, side.options)
    for (let n = 0; n < 2; n++) await visit(page, productUrl(stage.run, side, pack.id))
    await page.waitForTimeout(800)
    assert.equal(await page.locator(NUDGE).count(), 0)
  })
}

/** Somebody who read what the shop says of delivery, and came to a product; not who is in the holdout. */
async function reader(t: Parameters<typeof visitor>[0], side: Side): Promise<Page | undefined> {
  const page = await visitor(t, stage.browser, stage.run, side.options)
  await visit(page, productUrl(stage.run, side, pack.id))
  await page.goto(stage.run.shop + SAYS[side.language].info)
  await page.waitForTimeout(300)
  await visit(page, productUrl(stage.run, side, pack.id))
  await page.waitForTimeout(300)
  await visit(page, productUrl(stage.run, side, pack.id))
  if (await isDrawn(page, `.corner ${NUDGE}`)) return page
  await page.context().close()
  return undefined
}
