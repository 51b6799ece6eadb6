import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import { faultsOf } from '../axe.ts'
import { cameBefore } from '../past.ts'
import { ask, pin, SIDES, type Side, untilOne, visitor } from '../shopper.ts'
import { openStage } from '../stage.ts'
import { AT_LAST, HERO, openHome, ROW, shiftOf, shownIn } from '../welcomed.ts'

/** J4 as a shopper sees it: what goes with the last purchase, of several kinds, and never the thing itself. */
const catalogue = makeCatalogue(1)
const find = (id: string) => catalogue.items.find(item => item.id === id)!
const [helmet, other] = catalogue.items.filter(
  item => item.leaf.path.at(-1)!.fr === 'Casques de ski' && item.skus.every(sku => sku.stock),
)
const COUPLES = 12

const stage = openStage()

/**
 * Couples buy two helmets at once: what is bought together is not always what goes together. Not
 * before it is needed: what is bought a lot is shown to everybody.
 */
let couples: Promise<void> | undefined
async function buyAsCouples(): Promise<void> {
  for (let n = 0; n < COUPLES; n++) {
    const items = [helmet, other].map(item => ({ item_id: item.id, price: item.price / 100 }))
    const params = { transaction_id: `couple-${n}`, currency: 'EUR', items }
    const event = { id: crypto.randomUUID(), name: 'purchase', time: Date.now(), params }
    await ask(stage.run, 'POST', '/v1/events', { visitor: `couple-${n}`, events: [event] })
  }
}

for (const side of SIDES) {
  test(
    `${side.name}: after a helmet come things that go with it, of several kinds, and no helmet`,
    AT_LAST,
    async t => {
      const { page } = await returned(t, side)
      const said = await page.locator(`${HERO} > .vt h1`).innerText()
      assert.match(said, side.language === 'fr' ? /votre dernier achat/ : /your last purchase/)
      const title = await page.locator(`${ROW} .vt-title`).innerText()
      assert.ok(title.includes(helmet.title[side.language]), title)
      const kinds = (await shownIn(page)).map(id => find(id).leaf)
      assert.equal(kinds.length, 4)
      assert.ok(kinds.every(leaf => leaf.code !== helmet.leaf.code && leaf.path[0].fr === 'Ski'))
      assert.ok(new Set(kinds).size >= 3, kinds.map(({ noun }) => noun.fr).join())
      assert.equal(await shiftOf(page), 0)
      assert.deepEqual(await faultsOf(page, 'main'), [])
    },
  )
}

test('among what they had looked at the thing just bought is not shown again', AT_LAST, async t => {
  await pin(stage.run, 'home', 'home/recent')
  const { page } = await returned(t, SIDES[0], 'home/recent')
  const shown = await shownIn(page)
  assert.ok(shown.includes(other.id) && !shown.includes(helmet.id), shown.join())
})

/** Somebody who looked at two helmets yesterday and bought one, and is shown such a thing today. */
async function returned(
  t: Parameters<typeof visitor>[0],
  side: Side,
  experience = 'home/complements',
) {
  couples ??= buyAsCouples()
  await couples
  return await untilOne(async () => {
    const page = await visitor(t, stage.browser, stage.run, side.options)
    await cameBefore(page, stage.run, [
      ['view_item', other],
      ['view_item', helmet],
      ['add_to_cart', helmet],
      ['purchase', helmet],
    ])
    const home = await openHome(page, stage.run, side)
    return home.row.experience === experience ? home : undefined
  })
}
