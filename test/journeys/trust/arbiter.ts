import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page, Response } from 'playwright-core'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import { USUAL_TERMS } from '../../../src/engine/policy/arbiter/held-terms.ts'
import type { NudgeTerms } from '../../../src/schema/nudge-terms.ts'
import {
  ask,
  inTime,
  isDrawn,
  pin,
  productUrl,
  SIDES,
  untilDrawn,
  untilOne,
  visit,
  visitor,
} from '../shopper.ts'
import { openStage } from '../stage.ts'

/**
 * One thing asks at a time, as somebody with two tabs sees it: two windows side by side, both in
 * sight. What is sold out altogether asks as soon as its page is open.
 */
const { items } = makeCatalogue(1)
const [gone, other] = items.filter(({ skus }) => skus.every(sku => !sku.stock))
const [side] = SIDES
const DIALOG = 'dialog.vt-dialog'
/** Once it is known what is alike, another tab is waited for 0.4 s at most. */
const WELL_OVER_MS = 1_500

const stage = openStage()

test('while a dialog stands in one tab none opens in another; once that is closed, it does', async t => {
  await limit({ perDay: 20 })
  const one = await asked(t)
  const two = await one.context().newPage()
  const questions = watch(two)
  await openAnswered(two, /\/v1\/search/)
  await two.waitForTimeout(WELL_OVER_MS)
  assert.equal(await two.locator(DIALOG).count(), 0)
  assert.deepEqual(questions, [], 'what may not stand is not counted')
  await one.close()
  await opens(two)
})

test('staying puts it off and is no dismissal: in a new tab it comes back when its minutes are over', async t => {
  await limit({ snoozeMinutes: 10_000 })
  const one = await asked(t)
  const told = answersOf(one)
  await one.locator('.vt-stay').click()
  await told(/"snooze"/)
  const two = await one.context().newPage()
  await refused(two)
  await limit({ snoozeMinutes: 0, coolDownDays: 365, perDay: 20 })
  await opens(two)
})

test('"never" is a dismissal: even a browser that forgot it is not asked within the days', async t => {
  await limit({ restMinutes: 0, perDay: 20 })
  const one = await asked(t)
  const told = answersOf(one)
  await one.locator('.vt-never input').click()
  await one.locator('.vt-stay').click()
  await told(/"dismiss"/)
  const two = await one.context().newPage()
  await two.addInitScript(() => localStorage.clear())
  await refused(two)
  await limit({ restMinutes: 0, coolDownDays: 0, perDay: 20 })
  await opens(two)
})

test('no more of them in a day than the shop said, in another tab neither', async t => {
  await limit({ perDay: 1 })
  const one = await asked(t)
  const context = one.context()
  await one.close()
  const two = await context.newPage()
  await refused(two)
})

test('a page has one nudge, however many places could have one', async t => {
  await limit({})
  for (const kind of ['product', 'cart']) await pin(stage.run, kind, `${kind}/reassured`)
  const inStock = items.find(({ skus }) => skus.every(sku => sku.stock > 0))!
  const shown = await untilOne(async () => {
    const page = await visitor(t, stage.browser, stage.run, side.options)
    await visit(page, productUrl(stage.run, side, inStock.id))
    if (!(await isDrawn(page, '.vt'))) return undefined
    await page.waitForTimeout(500)
    return (await page.locator('.vt-nudge').count()) || undefined
  })
  assert.equal(shown, 1)
})

/** Somebody before whose eyes the dialog stands, its clock stopped. */
function asked(t: Parameters<typeof visitor>[0]): Promise<Page> {
  return untilOne(async () => {
    const page = await visitor(t, stage.browser, stage.run, side.options)
    await open(page, gone.id)
    if (await isDrawn(page, DIALOG)) {
      await page.keyboard.press('ArrowDown')
      if (await isDrawn(page, `${DIALOG}.vt-stopped`)) return page
    }
    await page.context().close()
    return undefined
  })
}

/** The dialog comes, in another tab too. */
async function opens(page: Page): Promise<void> {
  await open(page, other.id)
  await untilDrawn(page, DIALOG)
}

/** The arbiter is asked, says no, and nothing opens. */
async function refused(page: Page): Promise<void> {
  const answer = await openAnswered(page, /\/v1\/nudges$/)
  assert.equal((await answer.json()).show, false)
  await page.waitForTimeout(300)
  assert.equal(await page.locator(DIALOG).count(), 0)
}

/** The page had an answer to what it asked, which a busy machine may give too late. */
function openAnswered(page: Page, question: RegExp): Promise<Response> {
  return untilOne(async () => {
    const answered = inTime(page.waitForResponse(question, { timeout: 10_000 }))
    await open(page, other.id)
    return await answered
  })
}

async function open(page: Page, id: string): Promise<void> {
  await page.goto(productUrl(stage.run, side, id))
}

async function limit(terms: Partial<NudgeTerms>): Promise<void> {
  await ask(stage.run, 'PUT', '/v1/nudges/terms', { ...USUAL_TERMS, ...terms })
}

/** What a page asks the arbiter, from now on. */
function watch(page: Page): string[] {
  const questions: string[] = []
  page.on('request', request => {
    if (/\/v1\/nudges$/.test(request.url())) questions.push(request.postData() ?? '')
  })
  return questions
}

/** Waits until events that hold such words were acknowledged. */
function answersOf(page: Page): (words: RegExp) => Promise<unknown> {
  const answers: string[] = []
  page.on('response', response => {
    const isKept = /\/v1\/events/.test(response.url()) && response.status() === 202
    if (isKept) answers.push(response.request().postData() ?? '')
  })
  return async words => {
    while (!answers.some(one => words.test(one))) await page.waitForTimeout(50)
  }
}
