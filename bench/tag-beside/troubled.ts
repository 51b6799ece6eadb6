import type { Browser } from 'playwright-core'
import { PERSONAL, pageHtml, placement } from '../../src/web/tag/fixtures/pages.ts'
import type { Shop } from '../../src/web/tag/fixtures/shop.ts'

/**
 * What a Vitrine that answers after five seconds, or not at all, costs the shop's page: nothing.
 * Loads are paired, the page with the tag beside the same page without, in turn first and second.
 */
const PAIRS = 20
const LATE_MS = 5_000
/** The largest thing on the page is a picture that takes as long as one does over a network. */
const PICTURE_MS = 300
const SETTLED_MS = 400
/** Loader, core and answer may each be late: by then whatever would come has come. */
const ALL_LATE_MS = 3 * LATE_MS + 1_500

export interface Troubled {
  /** Mark-up and picture of both pages are the same, long after. */
  identical: boolean
  /** Largest contentful paint with the tag by that without: median of the pairs. */
  lcpRatio: number
}

export async function troubled(
  browser: Browser,
  shop: Shop,
  trouble: 'slow' | 'down',
): Promise<Troubled> {
  shop.reset()
  shop.pictureDelayMs = PICTURE_MS
  if (trouble === 'slow') shop.lateMs = LATE_MS
  else shop.trouble = () => 'away'
  shop.pages.set('/without', { html: page(false) })
  shop.pages.set('/with', { html: page(true) })
  const identical = await isIdentical(browser, shop)
  const ratios: number[] = []
  for (let pair = 0; pair < PAIRS; pair++) {
    const order = pair % 2 ? (['/with', '/without'] as const) : (['/without', '/with'] as const)
    const paints = new Map<string, number>()
    for (const path of order) paints.set(path, await paintOf(browser, shop.url + path))
    ratios.push(paints.get('/with')! / paints.get('/without')!)
  }
  ratios.sort((a, b) => a - b)
  return { identical, lcpRatio: (ratios[PAIRS / 2 - 1] + ratios[PAIRS / 2]) / 2 }
}

/** The tag's script is the one thing that the two pages do not share. */
function page(hasTag: boolean): string {
  const rows = ['home', 'home:second', 'home:third']
  const body = rows
    .map(name => `<h2>${name}</h2>${placement(name)}<p>${'Text of the shop. '.repeat(60)}</p>`)
    .join('')
  const whole = pageHtml({
    head: PERSONAL,
    body: `<img src="/picture.svg" alt="" width="600" height="300">${body}`,
  })
  return hasTag ? whole : whole.replace(/<script async[^>]*><\/script>/, '')
}

async function isIdentical(browser: Browser, shop: Shop): Promise<boolean> {
  const looks = ['/without', '/with'].map(async path => {
    const { context, page } = await open(browser)
    await page.goto(shop.url + path, { waitUntil: 'commit' })
    await page.waitForTimeout(ALL_LATE_MS)
    const markup = await page.evaluate(() => document.body.outerHTML)
    const picture = (await page.screenshot()).toString('base64')
    await context.close()
    return `${markup}\n${picture}`
  })
  const [without, beside] = await Promise.all(looks)
  return without === beside
}

async function paintOf(browser: Browser, url: string): Promise<number> {
  const { context, page } = await open(browser)
  await page.goto(url, { waitUntil: 'domcontentloaded' })
  await page.waitForTimeout(PICTURE_MS + SETTLED_MS)
  const paint = await page.evaluate(
    () =>
      new Promise<number>(resolve => {
        new PerformanceObserver(list => resolve(list.getEntries().at(-1)!.startTime)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        })
      }),
  )
  await context.close()
  return paint
}

async function open(browser: Browser) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } })
  return { context, page: await context.newPage() }
}
