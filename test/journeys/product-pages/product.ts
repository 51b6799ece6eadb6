import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import { money } from '../../../src/demo/shop/format.ts'
import type { PlacementAnswer } from '../../../src/schema/decision.ts'
import { faultsOf } from '../axe.ts'
import { isDrawn, pin, productUrl, SIDES, type Side, untilOne, visitor } from '../shopper.ts'
import { openStage } from '../stage.ts'

/** J6 as a shopper sees it: a fuller basket that stays within their budget. */
const { items } = makeCatalogue(1)
/** A day pack a little short of free delivery. */
const pack = items.find(
  ({ leaf, price, listPrice, skus }) =>
    leaf.code === 'SJ' && price > 5_500 && price < 7_500 && !listPrice && skus[0].stock > 0,
)!
const FREE_FROM = 8_000
/** Of a budget nobody knows, what is added may cost half of what it goes with. */
const CEILING = Math.round(pack.price / 2)

const stage = openStage()

for (const side of SIDES) {
  test(`${side.name}: something small reaches free delivery, with a bar that says how far, and nothing moves`, async t => {
    await pin(stage.run, 'product', 'product/add-on')
    const { page, answer } = await untilOne(() => shown(t, side, 'threshold'))
    const bar = page.locator('.corner .vt-bar')
    assert.deepEqual(
      [await bar.getAttribute('value'), await bar.getAttribute('max')],
      [String(pack.price), String(FREE_FROM)],
    )
    assert.ok(answer.items.length > 0)
    for (const { price } of answer.items) assert.ok(price <= CEILING, `${price} of ${CEILING}`)
    const extra = answer.items.find(({ id }) => id === answer.nudge?.item)!
    assert.ok(extra.price + pack.price >= FREE_FROM)
    const row = page.locator('.corner .vt-nudge-item')
    assert.ok((await row.innerText()).includes(money(extra.price, side.language)))
    assert.equal(await moved(page), 0)
    assert.deepEqual(await faultsOf(page, '.corner'), [])
    await row.click()
    await page.waitForURL(new RegExp(extra.id, 'i'))
  })

  test(`${side.name}: what goes with it is added up, and stays under what they would spend`, async t => {
    await pin(stage.run, 'product', 'product/complements')
    const { page, answer } = await untilOne(() => shown(t, side, 'bundle'))
    const named = new Set(answer.nudge?.items)
    const extras = answer.items.filter(({ id }) => named.has(id)).map(({ price }) => price)
    const sum = extras.reduce((all, price) => all + price, 0)
    assert.ok(extras.length > 0 && sum <= CEILING, `${extras} of ${CEILING}`)
    const text = await page.locator('.corner .vt-nudge-text').innerText()
    assert.ok(text.includes(money(pack.price + sum, side.language)), text)
    assert.equal(await page.locator('.corner .vt-nudge-item').count(), extras.length)
    assert.equal(await moved(page), 0)
    assert.deepEqual(await faultsOf(page, '.corner'), [])
  })
}

/** Somebody to whom the engine says such a thing beside the button; not who is in the holdout. */
async function shown(t: Parameters<typeof visitor>[0], side: Side, kind: string) {
  const page = await visitor(t, stage.browser, stage.run, side.options)
  const answered = page.waitForResponse(/_vitrine\/v1\/decisions/)
  await page.goto(productUrl(stage.run, side, pack.id))
  const { placements } = await (await answered).json()
  const isShown = await isDrawn(page, `.corner .vt-nudge-${kind}`)
  if (isShown) return { page, answer: placements[0] as PlacementAnswer }
  await page.context().close()
  return undefined
}

/** How much of the page moved without being asked, as browsers count it. */
function moved(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>(resolve => {
        let sum = 0
        const add = (entries: PerformanceEntryList) => {
          for (const entry of entries) sum += (entry as PerformanceEntry & { value: number }).value
        }
        const watch = new PerformanceObserver(list => add(list.getEntries()))
        watch.observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 300)
      }),
  )
}
