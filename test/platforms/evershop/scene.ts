import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { PERSON } from '../../browser.ts'
import { SIDES } from '../../journeys/shopper.ts'
import { say } from '../report.ts'
import type { Vitrine } from '../server.ts'
import type { Product } from './catalogue.ts'

/** EverShop open for business, and who looks at it. */
export interface Scene {
  browser: Browser
  /** Where shoppers find the shop. */
  street: string
  products: Product[]
  soldOut: string
  vitrine: Vitrine
  /** Folder for what a page looked like, where somebody wants to see it. */
  pictures?: string
}

/** Desk and phone of the project's own journeys, both in English as this shop is. */
export const SIZES = SIDES.map(({ name, options }) => ({
  name: /phone/.test(name) ? 'phone' : 'desk',
  options: { ...options, locale: 'en-IE', userAgent: PERSON } as BrowserContextOptions,
}))
export type Size = (typeof SIZES)[number]

/** What is drawn in the row of the home page. */
export const ROW = '[data-vitrine="home"] > .vt'

/** React has taken the page over, and whatever it throws away is gone. */
export const SETTLED_MS = 1_500

/** @param answer what a consent tool says in Consent Mode; nobody has been asked where it is left out */
export async function visitor(
  { browser }: Scene,
  { options }: Size,
  answer?: 'granted',
): Promise<Page> {
  const context = await browser.newContext(options)
  await context.addInitScript(answer => {
    const layer: unknown[] = ((window as unknown as { dataLayer: unknown[] }).dataLayer ??= [])
    const tell = (how: string, is: string) =>
      layer.push(['consent', how, { analytics_storage: is, personalization_storage: is }])
    tell('default', 'denied')
    if (answer) tell('update', answer)
  }, answer)
  const page = await context.newPage()
  page.on('console', told => {
    if (told.type() === 'error') say(`the page complains: ${told.text().slice(0, 200)}`)
  })
  return page
}

/** On a busy machine an answer may come too late to be drawn: the page is then the shop's own. */
export async function isDrawn(page: Page): Promise<boolean> {
  return page.waitForSelector(ROW, { timeout: 5_000 }).then(
    () => true,
    () => false,
  )
}

export async function picture({ pictures }: Scene, page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}
