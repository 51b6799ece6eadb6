import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeCatalogue } from '../../../src/demo/catalogue/make.ts'
import type { Item } from '../../../src/demo/catalogue/shape.ts'
import { type Category, mostChosen, shelve } from '../../../src/demo/shop/shelves.ts'
import { faultsOf } from '../axe.ts'
import { cameBefore } from '../past.ts'
import { isDrawn, pin, productUrl, SIDES, type Side, untilOne, visit, visitor } from '../shopper.ts'
import { openStage } from '../stage.ts'

/** J5 as a shopper sees it: a category in their own order, and a hand for who is lost. */
const catalogue = makeCatalogue(1)
const shelves = shelve(catalogue)
/** Two pages and more, of shoes for this and for that. */
const CATEGORY = shelves.roots.find(({ name }) => name.fr === 'Trail et running')!
const shoes = CATEGORY.items.filter(({ leaf }) => leaf.code === 'CT')
/** These alone, on one page. */
const SHELF = shelves.categoryOf(shoes[0])
/** Three shoes of one brand, the least chosen that can be had: what everybody sees last. */
const liked = threeOfABrand(shoes)

const stage = openStage()

for (const side of SIDES) {
  test(`${side.name}: a category is in the order of who looks at it, and nothing is met twice or missed on the way`, async t => {
    const { page, first } = await untilOne(() => sorted(t, side))
    assert.ok(shoesIn(first) > shoesIn(everybodys().slice(0, 24)), 'what they seek is in front')
    await visit(page, productUrl(stage.run, side, liked[1].id))
    const all = [...first]
    for (let n = 2; n * 24 - 24 < CATEGORY.items.length; n++) {
      await page.goto(`${categoryUrl(side)}?page=${n}`)
      all.push(...(await listed(page)))
    }
    assert.deepEqual([...all].sort(), CATEGORY.items.map(({ id }) => id).sort())
    await page.goto(`${categoryUrl(side)}?brand=${encodeURIComponent(liked[0].brand.name)}`)
    const ofBrand = new Set(CATEGORY.items.filter(isOfBrand).map(({ id }) => id))
    assert.deepEqual(await listed(page), all.filter(id => ofBrand.has(id)).slice(0, 24))
    await page.goto(`${categoryUrl(side)}?sort=sold`)
    assert.deepEqual(await listed(page), everybodys().slice(0, 24), 'and everybody’s is a choice')
  })

  test(`${side.name}: shoes for what they look at shoes for come forward`, async t => {
    const [ultra, trail] = ['ultra', 'trail'].map(ofMiddlePrice)
    const rest = shoes.filter(shoe => shoe.terrain === 'ultra' && !ultra.includes(shoe))
    const forUltra = await untilOne(() => sorted(t, side, ultra, SHELF))
    const forTrail = await untilOne(() => sorted(t, side, trail, SHELF))
    const places = [forUltra, forTrail].map(({ first }) => meanPlace(rest, first))
    assert.ok(places[0] < places[1], places.join())
  })

  test(`${side.name}: shoes of the level of what they bought come forward`, async t => {
    const easy = shoes.filter(shoe => shoe.level === 'beginner')
    const places: number[] = []
    for (const level of ['beginner', 'expert'] as const) {
      const bought = elsewhere(level)
      const { first } = await untilOne(() => sorted(t, side, [], SHELF, bought))
      places.push(meanPlace(easy, first))
    }
    assert.ok(places[0] < places[1], places.join())
  })

  test(`${side.name}: who is lost is helped to choose, and who hesitates sees two`, async t => {
    await pin(stage.run, 'category', 'category/lost')
    const title = `.vt-title:text-matches("Pas simple de choisir|Hard to choose")`
    const lost = await untilOne(() => drawn(t, side, title, shoes.slice(0, 5)))
    const tiles = lost.locator('[data-vitrine="category"] .vt-tile')
    assert.ok((await tiles.count()) >= 3)
    const why = await lost.locator('[data-vitrine="category"] .vt-because').allInnerTexts()
    assert.ok(new Set(why).size >= 3, 'each is there for another level')
    assert.deepEqual(await faultsOf(lost, '[data-vitrine="category"]'), [])
    await pin(stage.run, 'category', 'category/few')
    const [one, other] = near(shoes)
    const torn = await untilOne(() => drawn(t, side, '.vt-few', [one, other, one, other, one]))
    assert.equal(await torn.locator('[data-vitrine="category"] .vt-tile').count(), 2)
  })
}

test('who refused, and who is new, sees the order of everybody', async t => {
  for (const choice of ['refused', 'personal']) {
    const page = await visitor(t, stage.browser, stage.run, SIDES[0].options, choice)
    await page.goto(categoryUrl(SIDES[0]))
    assert.deepEqual(await listed(page), everybodys().slice(0, 24), choice)
  }
})

/** Somebody whose looks changed the order; not who is in the holdout. */
async function sorted(
  t: Parameters<typeof visitor>[0],
  side: Side,
  looks = liked,
  category = CATEGORY,
  bought: readonly Item[] = [],
) {
  const page = await visitor(t, stage.browser, stage.run, side.options)
  if (bought.length > 0) {
    await cameBefore(
      page,
      stage.run,
      bought.flatMap(item => [['view_item', item] as const, ['purchase', item] as const]),
    )
  }
  for (const item of looks) await visit(page, productUrl(stage.run, side, item.id))
  await page.goto(categoryUrl(side, category))
  const first = await listed(page)
  if (first.join() !== everybodys(category).slice(0, 24).join()) return { page, first }
  await page.context().close()
  return undefined
}

/** Somebody whose category page was drawn like that, after they looked at some things. */
async function drawn(
  t: Parameters<typeof visitor>[0],
  side: Side,
  sign: string,
  looks: readonly Item[],
): Promise<Page | undefined> {
  const page = await visitor(t, stage.browser, stage.run, side.options)
  for (const item of looks) await visit(page, productUrl(stage.run, side, item.id))
  await visit(page, categoryUrl(side))
  if (await isDrawn(page, `[data-vitrine="category"] ${sign}`)) return page
  await page.context().close()
  return undefined
}

function categoryUrl({ root, category, language }: Side, { slug }: Category = CATEGORY): string {
  return `${stage.run.shop}${root}/${category}/${slug[language]}`
}

function listed(page: Page): Promise<string[]> {
  return page
    .locator('.results .tile')
    .evaluateAll(tiles => tiles.map(tile => (tile as HTMLElement).dataset.item ?? ''))
}

function everybodys({ items }: Category = CATEGORY): string[] {
  return mostChosen(items).map(({ id }) => id)
}

/** Where these stand on the average, 0 for the first. */
function meanPlace(items: readonly Item[], listed: readonly string[]): number {
  return items.reduce((sum, { id }) => sum + listed.indexOf(id), 0) / items.length
}

/**
 * Four things of other departments, of that level and not of its price: for beginners the dearest
 * of their shelves, for experts the cheapest, so that a budget would draw them the other way.
 */
function elsewhere(level: 'beginner' | 'expert'): Item[] {
  const others = catalogue.items.filter(
    item => item.level === level && !CATEGORY.items.includes(item),
  )
  const ranked = others.toSorted((a, b) => rankOf(a) - rankOf(b))
  return level === 'expert' ? ranked.slice(0, 4) : ranked.slice(-4)
}

/** The share of its shelf that is cheaper. */
function rankOf({ leaf, price }: Item): number {
  const shelf = catalogue.items.filter(item => item.leaf === leaf)
  return shelf.filter(item => item.price < price).length / shelf.length
}

/** Three shoes for such a use, which cost about what shoes cost: their price says nothing. */
function ofMiddlePrice(use: string): Item[] {
  const middle = shoes.map(({ price }) => price).sort((a, b) => a - b)[shoes.length / 2]
  const off = ({ price }: Item) => Math.abs(price - middle)
  return shoes
    .filter(({ terrain }) => terrain === use)
    .sort((a, b) => off(a) - off(b))
    .slice(0, 3)
}

function shoesIn(ids: readonly string[]): number {
  return ids.filter(id => shoes.some(shoe => shoe.id === id)).length
}

function isOfBrand({ brand }: Item): boolean {
  return brand === liked[0].brand
}

function threeOfABrand(items: readonly Item[]): Item[] {
  const inStock = mostChosen(items)
    .filter(({ skus }) => skus.some(({ stock }) => stock > 0))
    .reverse()
  for (const { brand } of inStock) {
    const three = inStock.filter(item => item.brand === brand).slice(0, 3)
    if (three.length === 3) return three
  }
  throw new Error('no brand has three')
}

/** Two that lie next to each other in price. */
function near(items: readonly Item[]): [Item, Item] {
  const byPrice = [...items].sort((a, b) => a.price - b.price)
  const at = Math.floor(byPrice.length / 2)
  return [byPrice[at], byPrice[at + 1]]
}
