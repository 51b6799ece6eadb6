import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readContent } from '../../ingest/feeds/content.ts'
import { readCosts } from '../../ingest/feeds/costs.ts'
import { readMerchantFeed } from '../../ingest/feeds/merchant.ts'
import type { Product } from '../../schema/product.ts'
import { makeCatalogue } from '../catalogue/make.ts'
import { Feeds } from './feeds.ts'
import { shelve } from './shelves.ts'

/** What any importer makes of the shop's feeds; ours stands here for all of them. */
const NOW = Date.UTC(2026, 10, 24)
const catalogue = makeCatalogue(1, 710)
const feeds = new Feeds(shelve(catalogue), () => 'https://cimes.example', NOW)
const market = { country: 'FR', language: 'fr', currency: 'EUR' }

for (const [name, language] of [
  ['products-fr.xml', 'fr'],
  ['products-en.tsv.gz', 'en'],
] as const) {
  test(`${name} is read whole: every item with its SKUs, prices and attributes, nothing repaired`, async () => {
    const products = new Map<string, Product>()
    for await (const reading of readMerchantFeed(bytesOf(name), { market, now: NOW })) {
      assert.equal(reading.refused, undefined)
      assert.deepEqual(reading.repairs, [])
      if (reading.product) products.set(reading.product.id, reading.product)
    }
    assert.equal(products.size, catalogue.items.length)
    for (const item of catalogue.items) {
      const product = products.get(item.id)!
      assert.equal(product.title, item.title[language])
      assert.deepEqual(
        product.categories,
        item.leaf.path.map(step => step[language]),
      )
      assert.equal(product.skus.length, item.skus.length)
      assert.equal(product.skus[0].offer.price, item.price)
      assert.equal(product.skus[0].offer.listPrice, item.listPrice)
      assert.equal(product.reviews, item.reviews)
      assert.ok(
        product.attributes?.level && product.attributes.terrain && product.attributes.weight,
      )
      assert.equal(product.attributes?.cost, undefined)
    }
  })
}

test('costs are read whole, one a SKU', async () => {
  let count = 0
  for await (const reading of readCosts(bytesOf('costs.csv'), market)) {
    assert.equal(reading.refused, undefined)
    count++
  }
  assert.equal(
    count,
    catalogue.items.reduce((sum, item) => sum + item.skus.length, 0),
  )
})

test('guides and heroes are read whole, in both languages', async () => {
  const languages = new Map<string, number>()
  for await (const reading of readContent(bytesOf('content.json'), market)) {
    assert.equal(reading.refused, undefined)
    if ('kept' in reading && reading.kept) {
      const { language } = reading.kept as { language: string }
      languages.set(language, (languages.get(language) ?? 0) + 1)
    }
  }
  assert.ok((languages.get('fr') ?? 0) >= 12)
  assert.equal(languages.get('fr'), languages.get('en'))
})

async function* bytesOf(name: string): AsyncGenerator<Uint8Array> {
  yield feeds.get(name)!.body
}
