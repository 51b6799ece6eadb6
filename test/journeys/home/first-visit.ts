import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import { faultsOf } from '../axe.ts'
import { SIDES, type Side, untilOne, visitor } from '../shopper.ts'
import { openStage } from '../stage.ts'
import {
  AT_LAST,
  BRANDS,
  GUIDE,
  HERO,
  type Home,
  openHome,
  ROW,
  shiftOf,
  shownIn,
  topsOf,
} from '../welcomed.ts'

/** J1 as a shopper sees it: who comes from a search for ski finds winter, and nothing else moves. */
const catalogue = makeCatalogue(1)
const rootOf = (id: string) => catalogue.items.find(item => item.id === id)!.leaf.path[0].fr
const SEARCH = 'https://www.bing.com/search?q=ski'

const stage = openStage()

for (const side of SIDES) {
  test(
    `${side.name}: from a search for ski winter comes first, with the brands of ski, and nothing else moves`,
    AT_LAST,
    async t => {
      const { page } = await shownSki(t, side)
      await seesSki(page, side)
      const plain = await openHome(
        await visitor(t, stage.browser, stage.run, side.options, 'refused'),
        stage.run,
        side,
      )
      assert.deepEqual(await topsOf(page), await topsOf(plain.page))
      assert.equal(await shiftOf(page), 0)
      assert.deepEqual(await faultsOf(page, 'main'), [])
    },
  )

  test(
    `${side.name}: it is there before any answer to the banner, and nothing is kept for it`,
    AT_LAST,
    async t => {
      const page = await visitor(t, stage.browser, stage.run, side.options, '')
      await openHome(page, stage.run, side, SEARCH)
      await seesSki(page, side)
      const cookies = await page.context().cookies()
      assert.ok(cookies.every(({ name }) => !/vitrine/.test(name)))
    },
  )

  test(`${side.name}: who comes with no words sees the shop’s own window`, AT_LAST, async t => {
    const { page, row } = await openHome(
      await visitor(t, stage.browser, stage.run, side.options),
      ...[stage.run, side],
    )
    assert.notEqual(row.experience, 'home/brands')
    for (const place of [HERO, BRANDS])
      assert.equal(await page.locator(`${place} > .vt`).count(), 0)
  })
}

test('a campaign says it as well as a search', AT_LAST, async t => {
  const side = SIDES[0]
  const page = await visitor(t, stage.browser, stage.run, side.options, '')
  const campaign = { ...side, root: '/?utm_source=letter&utm_medium=email&utm_campaign=ski-2026#' }
  await openHome(page, stage.run, campaign)
  await seesSki(page, side)
})

/** Some are in the holdout, and some are shown another thing by chance. */
function shownSki(t: Parameters<typeof visitor>[0], side: Side): Promise<Home> {
  return untilOne(async () => {
    const home = await openHome(
      await visitor(t, stage.browser, stage.run, side.options),
      stage.run,
      side,
      SEARCH,
    )
    return home.row.experience === 'home/brands' ? home : undefined
  })
}

async function seesSki(page: Page, { language }: Side): Promise<void> {
  const title = language === 'fr' ? 'L’hiver commence ici' : 'Winter starts here'
  assert.equal(await page.locator(`${HERO} > .vt h1`).innerText(), title)
  assert.match((await page.locator(`${HERO} > .vt img`).getAttribute('src'))!, /scene-winter/)
  const brands = await page.locator(`${BRANDS} > .vt a`).allTextContents()
  assert.ok(brands.length >= 3, brands.join())
  for (const name of brands) {
    const own = catalogue.items.filter(({ brand }) => brand.name === name)
    assert.ok(
      own.some(item => item.leaf.path[0].fr === 'Ski'),
      name,
    )
  }
  const shown = await shownIn(page)
  assert.equal(shown.length, 4)
  assert.deepEqual([...new Set(shown.map(rootOf))], ['Ski'])
  assert.match((await page.locator(`${GUIDE} > .vt a`).getAttribute('href'))!, /chaussures-de-ski/)
  assert.ok(await page.locator(`${ROW} > .vt .vt-why`).isVisible())
}
