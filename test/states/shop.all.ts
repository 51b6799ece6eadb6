import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeCatalogue } from '../../src/demo/catalogue/make.ts'
import { faultsOf } from '../journeys/axe.ts'
import { productUrl, SIDES, type Side, untilDrawn, visitor } from '../journeys/shopper.ts'
import { openStage } from '../journeys/stage.ts'

/** The shop where there is nothing to show, and where our server is away. */
const { items } = makeCatalogue(1)
const gone = items.find(({ skus }) => skus.every(sku => !sku.stock))!
const stage = openStage()

for (const side of SIDES) {
  const search = side.language === 'fr' ? 'recherche' : 'search'
  const pages = {
    'an empty cart': side.cart,
    'a search that finds nothing': `${search}?q=zzzzzz&vt-q=zzzzzz`,
    'a search without words': `${search}?vt-q=`,
    'what is like something unknown': `${search}?vt-like=nothing-of-that-name`,
    'a page that is not there': 'nothing-here',
  }
  for (const [what, path] of Object.entries(pages)) {
    test(`${side.name}: ${what} says the way on`, async t => {
      const page = await visitor(t, stage.browser, stage.run, side.options)
      await stands(page, `${stage.run.shop}${side.root}/${path}`)
      assert.ok((await page.locator('main a').count()) > 0, 'there is a way on')
    })
  }

  test(`${side.name}: while our server is away, every page is the shop’s own`, async t => {
    const page = await visitor(t, stage.browser, stage.run, side.options)
    await page.route(/_vitrine\/v1\//, route => route.fulfill({ status: 503, body: '' }))
    for (const url of addresses(side)) {
      await stands(page, url)
      assert.equal(await page.locator('.vt-dialog, .vt-nudge, [data-vitrine] > .vt').count(), 0)
    }
  })

  test(`${side.name}: a wish that cannot be kept now says so and can be made again`, async t => {
    const page = await visitor(t, stage.browser, stage.run, side.options)
    await page.route(/v1\/wishes/, route => route.fulfill({ status: 503, body: '' }))
    await stands(page, `${stage.run.shop}${side.root}/${search}?vt-like=${gone.id}`)
    await untilDrawn(page, '.vt-wish input')
    await page.fill('.vt-wish input', 'ada@example.org')
    await page.click('.vt-wish button')
    const says = side.language === 'fr' ? /Réessayez/ : /Try again/
    await page.locator('.vt-wish small', { hasText: says }).waitFor()
    assert.ok(await page.locator('.vt-wish button').isEnabled())
    assert.deepEqual(await faultsOf(page, '.vt-search'), [])
  })
}

function addresses(side: Side): string[] {
  const { shop } = stage.run
  return [`${shop}${side.root}/`, productUrl(stage.run, side, gone.id)]
}

/** The page is within its window and holds nothing that a reader stumbles over. */
async function stands(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForTimeout(700)
  assert.deepEqual(await faultsOf(page, 'html'), [])
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  assert.ok(over <= 0, `${over} px wider than the window`)
}
