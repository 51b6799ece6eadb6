import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import { faultsOf } from '../axe.ts'
import { cameBefore } from '../past.ts'
import { SIDES, type Side, untilOne, visitor } from '../shopper.ts'
import { openStage } from '../stage.ts'
import { AT_LAST, HERO, openHome, ROW, shiftOf, shownIn } from '../welcomed.ts'

/** J2 as a shopper sees it: back without a cart, and the page opens on what mattered last time. */
const catalogue = makeCatalogue(1)
const leafOf = (id: string) => catalogue.items.find(item => item.id === id)!.leaf.path.at(-1)!.fr
const inLeaf = (name: string) =>
  catalogue.items.filter(item => leafOf(item.id) === name && item.skus.some(sku => sku.stock))

const stage = openStage()

for (const side of SIDES) {
  const isFrench = side.language === 'fr'

  test(
    `${side.name}: who comes back is welcomed with what they looked at last time, not with best sellers`,
    AT_LAST,
    async t => {
      for (const [leaf, scene] of [
        ['Chaussures de trail', 'spring'],
        ['Tentes légères', 'summer'],
      ]) {
        const { page } = await welcomed(t, side, leaf)
        const hero = page.locator(`${HERO} > .vt`)
        assert.equal(
          await hero.locator('h1').innerText(),
          isFrench ? 'Ravis de vous revoir' : 'Welcome back',
        )
        assert.match(
          await hero.locator('p').innerText(),
          isFrench ? /vous avons bien compris/ : /understood you well/,
        )
        assert.match((await hero.locator('img').getAttribute('src'))!, new RegExp(`scene-${scene}`))
        const shown = await shownIn(page)
        assert.ok(shown.length >= 3 && shown.length <= 4, shown.join())
        assert.deepEqual([...new Set(shown.map(leafOf))], [leaf])
        const heading = catalogue.items.find(item => leafOf(item.id) === leaf)!.leaf.path.at(-1)!
        assert.equal(await page.locator(`${ROW} .vt-title`).innerText(), heading[side.language])
        assert.equal(await shiftOf(page), 0)
        assert.deepEqual(await faultsOf(page, 'main'), [])
      }
    },
  )
}

/** Somebody who looked at four of a kind yesterday. */
function welcomed(t: Parameters<typeof visitor>[0], side: Side, leaf: string) {
  return untilOne(async () => {
    const page = await visitor(t, stage.browser, stage.run, side.options)
    const seen = inLeaf(leaf).slice(0, 4)
    await cameBefore(
      ...[page, stage.run],
      seen.map(item => ['view_item', item]),
    )
    const home = await openHome(page, stage.run, side)
    return home.row.experience === 'home/welcome-back' ? home : undefined
  })
}
