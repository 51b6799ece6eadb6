import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { faultsOf } from '../axe.ts'
import { ask, SIDES, untilDrawn, visitor } from '../shopper.ts'
import { openStage } from '../stage.ts'

/** What the shop's own people see on their pages, and nobody else. */
const stage = openStage()

for (const side of SIDES) {
  test(`who works here sees each event judged, what it changed and why a page is as it is (${side.name})`, async t => {
    const page = await visitor(t, stage.browser, stage.run, side.options)
    const { path } = (await ask(stage.run, 'POST', '/v1/staff/links', {})) as { path: string }
    const start = `${side.root || ''}/?vitrine=debug`
    await page.goto(`${stage.run.shop}/_vitrine${path}&to=${encodeURIComponent(start)}`)
    await page.getByRole('button').click()
    await page.waitForSelector('.vt-debug')
    // The cookie is new: what came with it was before anybody looked.
    await page.waitForFunction(
      who => document.querySelector('.vt-debug-who')?.textContent?.includes(who),
      side.language === 'fr' ? 'hors de toute mesure' : 'outside every measurement',
    )
    await untilDrawn(page, 'main .vt-tile')
    await page.locator('main .vt-tile').first().click()
    await page.waitForURL(/vitrine=debug/)
    const decided = page.locator('.vt-debug [data-status=decided]')
    const kept = page.locator('.vt-debug [data-status=accepted]', { hasText: 'view_item' })
    await decided.first().waitFor()
    await kept.first().waitFor()
    const chance =
      side.language === 'fr' ? /chance [\d.]+, \d+ possibles/ : /chance [\d.]+, \d+ possible/
    assert.match((await decided.first().textContent()) ?? '', chance)
    await page.waitForFunction(() =>
      /→|%/.test(document.querySelector('.vt-debug-list')?.textContent ?? ''),
    )
    assert.deepEqual(await faultsOf(page, '.vt-debug'), [])
    await page.click('.vt-debug button')
    assert.equal(await page.locator('.vt-debug').count(), 0)
  })
}

test('a shopper is told nothing, and has no way to ask about anybody', async t => {
  const page = await visitor(t, stage.browser, stage.run, SIDES[1].options)
  const answers: number[] = []
  page.on('response', answer => {
    if (answer.url().includes('/v1/debug')) answers.push(answer.status())
  })
  await lateBody(page)
  await page.goto(`${stage.run.shop}/en/?vitrine=debug`)
  await page.waitForSelector('text=For the shop’s own people')
  await page.waitForTimeout(2_500)
  assert.deepEqual(answers, [401])
  assert.equal(await page.locator('.vt-debug-list > li').count(), 0)
})

test('what happens on a page of the staff is kept as theirs and counts nowhere', async t => {
  const before = await visitorsCounted()
  const page = await visitor(t, stage.browser, stage.run, SIDES[0].options)
  const { path } = (await ask(stage.run, 'POST', '/v1/staff/links', {})) as { path: string }
  await page.goto(`${stage.run.shop}/_vitrine${path}`)
  await page.getByRole('button').click()
  await page.waitForFunction(() => 'vitrine' in window) // back in the shop
  await sentFrom(page)
  assert.equal(await visitorsCounted(), before)
})

/** Events of the page left and were acknowledged. */
async function sentFrom(page: Page): Promise<void> {
  const acknowledged = page.waitForResponse(
    answer => answer.url().endsWith('/v1/events') && answer.status() === 202,
  )
  await page.evaluate(`vitrine('event', 'read_reviews', {})`)
  await acknowledged
}

async function visitorsCounted(): Promise<number> {
  const { slices } = (await ask(stage.run, 'GET', '/v1/results?kind=summary')) as {
    slices: { visitors: number }[]
  }
  return slices.reduce((sum, { visitors }) => sum + visitors, 0)
}

/** The tag is there before the page has a body: it stands in a cache, and the page comes slowly. */
async function lateBody(page: Page): Promise<void> {
  await page.route('**/late.js', route => setTimeout(() => route.fulfill({ body: '' }), 1_500))
  await page.route(/vitrine=debug/, async route => {
    const response = await route.fetch()
    const late = '<script src="/late.js"></script></head>'
    await route.fulfill({ response, body: (await response.text()).replace('</head>', late) })
  })
}
