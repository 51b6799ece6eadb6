import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import { PERSON } from '../../browser.ts'
import { faultsOf } from '../axe.ts'
import {
  inTime,
  isDrawn,
  productUrl,
  SIDES,
  type Side,
  untilDrawn,
  untilOne,
  visitor,
  wishFor,
} from '../shopper.ts'
import { openStage } from '../stage.ts'

/** J9 as a shopper sees it, in a real browser before the real shop and the real server. */
const { items } = makeCatalogue(1)
const jackets = items.filter(({ leaf }) => leaf.noun.fr === 'Veste')
const partly = jackets.find(
  ({ skus }) => skus.some(sku => sku.size && !sku.stock) && skus.some(sku => sku.stock),
)!
const goneSku = partly.skus.find(sku => sku.size && !sku.stock)!
const wholly = items.find(({ skus }) => skus.every(sku => !sku.stock))!

const SAYS = { fr: /épuisé en/, en: /sold out in/ }
const [FRENCH] = SIDES
const DIALOG = 'dialog.vt-dialog'

const stage = openStage()

for (const side of SIDES) {
  test(`${side.name}: a size that is gone leads to similar things, and Back to the product without a second jump`, async t => {
    const page = await newcomer(t, side.options)
    const said = await untilOne(async () => {
      await chooseGone(page, side)
      return await inTime(page.locator('#vt-gone').innerText({ timeout: 10_000 }))
    })
    assert.match(said, SAYS[side.language])
    await page.waitForURL(/vt-like=/)
    await untilDrawn(page, '.vt-list .vt-tile')
    assert.equal(await page.locator(`.vt-list [data-item="${partly.id}"]`).count(), 0)
    assert.match(await page.locator('.vt-missing').innerText(), new RegExp(goneSku.size!))
    await page.goBack()
    await page.waitForTimeout(4_500)
    assert.match(page.url(), new RegExp(`/${side.product}/`))
    assert.equal(await page.locator(DIALOG).count(), 0)
  })

  test(`${side.name}: a tap, a key or a scroll stops it for this visit`, async t => {
    const gestures = {
      tap: (page: Page) => inTime(page.locator('#vt-gone').click({ timeout: 3_000 })),
      key: pressKey,
      scroll: (page: Page) => page.mouse.wheel(0, 200),
    }
    for (const [name, gesture] of Object.entries(gestures)) {
      const page = await newcomer(t, side.options)
      await stopBy(page, side, gesture)
      await page.waitForTimeout(3_500)
      assert.doesNotMatch(page.url(), /vt-like/, name)
      await page.reload()
      await chooseGone(page, side, false)
      await page.waitForTimeout(1_200)
      assert.equal(await page.locator(DIALOG).count(), 0, name)
      await page.context().close()
    }
  })

  test(`${side.name}: "never do this again" is for good`, async t => {
    const page = await newcomer(t, side.options)
    const never = page.locator('.vt-never input')
    await stopBy(page, side, () => inTime(never.click({ timeout: 3_000 })))
    await page.locator('.vt-stay').click()
    await page.locator(DIALOG).waitFor({ state: 'detached' })
    const later = await page.context().newPage()
    await later.goto(productUrl(stage.run, side, wholly.id))
    await later.waitForTimeout(2_500)
    assert.equal(await later.locator(DIALOG).count(), 0)
  })
}

test('by keyboard alone there is no timer, and all of it can be reached, stopped and taken', async t => {
  const page = await newcomer(t, FRENCH.options)
  const choose = async () => {
    await page.goto(goneUrl(FRENCH))
    await ready(page)
    await page.keyboard.press('Tab')
    await page.locator(`input[value="${goneSku.id}"]`).focus()
    await page.keyboard.press('Space')
  }
  await choose()
  await untilDrawn(page, DIALOG, choose)
  assert.equal(await page.locator('.vt-ring').count(), 0)
  await page.waitForTimeout(3_600)
  assert.doesNotMatch(page.url(), /vt-like/)
  assert.ok(await page.evaluate(() => document.activeElement?.matches('.vt-dialog')))
  const reached: string[] = []
  for (let n = 0; n < 6; n++) {
    await page.keyboard.press('Tab')
    reached.push(await page.evaluate(() => document.activeElement?.className ?? ''))
  }
  assert.ok(reached.includes('vt-go') && reached.includes('vt-stay'), reached.join())
  await page.keyboard.press('Escape')
  await page.locator(DIALOG).waitFor({ state: 'detached' })
  assert.equal(
    await page.evaluate(() => (document.activeElement as HTMLInputElement).value),
    goneSku.id,
  )
})

test('by keyboard the results are changed in place, and the focus stays where it was', async t => {
  const page = await newcomer(t, FRENCH.options)
  await page.goto(`${stage.run.shop}/recherche?vt-like=${goneSku.id}`)
  await untilDrawn(page, '.vt-wish')
  const before = await page.locator('.vt-filter').count()
  await page.locator('.vt-chosen .vt-cross').nth(1).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/vt-q=/)
  await page.waitForFunction(
    count => document.querySelectorAll('.vt-filter').length < count,
    before,
  )
  assert.ok(
    await page.evaluate(() =>
      document.querySelector('.vt-search')?.contains(document.activeElement),
    ),
  )
  await page.locator('.vt-add').focus()
  await page.keyboard.type('imperméable')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() =>
    /imperm/.test(document.querySelector('.vt-search')?.textContent ?? ''),
  )
  await page.goBack()
  await page.goBack()
  await page.waitForFunction(
    count => document.querySelectorAll('.vt-filter').length === count,
    before,
  )
})

test('where animations are reduced, and for a robot, nothing goes by itself', async t => {
  const still = await newcomer(t, { ...FRENCH.options, reducedMotion: 'reduce' })
  await untilAsked(still, FRENCH)
  assert.equal(await still.locator('.vt-ring').count(), 0)
  await still.waitForTimeout(3_600)
  assert.doesNotMatch(still.url(), /vt-like/)
  const robot = await newcomer(t, {
    ...FRENCH.options,
    userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)',
  })
  await robot.goto(productUrl(stage.run, FRENCH, wholly.id))
  await robot.waitForTimeout(5_000)
  assert.doesNotMatch(robot.url(), /vt-like/)
  assert.equal(await robot.locator('.vt-ring').count(), 0)
})

test('a product that is gone altogether says so by itself, and its page had the results in its first HTML', async t => {
  const page = await newcomer(t, FRENCH.options)
  await untilOne(async () => {
    await page.goto(productUrl(stage.run, FRENCH, wholly.id))
    return await inTime(page.waitForURL(/vt-like=/, { timeout: 15_000 }).then(() => true))
  })
  // The shop waits a moment for us and then goes without: a busy machine is asked again.
  await untilOne(async () => {
    const answer = await fetch(page.url(), { headers: { 'user-agent': PERSON } })
    return /class="vt-tile"/.test(await answer.text()) || undefined
  })
  await untilDrawn(page, '.vt-wish input')
  await page.fill('.vt-wish input', 'not an address')
  await page.click('.vt-wish button')
  assert.match(await page.locator('.vt-wish small').innerText(), /complète/)
  await wishFor(page, 'ada@example.org', /noté/)
  assert.equal(await page.locator('.vt-wish input').count(), 0)
})

test('axe-core finds nothing wrong with dialog and results, light and dark, desk and phone', async t => {
  for (const side of SIDES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await newcomer(t, { ...side.options, colorScheme })
      await stopBy(page, side, pressKey)
      assert.deepEqual(await faultsOf(page, DIALOG), [], `${side.name} ${colorScheme}`)
      await page.locator('.vt-go').click()
      await page.waitForURL(/vt-like=/)
      await untilDrawn(page, '.vt-wish')
      assert.deepEqual(await faultsOf(page, '.vt-search'), [], `${side.name} ${colorScheme}`)
      await page.context().close()
    }
  }
})

test('before a choice nothing is stored and no id leaves, dialog, gesture and results included', async t => {
  const page = await visitor(t, stage.browser, stage.run, FRENCH.options, '')
  const cookies: string[] = []
  page.on('request', async request => {
    if (!/_vitrine\/v1/.test(request.url())) return
    cookies.push((await request.allHeaders()).cookie ?? '')
  })
  await stopBy(page, FRENCH, () => page.mouse.wheel(0, 100))
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0)
  assert.ok(cookies.length > 0)
  assert.ok(cookies.every(cookie => !/vitrine=/.test(cookie)))
})

const pressKey = (page: Page) => page.keyboard.press('ArrowDown')

/** The dialog stands, and a gesture stops its clock, though on a busy machine that may have run out before. */
async function stopBy(
  page: Page,
  side: Side,
  gesture: (page: Page) => Promise<unknown>,
): Promise<void> {
  await untilOne(async () => {
    await untilAsked(page, side)
    await gesture(page)
    return (await isDrawn(page, '.vt-stopped')) || undefined
  })
}

/** What is gone was chosen, and the dialog that offers something else came. */
async function untilAsked(page: Page, side: Side): Promise<void> {
  await chooseGone(page, side)
  await untilDrawn(page, DIALOG, () => chooseGone(page, side))
}

const goneUrl = (side: Side) =>
  `${productUrl(stage.run, side, partly.id)}?colour=${goneSku.colour.code}`

async function chooseGone(page: Page, side: Side, opens = true): Promise<void> {
  if (opens) await page.goto(goneUrl(side))
  await ready(page)
  await page.locator(`label:has(input[value="${goneSku.id}"])`).click()
}

/** The part of the tag that watches for what is gone is there. */
async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/jump\./.test(name)),
  )
  await page.waitForTimeout(100)
}

/** Somebody who refused: what is gone is said to them too. */
function newcomer(t: Parameters<typeof visitor>[0], options: BrowserContextOptions): Promise<Page> {
  return visitor(t, stage.browser, stage.run, options, 'refused')
}
