import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printedPlacement } from '../../render/printed.ts'
import { PLACEMENT_STYLE } from '../../render/style.ts'
import type { PlacementAnswer } from '../../schema/decision.ts'
import { PERSONAL } from './fixtures/pages.ts'
import { leave, openScene, until, witness } from './fixtures/scene.ts'
import { item } from './fixtures/shop.ts'

const { shop, visit } = openScene()

const ANSWER: PlacementAnswer = {
  placement: 'home',
  decisionId: 'printed.0',
  experience: 'home/best',
  strategy: 'bestsellers',
  propensity: 1,
  show: true,
  title: 'Printed',
  reason: 'Because you looked at boots.',
  items: [0, 1, 2, 3].map(n => item(n)),
}

test('what the shop printed stays as it is, and is seen and chosen like what the tag draws', async () => {
  const html = printedPlacement(ANSWER, { language: 'en' }, true)
  const body = `<div data-vitrine="home">${html}</div><div data-vitrine="home:second" class="place"></div>`
  // As `/placements.css` would: the tag's own style comes later and would move what is printed.
  const head = `<style>${PLACEMENT_STYLE}</style>${PERSONAL}`
  const page = await visit({ head, body })
  await until(() => shop.decisions.length > 0)
  assert.deepEqual(
    shop.decisions.flatMap(({ placements }) => placements),
    [{ placement: 'home:second' }],
  )
  await until(() => shop.names().includes('impression'))
  await page.click('[data-vitrine=home] .vt-tile[data-item="item-2"]', { modifiers: ['Control'] })
  await page.evaluate(`vitrine('event', 'add_to_cart', { items: [{ item_id: 'item-2' }] })`)
  await leave(page)
  const told = shop.events.filter(event => event.decision === 'printed.0')
  assert.deepEqual(
    told.map(event => [event.name, event.params.items.length]),
    [
      ['impression', 4],
      ['click', 1],
      ['add_to_cart', 1],
    ],
  )
  assert.equal((await witness(page)).shift, 0)
})

test('what was printed out of sight is not asked for either', async () => {
  const html = printedPlacement(ANSWER, { language: 'en' }, true)
  const far = `<div class="far"></div><div data-vitrine="home">${html}</div>`
  await visit({ head: PERSONAL, body: `<div data-vitrine="home:second"></div>${far}` })
  await until(() => shop.decisions.length > 0)
  assert.equal(shop.decisions[0].placements.length, 1)
})

test('what was printed without a decision that is kept is asked for like anything else', async () => {
  const html = printedPlacement(ANSWER, { language: 'en' }, false)
  await visit({ head: PERSONAL, body: `<div data-vitrine="home">${html}</div>` })
  await until(() => shop.decisions.length > 0)
  assert.equal(shop.decisions[0].placements[0].placement, 'home')
})
