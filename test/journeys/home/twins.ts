import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import { faultsOf } from '../axe.ts'
import { type Act, cameBefore } from '../past.ts'
import { ask, SIDES, type Side, untilOne, visitor } from '../shopper.ts'
import { openStage } from '../stage.ts'
import { AT_LAST, type Home, openHome, ROW, shiftOf, shownIn } from '../welcomed.ts'

/**
 * J10: two come back for the same boots, one of whom reads reviews. What would be learnt of some
 * thousand visits the merchant says here; that it is learnt is shown in `server/twins.test.ts`.
 */
const looked = makeCatalogue(1)
  .items.filter(
    ({ leaf, skus }) =>
      leaf.path.at(-1)!.fr === 'Chaussures de ski' && skus.some(({ stock }) => stock),
  )
  .slice(0, 5)

let room: Page
const stage = openStage(async ({ run, browser }) => {
  const rule = { placement: 'home', experience: 'home/best-reviewed', action: 'pin' }
  await ask(run, 'POST', '/v1/rules', { ...rule, when: { visit: 'return', reviews: 'a-lot' } })
  room = await (await browser.newContext({ locale: 'fr-FR' })).newPage()
  await room.goto(run.console)
})

for (const side of SIDES) {
  test(
    `${side.name}: of two who came back for the same boots, the one who reads reviews sees another page, and the console says why`,
    AT_LAST,
    async t => {
      const reader = await twin(t, side, true)
      const other = await twin(t, side, false)
      assert.equal(reader.row.experience, 'home/best-reviewed')
      assert.equal(other.row.experience, 'home/welcome-back')
      assert.notDeepEqual(await shownIn(reader.page), await shownIn(other.page))
      const said = side.language === 'fr' ? /sur 5, .*avis/ : /out of 5, .*reviews/
      assert.match(await reader.page.locator(`${ROW} .vt-nudge-reviews`).innerText(), said)
      assert.equal(await other.page.locator(`${ROW} .vt-nudge`).count(), 0)
      for (const { page } of [reader, other]) {
        assert.equal(await shiftOf(page), 0)
        assert.deepEqual(await faultsOf(page, 'main'), [])
      }
      const why = await whyOf(reader)
      assert.match(why, /sensibles aux avis/)
      assert.match(why, /Les mieux notés/)
      const rule = await ruleOf(reader)
      assert.ok(why.includes(rule), `${rule}\n${why}`)
      assert.doesNotMatch(await whyOf(other), /sensibles aux avis/)
    },
  )
}

/** Yesterday's visit, and the home page today, of somebody the engine chooses for. */
function twin(t: Parameters<typeof visitor>[0], side: Side, reads: boolean): Promise<Home> {
  const acts: Act[] = looked.flatMap(item =>
    reads ? [['view_item', item] as Act, ['read_reviews', item] as Act] : [['view_item', item]],
  )
  return untilOne(async () => {
    const page = await visitor(t, stage.browser, stage.run, side.options)
    await cameBefore(page, stage.run, acts)
    const home = await openHome(page, stage.run, side)
    if (home.answer.slice !== 'engine') return undefined
    // The one is pinned, so that the first must be shown it; the other is drawn.
    return reads || home.row.experience === 'home/welcome-back' ? home : undefined
  })
}

/** What the console says of the choice, on the page of that visitor. */
async function whyOf({ row }: Home): Promise<string> {
  const { visitor } = await ask(stage.run, 'GET', `/v1/explain/${row.decisionId}`)
  await room.goto(`${new URL(room.url()).origin}/console/#/visitors/${visitor}`)
  await room.locator('.moments button').first().click()
  return await room.locator('.why-panel').innerText()
}

/** The merchant's rule that bound the choice, in a sentence. */
async function ruleOf({ row }: Home): Promise<string> {
  const path = `/v1/explain/${row.decisionId}?language=fr`
  const { placements } = await ask(stage.run, 'GET', path)
  return placements[0].order.sentence
}
