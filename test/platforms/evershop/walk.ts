import assert from 'node:assert/strict'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { PERSON, pin, SIDES, untilOne } from '../../journeys/shopper.ts'
import { note, say } from '../report.ts'
import type { Vitrine } from '../server.ts'
import type { Product } from './catalogue.ts'

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
const SIZES = SIDES.map(({ name, options }) => ({
  name: /phone/.test(name) ? 'phone' : 'desk',
  options: { ...options, locale: 'en-IE', userAgent: PERSON } as BrowserContextOptions,
}))
type Size = (typeof SIZES)[number]

export async function walk(scene: Scene): Promise<void> {
  for (const size of SIZES) {
    await firstPage(scene, size)
    await soldOutByAddress(scene, size)
    await soldOutByChoice(scene, size)
    await welcome(scene, size)
    await cart(scene, size)
  }
}

/** Before any choice: drawn for this page alone, and still there when React has built the page anew. */
async function firstPage(scene: Scene, size: Size): Promise<void> {
  const page = await visitor(scene, size)
  await page.goto(`${scene.street}/`)
  await page.waitForSelector(ROW)
  await page.waitForTimeout(1_500)
  const shown = await page.locator(`${ROW} .vt-tile`).count()
  assert.ok(shown >= 3, `${shown} tiles`)
  assert.deepEqual(await ownCookies(page), [])
  await picture(scene, page, `${size.name}-first`)
  note(
    `${size.name}.first`,
    shown,
    `${size.name}: ${shown} tiles drawn before any choice, nothing stored`,
  )
  await page.context().close()
}

/** From a search engine straight to a page of what is gone (J9). */
async function soldOutByAddress(scene: Scene, size: Size): Promise<void> {
  const { street, products, soldOut } = scene
  const product = products.find(({ sku }) => sku === soldOut)!
  const page = await visitor(scene, size)
  await page.goto(street + product.url)
  await page.waitForSelector('dialog.vt-dialog')
  const title = await page.locator('#vt-gone').innerText()
  await picture(scene, page, `${size.name}-dialog`)
  await page.waitForURL(/\/similar\?vt-like=/)
  await page.waitForSelector('.vt-missing')
  await page.waitForTimeout(1_500)
  const similar = await page.locator('.vt-search .vt-list .vt-tile').count()
  assert.ok(similar > 0, 'something similar')
  assert.equal(await page.locator('.vt-missing').count(), 1)
  await picture(scene, page, `${size.name}-results`)
  await page.goBack()
  await page.waitForTimeout(4_500)
  assert.equal(new URL(page.url()).pathname, product.url)
  assert.equal(await page.locator('dialog.vt-dialog').count(), 0)
  say(`${size.name}: "${title}", three seconds, ${similar} similar, and Back stays`)
  note(`${size.name}.similar`, similar, `${size.name}: J9 from outside: green`)
  await page.context().close()
}

/** On a page of another colour they choose the one that is gone: no page is loaded for it. */
async function soldOutByChoice(scene: Scene, size: Size): Promise<void> {
  const { street, products, soldOut } = scene
  const gone = products.find(({ sku }) => sku === soldOut)!
  const other = products.find(
    one => one.variantGroupId === gone.variantGroupId && one.inventory.isInStock,
  )!
  const page = await visitor(scene, size)
  await page.goto(street + other.url)
  await page.waitForTimeout(2_000)
  assert.equal(await page.locator('dialog.vt-dialog').count(), 0)
  await page
    .locator('.variant-option-list button', { hasText: gone.attributeIndex[0].optionText })
    .click()
  await page.waitForSelector('dialog.vt-dialog')
  const title = await page.locator('#vt-gone').innerText()
  await page.mouse.wheel(0, 200)
  await page.waitForSelector('.vt-stopped')
  await page.waitForTimeout(3_500)
  assert.doesNotMatch(page.url(), /vt-like/)
  note(
    `${size.name}.choice`,
    title,
    `${size.name}: a colour chosen: "${title}", and a scroll stops it`,
  )
  await page.context().close()
}

/** Back by a letter after having looked at mugs: the page opens on what mattered (J2). */
async function welcome(scene: Scene, size: Size): Promise<void> {
  const { street, products, vitrine } = scene
  await pin(vitrine, 'home', 'home/welcome-back')
  const page = await untilOne(async () => {
    const page = await visitor(scene, size, 'personal')
    for (const product of products.filter(({ name }) => /Mug/.test(name)).slice(0, 4)) {
      await page.goto(street + product.url)
      await page.waitForTimeout(1_000)
    }
    const answer = await openHome(
      page,
      `${street}/?utm_source=letter&utm_medium=email&utm_campaign=back`,
    )
    if (answer.experience === 'home/welcome-back') return page
    await page.context().close()
    return undefined
  })
  await page.waitForSelector(ROW)
  await page.waitForTimeout(1_500)
  assert.ok((await page.locator(`${ROW} .vt-tile`).count()) >= 3)
  const words = await page.locator('[data-vitrine="home:hero"] > .vt').innerText()
  assert.match(words, /Welcome back/)
  await picture(scene, page, `${size.name}-welcome`)
  note(`${size.name}.welcome`, true, `${size.name}: J2, "${words.split('\n')[0]}"`)
  await page.context().close()
}

/** Back with a mug left in the cart: others like it, and the way back to it (J3). */
async function cart(scene: Scene, size: Size): Promise<void> {
  const { street, products, vitrine } = scene
  await pin(vitrine, 'home', 'home/alternatives')
  const left = products.find(({ name }) => /Mug/.test(name))!
  const page = await untilOne(async () => {
    const page = await visitor(scene, size, 'personal')
    await page.goto(street + left.url)
    await page.waitForTimeout(1_500)
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await page.waitForTimeout(1_500)
    const answer = await openHome(
      page,
      `${street}/?utm_source=letter&utm_medium=email&utm_campaign=cart`,
    )
    if (answer.experience === 'home/alternatives') return page
    await page.context().close()
    return undefined
  })
  await page.waitForSelector(ROW)
  await page.waitForTimeout(1_500)
  await picture(scene, page, `${size.name}-cart`)
  const words = await page.locator('[data-vitrine="home:hero"] > .vt').innerText()
  assert.match(words, /Did not find it last time/)
  await page.locator('[data-vitrine="home:hero"] > .vt a').click()
  await page.waitForURL(/\/cart$/)
  note(
    `${size.name}.cart`,
    true,
    `${size.name}: J3, "${words.split('\n')[0]}", and back to the cart`,
  )
  await page.context().close()
}

const ROW = '[data-vitrine="home"] > .vt'

async function openHome(page: Page, url: string) {
  const answered = page.waitForResponse(/_vitrine\/v1\/decisions/)
  await page.goto(url)
  const { placements } = await (await answered).json()
  return placements.find(({ placement }: { placement: string }) => placement === 'home')
}

/** @param consent what a consent tool says in Consent Mode; none has been asked yet where it is left out */
async function visitor({ browser }: Scene, { options }: Size, consent?: 'personal'): Promise<Page> {
  const context = await browser.newContext(options)
  await context.addInitScript(answer => {
    const layer: unknown[] = ((window as unknown as { dataLayer: unknown[] }).dataLayer ??= [])
    const gtag = (...said: unknown[]) => void layer.push(said)
    const all = (is: string) => ({
      ad_storage: is,
      analytics_storage: is,
      ad_personalization: is,
      personalization_storage: is,
    })
    gtag('consent', 'default', all('denied'))
    if (answer) gtag('consent', 'update', all('granted'))
  }, consent)
  const page = await context.newPage()
  page.on('console', told => {
    if (told.type() === 'error') say(`   console: ${told.text().slice(0, 200)}`)
  })
  return page
}

async function ownCookies(page: Page): Promise<string[]> {
  const cookies = await page.context().cookies()
  return cookies.map(({ name }) => name).filter(name => name.startsWith('vitrine'))
}

async function picture({ pictures }: Scene, page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` })
}
