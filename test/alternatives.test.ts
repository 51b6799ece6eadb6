import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../src/core/random.ts'
import { makeCatalogue } from '../src/demo/catalogue/make.ts'
import { productOf } from '../src/demo/catalogue/product.ts'
import type { Item } from '../src/demo/catalogue/shape.ts'
import { Catalogue } from '../src/engine/catalogue/catalogue.ts'
import { fill } from '../src/engine/recommend/fill.ts'
import { FR, moment, shopper } from '../src/engine/recommend/fixtures/shop.ts'

const COUNT = 4
const ASKED = 150
/** Prices of one band: the lower is at least this share of the higher. */
const BAND = 0.7

test('in the demo shop, what stands in for a sold-out product is of its need, size and price', () => {
  const { items, inStock, catalogue } = soldOutShop()
  const counts = { shown: 0, right: 0, possible: 0 }
  for (const item of items) {
    const size = sizeSoughtOf(item)
    const shown = alternativesTo(item, size, catalogue)
    const isRight = (other: Item) => answersTheSame(item, other) && isToBeHad(other, size)
    for (const other of shown) {
      assert.equal(other.leaf, item.leaf)
      assert.ok(isToBeHad(other, size), 'not in the size that was sought')
      assert.ok(ratio(item, other) >= BAND, 'not in the budget that its reason tells of')
    }
    counts.shown += shown.length
    counts.right += shown.filter(isRight).length
    counts.possible += Math.min(COUNT, inStock.filter(isRight).length)
  }
  assert.ok(counts.possible > 2 * ASKED, 'the shop has hardly anything to stand in')
  assert.ok(counts.right >= 0.95 * counts.possible, JSON.stringify(counts))
})

/** Of one use, for the same people at the same level, in one price band. */
function answersTheSame(item: Item, other: Item): boolean {
  const { leaf, gender, level } = other
  const isSameNeed = leaf === item.leaf && gender === item.gender && level === item.level
  return isSameNeed && ratio(item, other) >= BAND
}

function ratio(a: Item, b: Item): number {
  return Math.min(a.price, b.price) / Math.max(a.price, b.price)
}

function isToBeHad(item: Item, size: string): boolean {
  return size === '' || item.skus.some(sku => sku.size === size && sku.stock > 0)
}

const SHOP = makeCatalogue(7)
const BY_ID = new Map(SHOP.items.map(item => [item.id, item]))

/** The demo shop with some products sold out. */
function soldOutShop() {
  const catalogue = new Catalogue()
  catalogue.applyProducts(
    { market: FR, products: SHOP.items.map(item => productOf(item, 'fr')) },
    0,
  )
  const random = new Random(3)
  const items = Array.from({ length: ASKED }, () => random.pick(SHOP.items))
  const gone = items.flatMap(item => item.skus.map(sku => ({ sku: sku.id, inStock: false })))
  catalogue.applyOffers({ market: FR, changes: gone }, 1)
  const inStock = SHOP.items.filter(item => catalogue.inStock(catalogue.find(item.id)))
  return { items, catalogue, inStock }
}

function sizeSoughtOf(item: Item): string {
  return item.skus[item.skus.length >> 1].size ?? ''
}

function alternativesTo(item: Item, size: string, catalogue: Catalogue): Item[] {
  const pageItem = catalogue.find(item.id)
  const pageCategory = catalogue.categoryOf(pageItem)
  const who = shopper({ sizeSought: () => size })
  const now = moment(catalogue, { pageItem, pageCategory, shopper: who, page: { type: 'product' } })
  const { items } = fill(now, 'alternatives', COUNT)
  return items
    .filter(({ reason }) => reason.startsWith('instead'))
    .map(each => BY_ID.get(catalogue.idOf(each.item))!)
}
