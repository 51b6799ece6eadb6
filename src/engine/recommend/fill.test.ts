import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY } from '../../core/clock.ts'
import { Catalogue } from '../catalogue/catalogue.ts'
import { fill } from './fill.ts'
import { event, FR, moment, product, shopper, smallShop, teach } from './fixtures/shop.ts'
import { sentence } from './reasons.ts'
import { Recommender } from './recommender.ts'
import { substitutes } from './sources/complements.ts'
import { STRATEGIES } from './sources/sources.ts'

test('no hard filter is ever broken, whatever the state, the page and the strategy', () => {
  fc.assert(
    fc.property(anyState, state => {
      const { catalogue, now, asked } = build(state)
      const forbidden = new Set([...now.cart, ...now.shopper.cart, now.pageItem])
      for (const { item, time } of now.shopper.bought) {
        if (now.time - time <= 30 * DAY) forbidden.add(item)
      }
      const seen = new Set<number>()
      for (const strategy of asked) {
        for (const { item } of fill(now, strategy, state.count).items) {
          assert.ok(!seen.has(item), 'shown twice on one page')
          assert.ok(!forbidden.has(item), 'in the cart, just bought or the page itself')
          assert.ok(catalogue.has(item) && catalogue.inStock(item), 'removed or out of stock')
          assert.ok(catalogue.priceOf(item) > 0, 'without a price')
          seen.add(item)
          now.shown.add(item)
        }
      }
    }),
    { seed: 23, numRuns: 300 },
  )
})

test('a list is full whenever enough may be shown, and every item says why', () => {
  fc.assert(
    fc.property(anyState, state => {
      const { catalogue, now, asked } = build(state)
      const goesWith = asked[0] === 'complements' || asked[0] === 'add-on'
      const never = goesWith ? substitutes(now) : new Set()
      const showable = [...catalogue.itemsIn(-1)].filter(
        item => now.allows(item) && !never.has(catalogue.categoryOf(item)),
      )
      const { items } = fill(now, asked[0], state.count)
      assert.equal(items.length, Math.min(state.count, showable.length))
      for (const { reason } of items) {
        for (const language of ['fr', 'en'] as const) {
          assert.match(sentence(reason, language, catalogue), /^\p{Lu}[^{}|]+$/u)
        }
      }
    }),
    { seed: 29, numRuns: 300 },
  )
})

test('a placement is filled as if the page had gathered nothing for those before it', () => {
  fc.assert(
    fc.property(anyState, state => {
      const { now, asked } = build(state)
      for (const strategy of [...asked, ...asked]) {
        const { now: fresh } = build(state)
        for (const item of now.shown) fresh.shown.add(item)
        const filled = fill(now, strategy, state.count)
        assert.deepEqual(filled, fill(fresh, strategy, state.count))
        for (const { item } of filled.items) now.shown.add(item)
      }
    }),
    { seed: 37, numRuns: 100 },
  )
})

test('what goes with a thing is of several kinds as long as there are any, also before the first sale', () => {
  const catalogue = new Catalogue()
  const kinds = ['Casques', 'Chaussettes', 'Masques', 'Gants', 'Bâtons']
  const products = kinds.flatMap((kind, k) =>
    Array.from({ length: 6 }, (_, n) =>
      product(6 * k + n, { categories: ['Ski', kind], rating: kind === 'Chaussettes' ? 5 : 4 }),
    ),
  )
  catalogue.applyProducts({ market: FR, products }, 0)
  const recommender = new Recommender()
  for (let n = 0; n < 30; n++) {
    recommender.observe(event('purchase', `v${n}`, 'i0', `i${6 + (n % 6)}`), n, catalogue)
  }
  const bought = [{ item: catalogue.find('i0'), time: 0 }]
  for (const taught of [recommender, new Recommender()]) {
    const now = moment(catalogue, { recommender: taught, shopper: shopper({ bought }) })
    const { items, strategy } = fill(now, 'complements', 4)
    const held = items.map(({ item }) => catalogue.categoryName(catalogue.categoryOf(item), 'fr'))
    assert.equal(strategy, 'complements')
    assert.ok(!held.includes('Casques'), held.join())
    assert.ok(new Set(held).size >= 3, held.join())
  }
})

test('beside a woman’s boots stand neither a man’s jacket nor boots of another shelf, however many looked at both', () => {
  const catalogue = new Catalogue()
  const shelves = ['Chaussures de ski', 'Chaussures de ski de randonnée', 'Vestes', 'Casques']
  const products = shelves.flatMap((shelf, s) =>
    Array.from({ length: 8 }, (_, n) =>
      product(8 * s + n, {
        categories: ['Ski', shelf],
        attributes: { gender: n % 2 === 0 ? 'femme' : 'homme' },
        rating: n % 2 === 0 ? 4 : 5,
      }),
    ),
  )
  catalogue.applyProducts({ market: FR, products }, 0)
  const recommender = new Recommender()
  for (let n = 0; n < 60; n++) {
    for (const id of ['i0', `i${8 + (n % 8)}`, `i${17 + 2 * (n % 4)}`]) {
      recommender.observe(event('view_item', `v${n}`, id), n, catalogue)
    }
  }
  const onPage = {
    pageItem: catalogue.find('i0'),
    pageCategory: catalogue.findCategory(shelves[0]),
  }
  const best = fill(moment(catalogue, onPage), 'best-reviewed', 3)
  for (const { item } of best.items) assert.equal(catalogue.attribute(item, 'gender'), 'femme')
  const bought = [{ item: catalogue.find('i0'), time: 0 }]
  const { items } = fill(
    moment(catalogue, { recommender, shopper: shopper({ bought }) }),
    'complements',
    4,
  )
  for (const { item } of items) assert.equal(catalogue.attribute(item, 'gender'), 'femme')
  const shown = items.map(({ item }) => catalogue.categoryName(catalogue.categoryOf(item), 'fr'))
  assert.doesNotMatch(shown.slice(0, 3).join(), /Chaussures/)
  assert.equal(items.length, 4)
})

test('shelves for men below two others hold no things of one kind', () => {
  const catalogue = new Catalogue()
  const shelves = [
    ['Chaussures', 'Homme'],
    ['Vestes', 'Homme'],
    ['Casques', 'Ville'],
  ]
  const products = shelves.flatMap((categories, s) =>
    Array.from({ length: 4 }, (_, n) => product(4 * s + n, { categories })),
  )
  catalogue.applyProducts({ market: FR, products }, 0)
  const recommender = new Recommender()
  for (let n = 0; n < 60; n++) {
    for (const id of ['i0', n < 50 ? `i${4 + (n % 4)}` : `i${8 + (n % 4)}`]) {
      recommender.observe(event('view_item', `v${n}`, id), n, catalogue)
    }
  }
  const bought = [{ item: catalogue.find('i0'), time: 0 }]
  const asked = moment(catalogue, { recommender, shopper: shopper({ bought }) })
  const [{ item }] = fill(asked, 'complements', 4).items
  assert.equal(catalogue.categoryName(catalogue.categoryOf(item), 'fr'), 'Homme')
})

test('without a catalogue, as in the replay of a click log, every item may be shown', () => {
  const catalogue = new Catalogue()
  const recommender = new Recommender()
  for (const id of ['a', 'b', 'c']) {
    recommender.observe(event('view_item', 'anna', id), 0, catalogue)
  }
  const now = moment(catalogue, {
    recommender,
    shopper: shopper({ session: [catalogue.find('a')] }),
  })
  const ids = fill(now, 'next', 2).items.map(({ item }) => catalogue.idOf(item))
  assert.deepEqual(ids, ['b', 'c'])
})

test('what others looked at next comes first, and its reason names what it follows', () => {
  const { catalogue, recommender, at } = taught()
  for (let n = 0; n < 20; n++) {
    recommender.observe(event('view_item', `w${n}`, 'i1'), DAY + n * 1_000, catalogue)
    recommender.observe(event('view_item', `w${n}`, 'i30'), DAY + n * 1_000, catalogue)
  }
  const filled = fill(at({ shopper: shopper({ session: [1] }) }), 'next', 4)
  assert.equal(filled.strategy, 'next')
  assert.equal(filled.fellBack, false)
  assert.equal(filled.items[0].item, catalogue.find('i30'))
  assert.equal(sentence(filled.items[0].reason, 'fr', catalogue), 'Souvent regardé après Modèle 1')
})

test('a placement that is to remind of nothing leaves out what was looked at in this visit', () => {
  const { at } = taught()
  const session = [1, 5, 9, 1]
  const shown = (strategy: string, reminders?: boolean) =>
    fill(at({ shopper: shopper({ session }) }), strategy, 12, { reminders }).items.map(i => i.item)
  assert.ok(shown('next').some(item => session.includes(item)))
  for (const strategy of STRATEGIES) {
    const isSeen = shown(strategy, false).some(item => session.includes(item))
    assert.equal(isSeen, strategy === 'recent', strategy)
  }
})

test('alternatives to a sold-out product are of its category and its budget', () => {
  const { catalogue, at } = taught()
  catalogue.applyOffers({ market: FR, changes: [{ sku: 's20', inStock: false }] }, 0)
  const { items } = fill(
    at({ pageItem: 20, pageCategory: catalogue.categoryOf(20) }),
    'alternatives',
    4,
  )
  for (const { item } of items) {
    assert.equal(catalogue.categoryOf(item), catalogue.categoryOf(20))
    assert.ok(Math.abs(catalogue.priceOf(item) - catalogue.priceOf(20)) <= 16_000)
  }
})

test('the same thing sold as another item is no alternative to it', () => {
  const { catalogue, at } = taught()
  const page = { pageItem: 20, pageCategory: catalogue.categoryOf(20) }
  const shown = () => fill(at(page), 'alternatives', 4).items.map(({ item }) => item)
  const [best] = shown()
  const { brand, title } = product(20)
  const put = (over: object) =>
    catalogue.applyProducts({ market: FR, products: [product(best, over)] }, 0)
  put({ title })
  assert.ok(shown().includes(best), 'another brand may call its own the same')
  put({ title, brand })
  assert.ok(!shown().includes(best))
})

test('complements never come from the category they complement, fallbacks included', () => {
  const { catalogue, at } = taught()
  for (const page of [{ pageItem: 20 }, { cart: [20, 24] }]) {
    const { items, strategy } = fill(at(page), 'complements', 12)
    assert.equal(strategy, 'complements')
    assert.equal(items.length, 12)
    for (const { item } of items)
      assert.notEqual(catalogue.categoryOf(item), catalogue.categoryOf(20))
  }
})

test('of two people with the same interests, the thrifty one is shown cheaper items', () => {
  const { catalogue, at } = taught()
  const mean = (low: number, high: number) => {
    const known = {
      categories: [{ category: catalogue.categoryOf(0), weight: 0.8 }],
      budget: () => ({ low, high, confidence: 0.9 }),
    }
    const { items } = fill(at({ shopper: shopper(known) }), 'interests', 4)
    return items.reduce((sum, { item }) => sum + catalogue.priceOf(item), 0) / items.length
  }
  assert.ok(mean(0, 0.3) < 0.6 * mean(0.7, 1))
})

test('exploring shows as many categories as it can', () => {
  const { catalogue, at } = taught()
  const { items } = fill(at({}), 'explore', 4)
  assert.equal(new Set(items.map(({ item }) => catalogue.categoryOf(item))).size, 4)
})

test('promotions are true reductions only', () => {
  const { catalogue, at } = taught()
  const reduce = (sku: string, price: number) =>
    catalogue.applyOffers({ market: FR, changes: [{ sku, price }] }, 40 * DAY)
  reduce('s40', 30_000)
  reduce('s41', 99_000)
  const { items } = fill(at({ time: 41 * DAY }), 'promotions', 3)
  const told = items.filter(({ reason }) => reason === 'reduced').map(({ item }) => item)
  assert.deepEqual(told, [catalogue.find('i40')])
})

test('no brand takes more than half of a list that has others', () => {
  const { catalogue, at } = taught()
  for (const n of [0, 7, 14, 21, 28]) {
    for (let views = 0; views < 500; views++) {
      at({}).recommender.observe(event('view_item', undefined, `i${n}`), 0, catalogue)
    }
  }
  const { items } = fill(at({}), 'trending', 4)
  const brands = items.map(({ item }) => catalogue.brandOf(item))
  assert.equal(brands.filter(brand => brand === catalogue.brandOf(0)).length, 2)
})

test('what is used up may be shown again before 30 days are over', () => {
  const catalogue = smallShop(3)
  const bought = shopper({ bought: [{ item: 0, time: 0 }] })
  assert.equal(moment(catalogue, { shopper: bought, time: DAY }).allows(0), false)
  const products = [product(0, { attributes: { replenishment: '20 days' } })]
  catalogue.applyProducts({ market: FR, products }, 0)
  assert.equal(moment(catalogue, { shopper: bought, time: DAY }).allows(0), true)
})

test('a strategy without proposals says which one stood in', () => {
  const { at } = taught()
  const filled = fill(at({}), 'recent', 4)
  assert.equal(filled.items.length, 4)
  assert.deepEqual([filled.strategy, filled.fellBack], ['bestsellers', true])
})

const item = fc.nat(49)
const some = fc.array(item, { maxLength: 6 })
const anyState = fc.record({
  seed: fc.nat(1000),
  visits: fc.constantFrom(0, 3, 40),
  soldOut: fc.array(item, { maxLength: 45, size: 'max' }),
  removed: fc.array(item, { maxLength: 20, size: 'max' }),
  free: some,
  session: some,
  past: some,
  cart: some,
  shopperCart: some,
  bought: fc.array(fc.record({ item, days: fc.nat(60) }), { maxLength: 6 }),
  abandoned: some,
  pageItem: fc.oneof(fc.constant(-1), item),
  interest: fc.constantFrom(0, 0.3),
  interests: fc.uniqueArray(fc.nat(5), { maxLength: 3 }),
  band: fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ),
  asked: fc.array(fc.constantFrom(...STRATEGIES), { minLength: 1, maxLength: 3 }),
  count: fc.integer({ min: 1, max: 12 }),
})

type State = typeof anyState extends fc.Arbitrary<infer T> ? T : never

function build(state: State) {
  const catalogue = smallShop(50)
  const recommender = new Recommender()
  teach(recommender, catalogue, state.visits, state.seed)
  const changes = [
    ...state.soldOut.map(n => ({ sku: `s${n}`, inStock: false })),
    ...state.free.map(n => ({ sku: `s${n}`, price: 0 })),
  ]
  catalogue.applyOffers({ market: FR, changes }, 0)
  catalogue.applyRemoved({ market: FR, ids: state.removed.map(n => `i${n}`) })
  const time = 60 * DAY
  const [low, high] = state.band.toSorted((a, b) => a - b)
  const known = shopper({
    session: state.session,
    past: state.past,
    cart: state.shopperCart,
    bought: state.bought.map(({ item, days }) => ({ item, time: time - days * DAY })),
    abandoned: state.abandoned,
    categories: state.interests.map(category => ({ category, weight: state.interest })),
    brands: [{ brand: 2, weight: 0.5 }],
    budget: () => ({ low, high, confidence: 0.7 }),
    trait: () => ({ score: 0.8, confidence: 0.8 }),
    hesitation: { score: 0.8, items: state.session.slice(0, 3) },
  })
  const { pageItem, cart } = state
  const pageCategory = catalogue.categoryOf(pageItem)
  const facts = { time, pageItem, pageCategory, cart, shopper: known, recommender }
  return { catalogue, now: moment(catalogue, facts), asked: state.asked }
}

function taught() {
  const catalogue = smallShop()
  const recommender = new Recommender()
  teach(recommender, catalogue, 200, 1)
  const at = (over: Parameters<typeof moment>[1]) => moment(catalogue, { recommender, ...over })
  return { catalogue, recommender, at }
}
