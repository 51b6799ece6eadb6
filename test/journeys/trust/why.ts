import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { type TestContext, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import type { WhyTold } from '../../../src/schema/why.ts'
import { faultsOf } from '../axe.ts'
import {
  ask,
  isDrawn,
  pin,
  productUrl,
  SIDES,
  type Side,
  untilDrawn,
  untilOne,
  visit,
  visitor,
} from '../shopper.ts'
import { openStage } from '../stage.ts'

/** J11 as a shopper sees it: why this, that is wrong, forget me. */
const { items } = makeCatalogue(1)
/** Things of one department, so that one word takes all of them back. */
const { leaf } = items.find(({ leaf }) => leaf.noun.fr === 'Veste')!
const looked = items
  .filter(item => item.leaf === leaf && item.skus.some(sku => sku.stock))
  .slice(0, 3)
const PANEL = 'dialog.vt-sheet'
const ROW = '[data-vitrine="home"]'
const CONTROL = `${ROW} .vt-why > summary`
const FOOTER = 'footer [data-vitrine="why"]'
const WORDS = {
  fr: {
    ...{ department: / : un rayon /, because: /Vous avez regardé/ },
    ...{ noted: /La page suivante en tient compte/, gone: /Tout est oublié/ },
    ...{ nothing: /Rien n’est retenu de vous/ },
  },
  en: {
    ...{ department: /: a department /, because: /You looked at/ },
    ...{ noted: /The next page follows/, gone: /All of it is forgotten/ },
    ...{ nothing: /Nothing is kept of you/ },
  },
}

const stage = openStage(async ({ run }) => {
  await pin(run, 'home', 'home/next')
})

for (const side of SIDES) {
  const words = WORDS[side.language]

  test(`${side.name}: who says that an interest is wrong reads why it was believed, and the next page follows`, async t => {
    const page = await follower(t, side)
    await page.locator(CONTROL).click()
    const belief = page.locator(`${PANEL} .vt-belief`, { hasText: words.department }).first()
    const said = await belief.innerText()
    assert.ok(said.includes(leaf.path.at(-1)![side.language]), said)
    assert.match(said, words.because)
    assert.ok(titlesIn(said, side).length > 0, said)
    await belief.locator('button').click()
    await page.locator(`${PANEL} [role="status"]`, { hasText: words.noted }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator(PANEL).waitFor({ state: 'detached' })
    await home(page, side)
    await untilDrawn(page, CONTROL)
    assert.equal(await follows(page, side), false)
    await page.locator(FOOTER).click()
    const back = page.locator(`${PANEL} [data-trait^="category:"]`)
    await back.first().click()
    await page.locator(`${PANEL} [role="status"]`, { hasText: words.noted }).waitFor()
    // What is shown is drawn; that it is believed again is not.
    await home(page, side)
    await page.locator(FOOTER).click()
    await page.locator(`${PANEL} .vt-belief`, { hasText: words.department }).first().waitFor()
  })

  test(`${side.name}: who is forgotten is nobody, here and on the next page`, async t => {
    const page = await follower(t, side)
    const cookie = await cookieOf(page)
    assert.equal((await known(cookie)).kept, 'person')
    await page.locator(FOOTER).click()
    await page.locator('.vt-forget').click()
    await page.locator('.vt-forget').click()
    await page.locator(PANEL, { hasText: words.gone }).waitFor()
    assert.equal((await known(cookie)).kept, 'nothing')
    await page.waitForFunction(() => document.cookie.includes('cimes_choice=refused'))
    await home(page, side)
    await page.locator(FOOTER).click()
    await page.locator(PANEL, { hasText: words.nothing }).waitFor()
    const left = (await page.context().cookies()).map(({ name }) => name)
    assert.ok(!left.includes('vitrine'), left.join())
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0)
  })

  test(`${side.name}: axe-core finds nothing wrong with the panel, light at the desk, dark on the phone`, async t => {
    const colorScheme = side.language === 'en' ? 'dark' : 'light'
    const page = await looker(t, side, { colorScheme })
    await page.locator(FOOTER).click()
    await page.locator('.vt-belief').first().waitFor()
    await fadedIn(page)
    assert.deepEqual(await faultsOf(page, PANEL), [])
    await page.locator(`${PANEL} details > summary`).first().click()
    await page.locator(`${PANEL} [data-trait]`).first().click()
    await page.locator(`${PANEL} [role="status"]`, { hasText: words.noted }).waitFor()
    await page.locator('.vt-forget').click()
    assert.deepEqual(await faultsOf(page, PANEL), [])
  })
}

test('before a choice and after a refusal the panel asks nobody anything, and says that nothing is kept', async t => {
  for (const choice of ['', 'refused']) {
    const page = await visitor(t, stage.browser, stage.run, SIDES[0].options, choice)
    const asked: string[] = []
    page.on('request', request => asked.push(request.url()))
    await home(page, SIDES[0])
    await page.locator(FOOTER).click()
    await page.locator(PANEL, { hasText: WORDS.fr.nothing }).waitFor()
    assert.equal(await page.locator(`${PANEL} button`).count(), 1)
    assert.ok(!asked.some(url => /v1\/(?:why|privacy)/.test(url)), asked.join())
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0)
  }
})

test('by keyboard alone it is opened, read through, used and closed, and the focus comes back', async t => {
  const page = await looker(t, SIDES[1], { reducedMotion: 'reduce' })
  await page.locator(FOOTER).focus()
  await page.keyboard.press('Enter')
  await page.locator('.vt-belief').first().waitFor()
  const focus = () =>
    page.evaluate(() => document.activeElement?.id || document.activeElement?.className)
  assert.equal(await focus(), 'vt-why-title')
  assert.equal(
    await page.locator(PANEL).evaluate(panel => getComputedStyle(panel).animationName),
    'none',
  )
  await page.keyboard.press('Tab')
  assert.equal(await focus(), 'vt-close')
  await page.keyboard.press('Tab')
  const trait = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.trait)
  await page.keyboard.press('Enter')
  await page.locator(`${PANEL} [role="status"]`, { hasText: WORDS.en.noted }).waitFor()
  const now = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.trait)
  assert.ok(trait !== undefined && now === trait, `${trait} ${now}`)
  await page.keyboard.press('Escape')
  await page.locator(PANEL).waitFor({ state: 'detached' })
  assert.ok(await page.evaluate(() => document.activeElement?.matches('[data-vitrine="why"]')))
})

test('what was typed is quoted, what is kept can be taken along, and a panel that does not come leaves the link', async t => {
  const page = await looker(t, SIDES[1])
  const hostile = '<img src=x onerror="window.hit=1"> {{7*7}}'
  await visit(page, `${stage.run.shop}/en/search?q=${encodeURIComponent(hostile)}`)
  await home(page, SIDES[1])
  await page.locator(FOOTER).click()
  await page.locator('.vt-belief').first().waitFor()
  assert.match((await page.locator(PANEL).textContent()) ?? '', /you searched for “img src x/)
  assert.equal(await page.locator(`${PANEL} img`).count(), 0)
  assert.equal(await page.evaluate(() => (window as { hit?: number }).hit), undefined)
  const coming = page.waitForEvent('download')
  await page.locator('.vt-ends button').first().click()
  const { records } = JSON.parse(readFileSync((await (await coming).path())!, 'utf8'))
  assert.ok(records.length > 3)
  await page.route(/\/why\.[0-9a-f]+\.js$/, route => route.abort())
  await home(page, SIDES[1])
  await page.locator(FOOTER).click()
  await page.waitForURL(/choice/)
})

/** Somebody who looked at three things, on the home page. */
async function looker(t: TestContext, side: Side, more: BrowserContextOptions = {}): Promise<Page> {
  const page = await visitor(t, stage.browser, stage.run, { ...side.options, ...more })
  for (const { id } of looked) await visit(page, productUrl(stage.run, side, id))
  await home(page, side)
  return page
}

/** The same, whom the page follows: nobody of the control group, and nobody who was answered too late. */
async function follower(t: TestContext, side: Side): Promise<Page> {
  return await untilOne(async () => {
    const page = await looker(t, side)
    if ((await isDrawn(page, CONTROL)) && (await follows(page, side))) return page
    await page.context().close()
    return undefined
  })
}

async function home(page: Page, side: Side): Promise<void> {
  await visit(page, `${stage.run.shop}${side.root}/`)
}

/** Half seen, its words would have too little contrast. */
function fadedIn(page: Page): Promise<unknown> {
  return page
    .locator(PANEL)
    .evaluate(panel => Promise.all(panel.getAnimations({ subtree: true }).map(one => one.finished)))
}

/** What is on the home page is there because of what was looked at: its reasons say so. */
async function follows(page: Page, side: Side): Promise<boolean> {
  const reasons = await page.locator(`${ROW} :is(.vt-because, .vt-reason)`).allTextContents()
  return titlesIn(reasons.join(), side).length > 0
}

function titlesIn(text: string, { language }: Side): string[] {
  return looked.map(item => item.title[language]).filter(title => text.includes(title))
}

async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies()
  return cookies.find(({ name }) => name === 'vitrine')!.value
}

async function known(cookie: string): Promise<WhyTold> {
  return await ask(stage.run, 'GET', `/v1/why?visitor=${cookie}`)
}
