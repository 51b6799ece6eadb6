import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY, MINUTE } from '../../core/clock.ts'
import type { EventName } from '../../schema/event.ts'
import { event, smallShop } from './fixtures/shop.ts'
import type { HeavyRows } from './heavy-rows.ts'
import { Recommender } from './recommender.ts'

test('an item leads to those seen after it, the nearer the stronger', () => {
  const { recommender, catalogue, see } = setUp()
  see('anna', 0, 'i1', 'i2', 'i3')
  const rule = entries(recommender.rules, catalogue.find('i1'))
  assert.deepEqual(rule, { [catalogue.find('i2')]: 1, [catalogue.find('i3')]: 0.5 })
})

test('half an hour of silence ends a visit: what comes after does not follow from before', () => {
  const { recommender, catalogue, see } = setUp()
  see('anna', 0, 'i1')
  see('anna', 31 * MINUTE, 'i2')
  assert.deepEqual(entries(recommender.rules, catalogue.find('i1')), {})
})

test('two visitors at the same time do not mix', () => {
  const { recommender, catalogue, see } = setUp()
  see('anna', 0, 'i1')
  see('boris', 1, 'i2')
  assert.deepEqual(entries(recommender.rules, catalogue.find('i1')), {})
})

test('items of one purchase go together, and of two purchases within 30 days, less', () => {
  const { recommender, catalogue } = setUp()
  const buy = (time: number, ...ids: string[]) =>
    recommender.observe(event('purchase', 'anna', ...ids), time, catalogue)
  buy(0, 'i1', 'i2')
  buy(29 * DAY, 'i3')
  buy(70 * DAY, 'i5')
  const pairs = entries(recommender.pairs, catalogue.find('i1'))
  assert.equal(Object.keys(pairs).length, 2)
  // The first purchase has faded by 29 days of 180 until the second.
  const ratio = pairs[catalogue.find('i2')] / pairs[catalogue.find('i3')]
  assert.ok(Math.abs(ratio - 2 * 2 ** (-29 / 180)) < 1e-6)
})

test('what nobody in particular looks at still counts as looked at', () => {
  const { recommender, catalogue } = setUp()
  recommender.observe(event('view_item', undefined, 's4'), 0, catalogue)
  assert.deepEqual(recommender.trending.leaders(-1), [catalogue.find('i4')])
})

test('ids that no feed knows are counted but never push an item off the list', () => {
  const { recommender, catalogue, see } = setUp()
  for (let n = 0; n < 200; n++) see('anna', n, 'made-up', `made-up-${n}`)
  see('boris', 300, 'i5')
  assert.deepEqual(recommender.trending.leaders(-1), [catalogue.find('i5')])
  assert.ok(recommender.trending.countOf(catalogue.find('made-up'), 300) > 100)
})

test('the tables of visits and buyers forget who has been away', () => {
  const { recommender, catalogue, see } = setUp()
  for (let v = 0; v < 50; v++) see(`v${v}`, v, 'i1')
  recommender.observe(event('purchase', 'v0', 'i1'), 0, catalogue)
  see('late', 420 * DAY, 'i2')
  recommender.observe(event('purchase', 'late', 'i2'), 420 * DAY, catalogue)
  assert.equal(recommender.visits.count, 1)
  assert.equal(recommender.purchases.count, 1)
})

test('a forgotten visitor leaves no trace in the saved bytes', () => {
  const { recommender, catalogue, see } = setUp()
  see('anna-the-visitor', 0, 'i1')
  recommender.observe(event('purchase', 'anna-the-visitor', 'i1'), 0, catalogue)
  recommender.forget('anna-the-visitor')
  assert.doesNotMatch(Buffer.from(bytes(recommender)).toString('latin1'), /anna-the-visitor/)
})

test('a recommender saved and loaded goes on exactly as the one that was not', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 120, size: 'max' }), fc.nat(120), (acts, cut) => {
      const [whole, halved] = [setUp(), setUp()]
      for (const [n, { name, visitor, ids, gap }] of acts.entries()) {
        if (n === cut)
          halved.recommender = Recommender.load(new ByteReader(bytes(halved.recommender)))
        for (const one of [whole, halved]) {
          const told = event(name, visitor, ...ids)
          one.recommender.observe(told, (one.time += gap), one.catalogue)
        }
      }
      assert.deepEqual(bytes(halved.recommender), bytes(whole.recommender))
    }),
    { seed: 5, numRuns: 150 },
  )
})

test('bytes of something else are refused', () => {
  assert.throws(() => Recommender.load(new ByteReader(new Uint8Array(16))), /no recommender/)
})

const act = fc.record({
  name: fc.constantFrom<EventName>('view_item', 'view_item', 'add_to_cart', 'purchase', 'search'),
  visitor: fc.constantFrom('anna', 'boris', 'chloé', undefined),
  ids: fc.array(fc.constantFrom('i1', 'i2', 's3', 'i4', 'unknown'), { maxLength: 4 }),
  gap: fc.constantFrom(0, MINUTE, 20 * MINUTE, 31 * MINUTE, 20 * DAY),
})

function setUp() {
  const catalogue = smallShop()
  const recommender = new Recommender()
  const see = (visitor: string, time: number, ...ids: string[]) => {
    for (const id of ids) recommender.observe(event('view_item', visitor, id), time, catalogue)
  }
  return { catalogue, recommender, see, time: 0 }
}

function entries(rows: HeavyRows, row: number): Record<number, number> {
  const found: Record<number, number> = {}
  rows.each(row, (key, weight) => {
    found[key] = weight
  })
  return found
}

function bytes(recommender: Recommender): Uint8Array {
  const writer = new ByteWriter()
  recommender.save(writer)
  return writer.done()
}
