import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PICTURE_KINDS, picture } from '../pictures/picture.ts'
import { attributesOf, describe } from './describe.ts'
import { alike, complements } from './families.ts'
import { makeCatalogue } from './make.ts'
import { costsOf, productOf } from './product.ts'
import { reviewsOf } from './reviews.ts'
import type { Item } from './shape.ts'

const catalogue = makeCatalogue(1)
const { items, leaves, brands } = catalogue

test('the shop sells at least 1,200 items and every shelf holds six or more', () => {
  assert.ok(items.length >= 1200)
  assert.ok(leaves.length >= 60)
  for (const leaf of leaves) assert.ok(shelf(leaf.code).length >= 6, leaf.code)
})

test('the same seed makes the same catalogue and another seed makes another', () => {
  const told = (seed: number) => JSON.stringify(makeCatalogue(seed, 400).items)
  assert.equal(told(7), told(7))
  assert.notEqual(told(7), told(8))
})

test('no two items or SKUs share an id, whatever the seed', () => {
  const seeds = fc.integer({ min: 0, max: 2 ** 31 })
  fc.assert(
    fc.property(seeds, seed => {
      const made = makeCatalogue(seed, 1500).items
      const skus = made.flatMap(item => item.skus.map(sku => sku.id))
      assert.equal(new Set(made.map(item => item.id)).size, made.length)
      assert.equal(new Set(skus).size, skus.length)
      for (const id of skus) assert.match(id, /^[A-Z]{4}\d{3,5}-[0-9A-Za-z-]+$/)
    }),
    { numRuns: 10 },
  )
})

test('no two items of one brand and shelf bear the same title', () => {
  const titles = items.map(item => `${item.brand.name} ${item.leaf.code} ${item.title.fr}`)
  assert.equal(new Set(titles).size, titles.length)
})

test('every price covers its cost without VAT, and a reduction starts above the price', () => {
  for (const item of items) {
    assert.ok(item.price / 1.2 > item.cost, item.id)
    assert.ok(item.cost > 0)
    if (item.listPrice) assert.ok(item.listPrice > item.price)
  }
})

test('on most shelves, what is made for experts costs more than what is made for beginners', () => {
  const dearer = leaves.filter(leaf => {
    const of = (level: string) => mean(shelf(leaf.code).filter(item => item.level === level))
    return of('expert') > of('beginner')
  })
  assert.ok(dearer.length / leaves.length > 0.9)
})

test('every item is made by a house of that trade, and every trade has four houses', () => {
  for (const item of items) assert.ok(item.brand.trades.includes(item.leaf.trade))
  for (const { trade } of leaves) {
    assert.ok(brands.filter(brand => brand.trades.includes(trade)).length >= 4, trade)
  }
})

test('sizes are those of the thing: boots in centimetres of foot, packs in none', () => {
  const sizes = (code: string) => new Set(shelf(code).flatMap(item => item.skus.map(s => s.size)))
  for (const size of sizes('CS')) assert.match(size!, /^2\d(,5)?$/)
  for (const size of sizes('CT')) assert.ok(Number(size) >= 36 && Number(size) <= 47)
  for (const size of sizes('VI')) assert.match(size!, /^(XS|S|M|L|XL|XXL)$/)
  assert.deepEqual([...sizes('SJ')], [undefined])
})

test('some sizes and a few items are sold out, most are not', () => {
  const skus = items.flatMap(item => item.skus)
  const gone = skus.filter(sku => sku.stock === 0).length / skus.length
  const never = items.filter(item => item.skus.every(sku => sku.stock === 0)).length / items.length
  assert.ok(gone > 0.05 && gone < 0.3, `${gone}`)
  assert.ok(never > 0.005 && never < 0.08, `${never}`)
})

test('everything said of an item is said in both languages', () => {
  for (const item of items) {
    for (const language of ['fr', 'en'] as const) {
      const words = [
        item.title[language],
        describe(item, language),
        ...item.leaf.path.map(name => name[language]),
        ...attributesOf(item, language).map(([, value]) => value),
        ...reviewsOf(item).map(review => review.text[language]),
      ]
      for (const text of words)
        assert.ok(text && !/undefined|NaN/.test(text), `${item.id}: ${text}`)
    }
    assert.notEqual(describe(item, 'fr'), describe(item, 'en'))
  }
})

test('no buyer repeats another, and the newest comes first', () => {
  for (const item of items) {
    const reviews = reviewsOf(item)
    assert.ok(reviews.length <= item.reviews)
    assert.equal(new Set(reviews.map(review => review.text.fr)).size, reviews.length, item.id)
    const days = reviews.map(review => review.daysAgo)
    assert.deepEqual(
      days,
      days.toSorted((a, b) => a - b),
    )
  }
})

test('a tent goes with a mat, a bag and a stove; a pack with its rain cover', () => {
  const codes = (code: string) =>
    complements(catalogue, shelf(code)[0], 4).map(item => item.leaf.code)
  assert.deepEqual(codes('TL'), ['MT', 'DU', 'RE', 'LA'])
  assert.equal(codes('SJ')[0], 'HP')
})

test('what is offered as alike is in stock, of the same shelf and near in price', () => {
  for (const item of items.slice(0, 300)) {
    for (const one of alike(catalogue, item)) {
      assert.equal(one.leaf, item.leaf)
      assert.ok(one !== item && one.skus.some(sku => sku.stock > 0))
    }
  }
})

test('every shelf has its drawing, and a colour changes the paint but not the cut', () => {
  for (const leaf of leaves) assert.ok(PICTURE_KINDS.includes(leaf.picture), leaf.picture)
  for (const kind of PICTURE_KINDS) {
    const one = picture(kind, 'A', ['#111111', '#222222', '#333333', '#444444'])
    const other = picture(kind, 'A', ['#aaaaaa', '#bbbbbb', '#cccccc', '#dddddd'])
    assert.equal(bare(one), bare(other))
    assert.ok(!/undefined|NaN/.test(one), kind)
  }
})

test('the record form of an item names no cost', () => {
  const item = items[5]
  assert.ok(!JSON.stringify(productOf(item, 'fr')).includes('cost'))
  assert.equal(costsOf(item).length, item.skus.length)
})

const shelf = (code: string) => items.filter(item => item.leaf.code === code)
const bare = (svg: string) => svg.replace(/#[0-9a-f]{6}/g, '#')

function mean(list: Item[]): number {
  return list.reduce((sum, item) => sum + item.price, 0) / (list.length || 1)
}
