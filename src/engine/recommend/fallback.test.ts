import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Catalogue } from '../catalogue/catalogue.ts'
import { fill } from './fill.ts'
import { FR, moment, product, shopper, smallShop, teach } from './fixtures/shop.ts'
import { sentence } from './reasons.ts'
import { Recommender } from './recommender.ts'
import { STRATEGIES } from './sources/sources.ts'

test('a product page whose item nobody knows still shows a full list of its category', () => {
  const { catalogue, at } = taught()
  const category = catalogue.findCategory('Trail > Sacs')
  const page = { type: 'product' as const, item: 'never-heard-of' }
  for (const strategy of STRATEGIES) {
    const { items } = fill(at({ page, pageItem: -1, pageCategory: category }), strategy, 4)
    assertFull(items, 4, catalogue)
  }
  const { items } = fill(at({ page, pageCategory: category }), 'alternatives', 4)
  for (const { item } of items) assert.equal(catalogue.categoryOf(item), category)
})

test('an item that was looked at and is in no feed leads to a full list', () => {
  const { catalogue, at } = taught()
  const pageItem = catalogue.intern('gone-years-ago')
  for (const strategy of STRATEGIES) {
    const { items } = fill(at({ pageItem, shopper: shopper({ session: [pageItem] }) }), strategy, 4)
    assertFull(items, 4, catalogue)
  }
})

test('an empty shop shows nothing, and says so', () => {
  const catalogue = new Catalogue()
  for (const strategy of STRATEGIES) {
    const filled = fill(moment(catalogue), strategy, 4)
    assert.deepEqual(filled.items, [])
    assert.equal(filled.strategy, 'none')
  }
  assert.equal(sentence('nothing', 'fr', catalogue), 'Rien à montrer ici')
})

test('a shop on its first day, before any visit, fills every list', () => {
  const catalogue = smallShop(20)
  for (const strategy of STRATEGIES) {
    assertFull(fill(moment(catalogue), strategy, 4).items, 4, catalogue)
  }
})

test('a new visitor is shown a full list, and why', () => {
  const { catalogue, at } = taught()
  for (const strategy of STRATEGIES) assertFull(fill(at({}), strategy, 6).items, 6, catalogue)
})

test('in a category of three products the other two come first, then others', () => {
  const { catalogue, at } = taught()
  const products = [100, 101, 102].map(n => product(n, { categories: ['Alpinisme', 'Piolets'] }))
  catalogue.applyProducts({ market: FR, products }, 0)
  const pageItem = catalogue.find('i100')
  const page = { pageItem, pageCategory: catalogue.categoryOf(pageItem) }
  for (const strategy of ['similar', 'alternatives']) {
    const { items } = fill(at(page), strategy, 4)
    assertFull(items, 4, catalogue)
    const first = items.slice(0, 2).map(({ item }) => catalogue.idOf(item))
    assert.deepEqual(first.sort(), ['i101', 'i102'])
  }
})

function assertFull(
  items: readonly { item: number; reason: string }[],
  count: number,
  catalogue: Catalogue,
) {
  assert.equal(items.length, count)
  for (const { item, reason } of items) {
    assert.ok(catalogue.inStock(item))
    for (const language of ['fr', 'en'] as const) {
      assert.match(sentence(reason, language, catalogue), /^\p{Lu}[^{}|]+$/u)
    }
  }
}

function taught() {
  const catalogue = smallShop()
  const recommender = new Recommender()
  teach(recommender, catalogue, 200, 1)
  const at = (over: Parameters<typeof moment>[1]) => moment(catalogue, { recommender, ...over })
  return { catalogue, at }
}
