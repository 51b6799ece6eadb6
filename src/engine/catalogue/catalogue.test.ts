import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'
import type { Product } from '../../schema/product.ts'
import { Catalogue } from './catalogue.ts'

const FR = { country: 'FR', language: 'fr', currency: 'EUR' }
const EN = { country: 'GB', language: 'en', currency: 'GBP' }

test('an item is found by its own id and by any of its SKUs', () => {
  const catalogue = open([boot({ id: 'boot', skus: [sku('boot-40'), sku('boot-41')] })])
  assert.equal(catalogue.find('boot-41'), catalogue.find('boot'))
  assert.equal(catalogue.idOf(catalogue.find('boot-40')), 'boot')
  assert.equal(catalogue.find('nothing'), -1)
})

test('a SKU that events named before the feed did becomes its item', () => {
  const catalogue = new Catalogue()
  const early = catalogue.intern('boot-40')
  assert.equal(catalogue.has(early), false)
  catalogue.applyProducts({ market: FR, products: [boot({ skus: [sku('boot-40')] })] }, 0)
  assert.equal(catalogue.find('boot-40'), catalogue.find('boot'))
  assert.notEqual(catalogue.find('boot-40'), early)
})

test('one item in two feeds gives its category both names', () => {
  const catalogue = open([boot({ categories: ['Ski', 'Chaussures de ski'] })])
  catalogue.applyProducts(
    { market: EN, products: [boot({ title: 'Boot', categories: ['Skiing', 'Ski boots'] })] },
    0,
  )
  const category = catalogue.categoryOf(catalogue.find('boot'))
  assert.equal(catalogue.categoryCount, 2)
  assert.equal(catalogue.categoryName(category, 'fr'), 'Chaussures de ski')
  assert.equal(catalogue.categoryName(category, 'en'), 'Ski boots')
  assert.equal(catalogue.findCategory('skiing > SKI BOOTS'), category)
  assert.equal(catalogue.findCategory('chaussures de ski'), category)
  assert.equal(catalogue.categoryName(catalogue.parentOf(category), 'en'), 'Skiing')
})

test('a category that only English items use stands in the tree the shared items named', () => {
  const catalogue = open([boot({ categories: ['Ski', 'Chaussures'] })])
  const english = [
    boot({ categories: ['Skiing', 'Boots'] }),
    boot({ id: 'wax', categories: ['Skiing', 'Wax'] }),
  ]
  catalogue.applyProducts({ market: EN, products: english }, 0)
  assert.equal(catalogue.parentOf(catalogue.findCategory('Wax')), catalogue.findCategory('Ski'))
})

test('the price is the lowest of what is in stock, and of anything when nothing is', () => {
  const cheap = sku('a', { price: 8000, inStock: false })
  const catalogue = open([boot({ skus: [cheap, sku('b', { price: 9000, inStock: true })] })])
  const item = catalogue.find('boot')
  assert.equal(catalogue.priceOf(item), 9000)
  catalogue.applyOffers({ market: FR, changes: [{ sku: 'b', stock: 0 }] }, 1)
  assert.equal(catalogue.inStock(item), false)
  assert.equal(catalogue.priceOf(item), 8000)
  catalogue.applyOffers({ market: FR, changes: [{ sku: 'a', inStock: true }] }, 2)
  assert.equal(catalogue.skuInStock('a'), true)
  assert.equal(catalogue.skuInStock('b'), false)
  assert.equal(catalogue.inStock(item), true)
})

test('markets have their own prices, and an unknown market that of its language', () => {
  const catalogue = open([boot({})])
  catalogue.applyProducts(
    { market: EN, products: [boot({ skus: [sku('boot-40', { price: 7700 })] })] },
    0,
  )
  const item = catalogue.find('boot')
  assert.deepEqual(
    [undefined, 'GB-en', 'GB-en-GBP', 'US-en', 'US-en-USD', 'DE-de'].map(market =>
      catalogue.priceOf(item, market),
    ),
    [10000, 7700, 7700, 7700, 7700, 10000],
  )
})

test('a removed item has no price and no place, keeps its name, and may come back', () => {
  const catalogue = open([boot({}), boot({ id: 'other', skus: [sku('other-1')] })])
  const item = catalogue.find('boot')
  const category = catalogue.categoryOf(item)
  catalogue.applyRemoved({ market: FR, ids: ['boot'] })
  assert.equal(catalogue.has(item), false)
  assert.equal(catalogue.shown(item, { language: 'fr', now: 0 }), undefined)
  assert.deepEqual([...catalogue.itemsIn(category)], [catalogue.find('other')])
  assert.equal(catalogue.find('boot-40'), item)
  catalogue.applyProducts({ market: FR, products: [boot({})] }, 1)
  assert.deepEqual([...catalogue.itemsIn(category)], [item, catalogue.find('other')])
  assert.equal(catalogue.productCount, 2)
})

test('a price has its place among the prices of its category, at once after a change', () => {
  const prices = [1000, 2000, 3000, 4000, 5000]
  const catalogue = open(
    prices.map(price => boot({ id: `b${price}`, skus: [sku(`s${price}`, { price })] })),
  )
  const item = catalogue.find('b3000')
  assert.equal(catalogue.priceQuantile(item), 0.5)
  catalogue.applyOffers({ market: FR, changes: [{ sku: 's3000', price: 9000 }] }, 1)
  assert.equal(catalogue.priceQuantile(item), 0.9)
  assert.equal(catalogue.quantileIn(catalogue.categoryOf(item), 500), 0)
  assert.equal(catalogue.quantileIn(catalogue.categoryOf(item), 99999), 1)
})

test('before 30 days are known no price is struck, whatever the feed says', () => {
  const catalogue = open([boot({ skus: [sku('boot-40', { price: 8000, listPrice: 20000 })] })])
  assert.equal(catalogue.struckPrice(catalogue.find('boot'), 90 * DAY), 0)
  reprice(catalogue, 7000, 29 * DAY, 20000)
  assert.equal(catalogue.struckPrice(catalogue.find('boot'), 29 * DAY), 0)
})

test('what the shop says of the 30 days before is believed until we have watched as long', () => {
  const told = (price: number, lowestPrice: number) => {
    const catalogue = open([boot({ skus: [sku('boot-40', { price, lowestPrice })] })], 40 * DAY)
    const item = catalogue.find('boot')
    const seen = (day: number) => catalogue.lowestPrice(item, day * DAY)
    return { catalogue, seen, struck: () => catalogue.struckPrice(item, 41 * DAY) }
  }
  assert.equal(told(9_000, 9_000).seen(40), 9_000)
  assert.equal(told(9_000, 9_000).struck(), 0)
  const once = told(9_000, 8_000)
  assert.equal(once.seen(40), 8_000, 'it was cheaper lately, so today is no reduction')
  assert.equal(once.seen(71), 9_000, 'that is long ago')
  const reduced = told(9_000, 10_000)
  assert.equal(reduced.seen(40), 9_000)
  assert.equal(reduced.struck(), 10_000)
  const watched = open([boot({})], DAY)
  const cheaper = boot({ skus: [sku('boot-40', { price: 10_000, lowestPrice: 1 })] })
  watched.applyProducts({ market: FR, products: [cheaper] }, 40 * DAY)
  assert.equal(watched.lowestPrice(watched.find('boot'), 40 * DAY), 10_000, 'we saw better')
})

test('the struck price is the lowest of the 30 days before the reduction', () => {
  const catalogue = open([boot({})], DAY)
  const struck = (day: number) => catalogue.struckPrice(catalogue.find('boot'), day * DAY)
  reprice(catalogue, 9500, 10 * DAY)
  reprice(catalogue, 12000, 30 * DAY)
  assert.equal(struck(30), 0, 'a rise is no reduction')
  reprice(catalogue, 9000, 50 * DAY, 15000)
  assert.equal(struck(50), 9500, 'not 12000, not 15000')
  assert.equal(struck(200), 9500, 'while the shop says so')
  reprice(catalogue, 9000, 201 * DAY, null)
  assert.equal(struck(201), 0, 'an unsaid reduction ends after 30 days')
})

test('a price from before the item was away is not the lowest of anything', () => {
  const catalogue = open([boot({})], DAY)
  reprice(catalogue, 5000, 39 * DAY)
  catalogue.applyRemoved({ market: FR, ids: ['boot'] })
  catalogue.applyProducts({ market: FR, products: [boot({})] }, 70 * DAY)
  reprice(catalogue, 9000, 80 * DAY)
  assert.equal(catalogue.struckPrice(catalogue.find('boot'), 80 * DAY), 0)
  reprice(catalogue, 8000, 101 * DAY)
  assert.equal(catalogue.struckPrice(catalogue.find('boot'), 101 * DAY), 9000)
})

test('a cost is that of the SKU an order names, else of the one that gives the price, in its currency', () => {
  const catalogue = open([boot({ skus: [sku('a', { price: 500 }), sku('b', { price: 400 })] })])
  catalogue.applyCosts({
    costs: [
      { sku: 'a', cost: 300, currency: 'EUR' },
      { sku: 'b', cost: 200, currency: 'EUR' },
    ],
  })
  const costs = (currency: string) => ['boot', 'a', 'b'].map(id => catalogue.costOf(id, currency))
  assert.deepEqual(costs('EUR'), [200, 300, 200])
  catalogue.applyCosts({ costs: [{ sku: 'b', cost: 220, currency: 'USD' }] })
  assert.deepEqual(costs('EUR'), [-1, 300, -1])
  // Whatever money the first market trades in.
  assert.deepEqual(costs('USD'), [220, 220, 220])
})

test('contents answer in their language and season, those for the category first', () => {
  const catalogue = open([
    boot({ categories: ['Ski', 'Boots'] }),
    boot({ id: 'x', categories: ['Run'] }),
  ])
  const guide = { type: 'guide' as const, title: 'T', url: '/g', language: 'fr' }
  catalogue.applyContent({
    contents: [
      { ...guide, id: 'any' },
      { ...guide, id: 'ski', categories: ['Ski'] },
      { ...guide, id: 'run', categories: ['Run'] },
      { ...guide, id: 'over', categories: ['Ski'], to: 5 },
      { ...guide, id: 'english', language: 'en' },
    ],
  })
  const categories = [catalogue.findCategory('Boots')]
  const found = catalogue.contentsFor({ language: 'fr', categories, time: 10 })
  assert.deepEqual(
    found.map(c => c.id),
    ['ski', 'any'],
  )
})

test('a catalogue saved and loaded answers and goes on exactly as the one that was not', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), fc.nat(40), (steps, cut) => {
      const whole = new Catalogue()
      for (const [i, s] of steps.entries()) s(whole, i * 7 * DAY)
      let halved = new Catalogue()
      for (const [i, s] of steps.entries()) {
        if (i === cut) halved = Catalogue.load(new ByteReader(bytes(halved)))
        s(halved, i * 7 * DAY)
      }
      assert.deepEqual(bytes(halved), bytes(whole))
      assert.deepEqual(answers(halved, 300 * DAY), answers(whole, 300 * DAY))
      assert.deepEqual(answers(Catalogue.load(new ByteReader(bytes(whole))), 0), answers(whole, 0))
    }),
    { seed: 7, numRuns: 150 },
  )
})

test('bytes of something else are refused', () => {
  assert.throws(() => Catalogue.load(new ByteReader(new Uint8Array(64))), /no catalogue/)
})

type Step = (catalogue: Catalogue, time: number) => void
const market = fc.constantFrom(FR, EN)
const id = fc.constantFrom('a', 'b', 'c', 'd')
const price = fc.constantFrom(1000, 1500, 2000)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(market, id, fc.subarray(['1', '2', '3'], { minLength: 1 }), price, fc.nat(2)).map(
    ([m, i, sizes, p, level]): Step =>
      (catalogue, time) => {
        const categories = [m.language === 'fr' ? 'Racine' : 'Root', `${m.language}${level}`]
        const skus = sizes.map(size => sku(`${i}${size}`, { price: p + Number(size) }))
        const product = boot({ id: i, categories, skus, rating: level, reviews: level })
        catalogue.applyProducts({ market: m, products: [product] }, time)
      },
  ),
  fc.tuple(market, id).map(
    ([m, i]): Step =>
      catalogue =>
        catalogue.applyRemoved({ market: m, ids: [i] }),
  ),
  fc.tuple(market, id, price, fc.boolean()).map(
    ([m, i, p, inStock]): Step =>
      (catalogue, time) =>
        catalogue.applyOffers({ market: m, changes: [{ sku: `${i}1`, price: p, inStock }] }, time),
  ),
  id.map(
    (i): Step =>
      catalogue =>
        catalogue.intern(`${i}2`),
  ),
)

function answers(catalogue: Catalogue, now: number): unknown {
  const items = Array.from({ length: catalogue.itemCount }, (_, item) => [
    catalogue.idOf(item),
    catalogue.priceQuantile(item),
    catalogue.inStock(item),
    catalogue.shown(item, { language: 'en', now, market: 'GB-en' }),
    catalogue.shown(item, { language: 'fr', now }),
  ])
  const shelves = Array.from({ length: catalogue.categoryCount + 1 }, (_, c) => [
    [...catalogue.itemsIn(c - 1)],
    catalogue.newestIn(c - 1),
    catalogue.bestRatedIn(c - 1),
    [...catalogue.reducedIn(c - 1)],
    catalogue.nearPrice(c - 1, 1500, 3),
    catalogue.categoryName(c - 1, 'fr'),
  ])
  return { items, shelves }
}

function open(products: Product[], time = 0): Catalogue {
  const catalogue = new Catalogue()
  catalogue.applyProducts({ market: FR, products }, time)
  return catalogue
}

function boot(over: Partial<Product>): Product {
  const base = { id: 'boot', title: 'Chaussure', url: '/boot', categories: ['Ski', 'Boots'] }
  return { ...base, skus: [sku(`${over.id ?? 'boot'}-40`)], ...over }
}

function sku(id: string, offer: Partial<Product['skus'][0]['offer']> = {}): Product['skus'][0] {
  return { id, offer: { price: 10000, inStock: true, ...offer } }
}

function reprice(catalogue: Catalogue, price: number, time: number, listPrice?: number | null) {
  const change = { sku: 'boot-40', price, ...(listPrice !== undefined && { listPrice }) }
  catalogue.applyOffers({ market: FR, changes: [change] }, time)
}

function bytes(catalogue: Catalogue): Uint8Array {
  const writer = new ByteWriter()
  catalogue.save(writer)
  return writer.done()
}
