import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fill } from './fill.ts'
import { FR, moment, product, shopper, smallShop, teach } from './fixtures/shop.ts'
import { Recommender } from './recommender.ts'
import { STRATEGIES } from './sources/sources.ts'

const GB = { country: 'GB', language: 'en', currency: 'GBP' }
const item = fc.nat(39)
const some = fc.array(item, { maxLength: 12 })

test('never what was excluded, out of stock in this market, or above the ceiling', () => {
  const state = fc.record({
    exclude: some,
    seen: some,
    soldOut: some,
    onlyFrench: fc.array(item, { maxLength: 30 }),
    maxPrice: fc.integer({ min: 1, max: 45_000 }),
    market: fc.constantFrom('FR-fr', 'GB-en'),
    strategy: fc.constantFrom(...STRATEGIES),
    reminders: fc.boolean(),
    pageItem: fc.oneof(fc.constant(-1), item),
  })
  fc.assert(
    fc.property(state, ({ exclude, seen, strategy, market, maxPrice, reminders, ...rest }) => {
      const { catalogue, recommender } = twoMarkets(rest.soldOut, rest.onlyFrench)
      const { pageItem } = rest
      const now = moment(catalogue, {
        recommender,
        market,
        pageItem,
        pageCategory: catalogue.categoryOf(pageItem),
        shopper: shopper({ session: seen.slice(0, 4), past: seen.slice(4) }),
      })
      const ids = exclude.map((n, at) => (at % 2 ? `i${n}` : `s${n}`))
      const { items } = fill(now, strategy, 8, { exclude: ids, maxPrice, reminders })
      for (const each of items) {
        assert.ok(!exclude.includes(each.item), 'excluded, by item or by SKU')
        assert.ok(catalogue.inStock(each.item, market), 'not to be had in this market')
        assert.ok(catalogue.priceOf(each.item, market) <= maxPrice, 'too dear')
        const mayRemind = reminders || strategy === 'recent'
        assert.ok(mayRemind || !seen.slice(0, 4).includes(each.item), 'seen already')
      }
    }),
    { seed: 43, numRuns: 300 },
  )
})

/** French prices as in the small shop, British ones half of them. */
function twoMarkets(soldOut: number[], onlyFrench: number[]) {
  const catalogue = smallShop(40)
  const abroad = Array.from({ length: 40 }, (_, n) => n).filter(n => !onlyFrench.includes(n))
  const products = abroad.map(n =>
    product(n, { skus: [{ id: `s${n}`, offer: { price: 500 * (n + 1), inStock: true } }] }),
  )
  if (products.length > 0) catalogue.applyProducts({ market: GB, products }, 0)
  const changes = soldOut.map(n => ({ sku: `s${n}`, inStock: false }))
  catalogue.applyOffers({ market: GB, changes }, 0)
  catalogue.applyOffers({ market: FR, changes: changes.slice(0, 3) }, 0)
  const recommender = new Recommender()
  teach(recommender, catalogue, 40, 5)
  return { catalogue, recommender }
}
