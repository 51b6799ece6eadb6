import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { pin, untilOne } from '../../journeys/shopper.ts'
import { note } from '../report.ts'
import { isDrawn, picture, ROW, type Scene, SETTLED_MS, type Size, visitor } from './scene.ts'

const HERO = '[data-vitrine="home:hero"] > .vt'
/** A campaign begins another visit once the one before is this old. */
const ANOTHER_VISIT_MS = 6_000
/** Where a page tells of no `view_item`, the tag does for it, of who has stayed so long. */
const LOOKED_MS = 3_500

/** Before any choice: drawn for this page alone, still there when React has taken over, nothing kept. */
export async function firstPage(scene: Scene, size: Size): Promise<void> {
  const page = await untilOne(async () => {
    const page = await visitor(scene, size)
    await page.goto(`${scene.street}/`)
    if (await isDrawn(page)) return page
    await page.context().close()
    return undefined
  })
  await page.waitForTimeout(SETTLED_MS)
  const shown = await page.locator(`${ROW} .vt-tile`).count()
  assert.ok(shown >= 3, `${shown} tiles`)
  const cookies = await page.context().cookies()
  assert.ok(cookies.every(({ name }) => !name.startsWith('vitrine')))
  await picture(scene, page, `${size.name}-first`)
  note(`${size.name}_first`, shown, `${size.name}: ${shown} tiles before any choice, no cookie`)
  await page.context().close()
}

/** Back with a mug left in the cart: others like it, and the way back to it (J3). */
export async function leftCart(scene: Scene, size: Size): Promise<void> {
  const left = scene.products.find(({ name }) => /Mug/.test(name))!
  const page = await whoIsShown('home/alternatives', scene, size, async page => {
    await page.goto(scene.street + left.url)
    await page.waitForTimeout(LOOKED_MS)
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await page.waitForTimeout(SETTLED_MS)
  })
  const shown = await page.locator(`${ROW} .vt-name`).allInnerTexts()
  assert.ok(!shown.includes(left.name), shown.join())
  assert.match(await page.locator(HERO).innerText(), /Did not find it last time/)
  await picture(scene, page, `${size.name}-cart`)
  await page.locator(`${HERO} a`).click()
  await page.waitForURL(/\/cart$/)
  note(
    `${size.name}_cart`,
    shown.length,
    `${size.name}: J3, instead of ${left.name}: ${shown.join(', ')}`,
  )
  await page.context().close()
}

/** One after the other does something and comes back by a letter, until one is shown what is pinned. */
async function whoIsShown(
  experience: string,
  scene: Scene,
  size: Size,
  before: (page: Page) => Promise<void>,
): Promise<Page> {
  await pin(scene.vitrine, 'home', experience)
  return untilOne(async () => {
    const page = await visitor(scene, size, 'granted')
    await before(page)
    await page.waitForTimeout(ANOTHER_VISIT_MS)
    const answered = page.waitForResponse(/_vitrine\/v1\/decisions/)
    await page.goto(
      `${scene.street}/?utm_source=letter&utm_medium=email&utm_campaign=${experience}`,
    )
    const { placements } = await (await answered).json()
    const isMeant = placements.some((one: { experience: string }) => one.experience === experience)
    if (isMeant && (await isDrawn(page))) {
      await page.waitForTimeout(SETTLED_MS)
      return page
    }
    await page.context().close()
    return undefined
  })
}
