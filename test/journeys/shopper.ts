import { type Browser, type BrowserContextOptions, errors, type Page } from 'playwright-core'
import { PERSON } from '../browser.ts'
import { keepPictures } from '../pictures.ts'
import { ENGLISH, FRENCH } from '../sides.ts'
import type { DemoRun } from './demo-run.ts'

/** The two sides of the shop that are walked through, the French one first. */
export const SIDES = [
  {
    ...{ ...FRENCH, language: 'fr' as const, root: '' },
    ...{ product: 'produit', category: 'rayon', cart: 'panier', checkout: 'commande' },
  },
  {
    ...{ ...ENGLISH, language: 'en' as const, root: '/en' },
    ...{ product: 'product', category: 'department', cart: 'cart', checkout: 'checkout' },
  },
]
export type Side = (typeof SIDES)[number]

type Test = { name?: string; after(act: () => Promise<void>): void }

/** Somebody new, who answered the banner before. */
export async function visitor(
  t: Test,
  browser: Browser,
  run: DemoRun,
  options: BrowserContextOptions,
  choice: string | undefined = 'personal',
): Promise<Page> {
  const context = await browser.newContext({ userAgent: PERSON, ...options })
  t.after(async () => {
    await keepPictures(t.name, context)
    await context.close()
  })
  if (choice) await context.addCookies([{ name: 'cimes_choice', value: choice, url: run.shop }])
  return context.newPage()
}

/** Nine of ten are in the engine's slice, to whom what is pinned is shown. */
const ENOUGH = 20

/** One after the other comes until one was shown what is waited for: who is in the holdout never is. */
export async function untilOne<T>(meet: () => Promise<T | undefined>): Promise<T> {
  for (let n = 0; n < ENOUGH; n++) {
    const met = await meet()
    if (met !== undefined) return met
  }
  throw new Error(`nobody of ${ENOUGH} was shown it`)
}

/**
 * Something of ours stands on the page, asked for anew where it does not come: an answer that
 * is later than the tag waits for is left aside, and a busy machine answers late.
 */
export async function untilDrawn(
  page: Page,
  selector: string,
  anew: () => Promise<unknown> = () => page.reload(),
): Promise<void> {
  for (let n = 1; n < ENOUGH; n++) {
    if (await isDrawn(page, selector)) return
    await anew()
  }
  await page.waitForSelector(selector)
}

/** It came about as soon as it ever does after the answer. */
export async function isDrawn(page: Page, selector: string): Promise<boolean> {
  return (await inTime(page.waitForSelector(selector, { timeout: 5_000 }))) !== undefined
}

/** What it comes to, or undefined where it takes longer than it was given. */
export function inTime<T>(act: Promise<T>): Promise<T | undefined> {
  return act.catch(error => {
    if (error instanceof errors.TimeoutError) return undefined
    throw error
  })
}

/** "Tell me when it is back", said again where that was heard too late. */
export async function wishFor(page: Page, email: string, noted: RegExp): Promise<void> {
  await untilOne(async () => {
    await page.fill('.vt-wish input', email)
    await page.click('.vt-wish button')
    const says = page.locator('.vt-wish small', { hasText: noted })
    return await inTime(says.waitFor({ timeout: 10_000 }).then(() => true))
  })
}

/** Where a merchant's orders go. */
type Server = Pick<DemoRun, 'api' | 'serverKey'>

/** What the merchant asks of the server, with its key. */
export async function ask({ api, serverKey }: Server, method: string, path: string, body?: object) {
  const answer = await fetch(`${api}${path}`, {
    method,
    headers: { authorization: `Bearer ${serverKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return await answer.json()
}

/** From now on nothing else is drawn there, to whom the engine chooses for. */
export async function pin(run: Server, placement: string, experience: string): Promise<void> {
  const before = await ask(run, 'GET', `/v1/rules?action=pin&placement=${placement}`)
  for (const { id } of before.rules) await ask(run, 'PATCH', `/v1/rules/${id}`, { action: 'none' })
  await ask(run, 'POST', '/v1/rules', { placement, experience, action: 'pin' })
}

export const productUrl = ({ shop }: DemoRun, { root, product }: Side, id: string) =>
  `${shop}${root}/${product}/${id.toLowerCase()}`

/** The question of a page was asked and answered. */
export async function visit(page: Page, url: string): Promise<void> {
  const answered = page.waitForResponse(/_vitrine\/v1\/decisions/)
  await page.goto(url)
  await answered
}
