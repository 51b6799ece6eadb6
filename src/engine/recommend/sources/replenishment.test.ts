import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { DAY } from '../../../core/clock.ts'
import { fill } from '../fill.ts'
import { event, FR, moment, product, shopper, smallShop } from '../fixtures/shop.ts'
import { Recommender } from '../recommender.ts'

test('what is used up is offered again when it is due by the rhythm of those who came back', () => {
  const { catalogue, recommender } = setUp()
  for (const visitor of ['anna', 'boris', 'chloe']) {
    recommender.observe(event('purchase', visitor, 'i1'), DAY, catalogue)
    recommender.observe(event('purchase', visitor, 'i1'), 61 * DAY, catalogue)
  }
  const bought = [{ item: 1, time: 0 }]
  assert.deepEqual(offered(catalogue, recommender, bought, 35), [])
  assert.deepEqual(offered(catalogue, recommender, bought, 58), [1])
  assert.deepEqual(offered(catalogue, recommender, bought, 400), [])
})

test('one’s own rhythm comes before that of others, and what the shop says before both is known', () => {
  const { catalogue, recommender } = setUp()
  const bought = [0, 100].map(days => ({ item: 1, time: days * DAY }))
  assert.deepEqual(offered(catalogue, recommender, bought, 150), [])
  assert.deepEqual(offered(catalogue, recommender, bought, 195), [1])
  const products = [product(2, { attributes: { replenishment: '20 jours' } })]
  catalogue.applyProducts({ market: FR, products }, 0)
  assert.deepEqual(offered(catalogue, recommender, [{ item: 2, time: 0 }], 19), [2])
})

test('two who came back tell no rhythm, and the same errand twice tells none', () => {
  const { catalogue, recommender } = setUp()
  for (const [visitor, days] of [
    ['anna', 60],
    ['boris', 60],
    ['chloe', 1],
  ] as const) {
    recommender.observe(event('purchase', visitor, 'i1'), DAY, catalogue)
    recommender.observe(event('purchase', visitor, 'i1'), (1 + days) * DAY, catalogue)
  }
  assert.deepEqual(offered(catalogue, recommender, [{ item: 1, time: 0 }], 60), [])
})

function setUp() {
  return { catalogue: smallShop(10), recommender: new Recommender() }
}

/** Items offered again so many days on, by a recommender that was saved and loaded meanwhile. */
function offered(
  catalogue: ReturnType<typeof smallShop>,
  recommender: Recommender,
  bought: { item: number; time: number }[],
  days: number,
): number[] {
  const writer = new ByteWriter(1024)
  recommender.save(writer)
  const loaded = Recommender.load(new ByteReader(writer.done()))
  const known = { recommender: loaded, shopper: shopper({ bought }), time: days * DAY }
  const { items } = fill(moment(catalogue, known), 'replenishment', 4)
  return items.filter(({ reason }) => reason === 'used-up').map(({ item }) => item)
}
