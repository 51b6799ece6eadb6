import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import { faultsOf } from '../axe.ts'
import { cameBefore } from '../past.ts'
import { SIDES, type Side, untilOne, visitor } from '../shopper.ts'
import { openStage } from '../stage.ts'
import { AT_LAST, HERO, openHome, ROW, shiftOf, shownIn } from '../welcomed.ts'

/** J3 as a shopper sees it: others instead of what was left in the cart, and the way back to it. */
const catalogue = makeCatalogue(1)
const find = (id: string) => catalogue.items.find(item => item.id === id)!
const inStock = (kind: string) =>
  catalogue.items.find(
    ({ leaf, skus }) => leaf.path.at(-1)!.fr === kind && skus.every(sku => sku.stock),
  )!
const left = inStock('Chaussures de ski')
const elsewhere = inStock('Masques de ski')

const stage = openStage()

for (const side of SIDES) {
  const isFrench = side.language === 'fr'

  test(
    `${side.name}: who left something in the cart is shown others like it, and leads back to the cart`,
    AT_LAST,
    async t => {
      const { page } = await returned(t, side)
      const hero = page.locator(`${HERO} > .vt`)
      assert.match(
        await hero.locator('h1').innerText(),
        isFrench ? /pas trouvé la dernière fois/ : /Did not find it last time/,
      )
      const shown = await shownIn(page)
      assert.ok(shown.length >= 3, shown.join())
      for (const id of shown) {
        assert.notEqual(id, left.id)
        assert.equal(find(id).leaf.code, left.leaf.code)
        assert.ok(find(id).price <= 2 * left.price && 2 * find(id).price >= left.price, id)
      }
      const title = await page.locator(`${ROW} .vt-title`).innerText()
      assert.ok(title.includes(left.title[side.language]), title)
      assert.equal(await shiftOf(page), 0)
      assert.deepEqual(await faultsOf(page, 'main'), [])
      const back = hero.locator('a')
      assert.equal(await back.innerText(), isFrench ? 'Reprendre mon panier' : 'Back to my cart')
      await back.click()
      await page.waitForURL(new RegExp(`/${side.cart}$`))
    },
  )
}

/** Somebody who left a pair of boots in the cart yesterday, and looked at goggles after that. */
function returned(t: Parameters<typeof visitor>[0], side: Side) {
  return untilOne(async () => {
    const page = await visitor(t, stage.browser, stage.run, side.options)
    await cameBefore(page, stage.run, [
      ['view_item', left],
      ['add_to_cart', left],
      ['view_item', elsewhere],
    ])
    const home = await openHome(page, stage.run, side)
    return home.row.experience === 'home/alternatives' ? home : undefined
  })
}
