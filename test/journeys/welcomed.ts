import type { Page } from 'playwright-core'
import type { DecisionAnswer, PlacementAnswer } from '../../src/schema/decision.ts'
import type { DemoRun } from './demo-run.ts'
import { isDrawn, type Side, untilOne } from './shopper.ts'

/** Where the home page keeps room for us, from top to bottom. */
export const PLACES = ['home:hero', 'home:brands', 'home', 'home:guide']
export const HERO = '[data-vitrine="home:hero"]'
export const BRANDS = '[data-vitrine="home:brands"]'
export const ROW = '[data-vitrine="home"]'
export const GUIDE = '[data-vitrine="home:guide"]'

/** Whoever waits for something that is never chosen fails, and does not hang. */
export const AT_LAST = { timeout: 120_000 }

/** The home page as it was asked for, answered and drawn. */
export interface Home {
  page: Page
  answer: DecisionAnswer
  row: PlacementAnswer
}

/** @param from an address that led here, with what was searched for */
export async function openHome(
  page: Page,
  run: DemoRun,
  { root }: Side,
  from?: string,
): Promise<Home> {
  await page.addInitScript(() => {
    const seen = { shift: 0 }
    Object.assign(window, { seen })
    new PerformanceObserver(list => {
      for (const one of list.getEntries() as (PerformanceEntry & { value: number })[])
        seen.shift += one.value
    }).observe({ type: 'layout-shift', buffered: true })
  })
  // An answer later than the tag waits for is left aside, and one that knows nobody is no answer here.
  return await untilOne(async () => {
    const answered = page.waitForResponse(/_vitrine\/v1\/decisions/)
    await page.goto(`${run.shop}${root}/`, { referer: from })
    const answer: DecisionAnswer = await (await answered).json()
    const row = answer.placements.find(({ placement }) => placement === 'home')!
    if (answer.degraded || (row.show && !(await isDrawn(page, `${ROW} > .vt`)))) return
    await page.waitForTimeout(150)
    return { page, answer, row }
  })
}

/** How far anything on the page jumped, as browsers count it. */
export const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { seen: { shift: number } }).seen.shift)

/** Where the places and what follows them begin. */
export const topsOf = (page: Page): Promise<number[]> =>
  page
    .locator('[data-vitrine], .chips, footer')
    .evaluateAll(all => all.map(one => Math.round(one.getBoundingClientRect().top + scrollY)))

/** Ids of the products in the row, as the shopper sees them. */
export const shownIn = (page: Page): Promise<string[]> =>
  page
    .locator(`${ROW} > .vt .vt-tile`)
    .evaluateAll(all => all.map(one => (one as HTMLElement).dataset.item!))
