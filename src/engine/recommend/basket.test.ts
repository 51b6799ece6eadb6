import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ceilingOf } from './basket.ts'
import { fill } from './fill.ts'
import { moment, shopper, smallShop, teach } from './fixtures/shop.ts'
import { Recommender } from './recommender.ts'
import { segmentOf } from './segment.ts'

test('an add-on leaves nobody’s budget: what is left of it, or half the price where it is not known', () => {
  const catalogue = smallShop()
  const at = (confidence: number) => {
    const budget = () => ({ low: 0.2, high: 0.8, confidence })
    return ceilingOf(moment(catalogue, { pageItem: 20, shopper: shopper({ budget }) }))
  }
  const price = catalogue.priceOf(20)
  assert.equal(at(0.1), price / 2)
  assert.equal(at(0.9), catalogue.priceAt(catalogue.categoryOf(20), 0.8) - price)
  assert.equal(ceilingOf(moment(catalogue)), 0, 'nothing is being bought')
})

test('the fuller basket: what reaches free delivery comes first, and no two of a kind before another kind', () => {
  const { catalogue, recommender } = taught()
  catalogue.applyFacts({ country: 'FR', currency: 'EUR', freeDeliveryFrom: 30_000 })
  const page = { recommender, pageItem: 0, cartValue: 9_000 }
  const filled = fill(moment(catalogue, page), 'add-on', 4)
  assert.ok(catalogue.priceOf(filled.items[0].item) >= 20_000)
  const kinds = filled.items.slice(0, 2).map(({ item }) => catalogue.categoryOf(item))
  assert.equal(new Set(kinds).size, 2)
})

test('what the basket is worth is known or not told', () => {
  const catalogue = smallShop()
  const of = (over: object) => moment(catalogue, over).basket
  assert.equal(of({ cartValue: 500 }), undefined, 'no threshold')
  catalogue.applyFacts({ country: 'FR', currency: 'EUR', freeDeliveryFrom: 8_000 })
  assert.equal(of({ cartValue: 500 })?.missing, 7_500)
  assert.equal(of({})?.value, 0)
  assert.equal(of({ cart: [3] }), undefined)
  assert.equal(of({ cartValue: 9_000 })?.missing, 0)
  catalogue.applyFacts({ country: 'FR', currency: 'USD', freeDeliveryFrom: 8_000 })
  assert.equal(of({ cartValue: 500 }), undefined, 'another currency')
})

test('search words name a part of the shop, in the plural and without accents too', () => {
  const catalogue = smallShop()
  const named = (term: string) =>
    segmentOf(term, catalogue, 'fr').map(category => catalogue.categoryName(category, 'fr'))
  assert.equal(named('masque')[0], 'Masques')
  assert.equal(named('Chaussures de trail')[0], 'Chaussures de trail')
  assert.equal(named('ski')[0], 'Ski')
  assert.deepEqual(named('le de'), [])
  assert.deepEqual(named('poêle'), [])
})

function taught() {
  const catalogue = smallShop()
  const recommender = new Recommender()
  teach(recommender, catalogue, 400, 7)
  return { catalogue, recommender }
}
