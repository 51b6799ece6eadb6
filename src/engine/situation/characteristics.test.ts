import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY } from '../../core/clock.ts'
import type { Page, ShopEvent } from '../../schema/event.ts'
import { after, event, NOON, visitorWho } from '../genome/fixtures/acts.ts'
import { anyHistory, apply } from '../genome/fixtures/histories.ts'
import { SmallCatalogue } from '../genome/fixtures/small-catalogue.ts'
import { Genome } from '../genome/genome.ts'
import { Population } from '../genome/population.ts'
import type { Shopper } from '../genome/shape.ts'
import { shopper } from '../recommend/fixtures/shop.ts'
import { type Circumstances, characteristics } from './characteristics.ts'
import { PHRASES } from './phrases.ts'
import { shopHour } from './shop-hours.ts'
import { wordsOf } from './wording.ts'
import { termFamily } from './words.ts'

const catalogue = new SmallCatalogue()

test('the first hit from a search on a product page says at least 12 things', () => {
  const told = characteristics(firstHit())
  assert.deepEqual(told, {
    source: 'search',
    term: 'ski-boots',
    visit: 'first',
    landing: 'product',
    device: 'mobile',
    category: 'ski-boots',
    price: 'top',
    pages: 'first',
    daypart: 'midday',
    country: 'fr',
    weekday: 'fri',
    language: 'fr',
  })
  assert.ok(Object.keys(told).length >= 12)
})

test('what the genome understands joins in bins, once enough is known', () => {
  const looks = Array.from({ length: 8 }, (_, i) =>
    event('view_item', i * 40, { item: `boots-${i % 2 ? 3 : 4}` }),
  )
  const reads = looks.map(look => ({
    ...look,
    name: 'read_reviews' as const,
    time: look.time + 9000,
  }))
  const genome = visitorWho([...looks.flatMap((look, i) => [look, reads[i]])], catalogue)
  const told = characteristics(of(genome, after(genome), { type: 'home' }))
  assert.equal(told.category, 'ski-boots')
  assert.equal(told.budget, 'low-mid')
  assert.equal(told.reviews, 'a-lot')
  assert.equal(told.mind, 'hesitates')
  assert.equal(told.visit, 'first')
})

test('a budget is one after a few choices that agree, and a mind after signs that do', () => {
  const all = Array.from({ length: 10 }, (_, n) => ({ id: `boots-${n}` }))
  const page = { type: 'category' as const, category: 'Ski boots' }
  const chooses = (item: string, n: number) => [
    event('view_item_list', n * 90, { page, items: all }),
    event('view_item', n * 90 + 30, { item }),
  ]
  const told = (events: ShopEvent[]) => {
    const genome = visitorWho(events, catalogue)
    return characteristics(of(genome, after(genome), { type: 'home' }))
  }
  assert.equal(told(chooses('boots-9', 0)).budget, undefined)
  assert.equal(told(['boots-9', 'boots-8', 'boots-9', 'boots-9'].flatMap(chooses)).budget, 'top')
  const search = event('search', 0, { detail: 'chaussures ski' })
  assert.equal(told([search]).mind, undefined)
  const toCart = event('view_cart', 60, { page: { type: 'cart' } })
  assert.equal(told([search, toCart]).mind, 'decided')
  const away = event('tab_visible', 60, { item: 'boots-1' })
  assert.equal(told([event('view_item', 0, { item: 'boots-1' }), away]).mind, 'strolls')
})

test('what one look tells is no characteristic', () => {
  const genome = visitorWho([event('view_item', 0, { item: 'boots-1' })], catalogue)
  const told = characteristics(of(genome, after(genome), { type: 'home' }))
  assert.deepEqual([told.reviews, told.promotion, told.mind, told.budget], Array(4).fill(undefined))
})

test('what a good salesperson would notice is told of who is known through and through', () => {
  const told = characteristics({ ...firstHit(), shopper: knownWell() })
  assert.deepEqual(Object.keys(told).slice(5, 20), [
    'device',
    'category',
    'price',
    'budget',
    'level',
    'brand',
    'cart',
    'mind',
    'reviews',
    'promotion',
    'delivery',
    'advice',
    'compares',
    'prices',
    'pages',
  ])
  assert.equal(told.level, 'expert')
  assert.equal(told.brand, 'aravis')
  assert.equal(told.cart, 'few')
  assert.equal(told.pages, 'several')
  assert.equal(Object.keys(told).length, 20)
})

test('a habit like everybody’s, an empty cart and half a mind are nobody’s situation', () => {
  const asAll = { score: 0.5, confidence: 0.9 }
  const shopper = { ...knownWell(), cart: [], hesitation: { score: 0, items: [] } }
  const told = characteristics({
    ...firstHit(),
    shopper: { ...shopper, trait: name => (name === 'decided' ? { ...asAll, score: 0 } : asAll) },
  })
  for (const name of ['cart', 'mind', 'reviews', 'promotion', 'delivery', 'advice', 'prices']) {
    assert.equal(told[name], undefined, name)
  }
})

test('delivery read about twice in four products, and a guide opened in a few pages, count', () => {
  const looks = [0, 1, 2, 3].map(n => event('view_item', n * 60, { item: `boots-${n}` }))
  const reads = [30, 90].map(second => event('read_delivery', second, { item: 'boots-1' }))
  const pages = [300, 320, 340, 360, 380, 400, 420, 440].map(second =>
    event('page_view', second, { page: { type: 'category', category: 'Ski boots' } }),
  )
  const guides = [500, 560, 620, 680, 740].map(second => event('select_content', second, {}))
  const genome = visitorWho([...looks, ...reads, ...pages, ...guides], catalogue)
  const told = characteristics(of(genome, after(genome), { type: 'home' }))
  assert.equal(told.delivery, 'a-lot')
  assert.equal(told.advice, 'a-lot')
})

test('a level is that of the category the page is about', () => {
  const bought = [5, 6, 7].map(n => event('purchase', n, orderOf(`boots-${n}`, n)))
  const genome = visitorWho(bought, catalogue)
  const level = (page: Page) => characteristics(of(genome, after(genome), page)).level
  assert.equal(level({ type: 'category', category: 'Ski boots' }), 'expert')
  assert.equal(level({ type: 'category', category: 'Tents' }), undefined, 'not sure enough there')
})

test('pages are those of this visit', () => {
  const earlier = [0, 10, 20].map(n => event('page_view', n, { page: { type: 'home' } }))
  const genome = visitorWho(earlier, catalogue)
  const pages = (time: number) => characteristics(of(genome, time, { type: 'home' })).pages
  assert.equal(pages(after(genome)), 'few')
  assert.equal(pages(after(genome) + DAY), 'first')
})

test('the host of a referral is no word that anybody looked for', () => {
  const campaign = { source: 'forum.example', medium: 'referral' }
  const told = characteristics({ ...firstHit(), context: { ...PHONE, campaign } })
  assert.equal(told.source, 'referral')
  assert.equal(told.term, undefined)
})

test('when the record is full, the last ones stay out and the first ones stay', () => {
  const long = '雪'.repeat(40)
  const catalogue = new (class extends SmallCatalogue {
    override categoryName = () => long
    override brandName = () => long
  })()
  const arrival = { source: 'ad', term: long, page: 'product' }
  const shopper = { ...knownWell(), arrival }
  const context = { ...PHONE, country: long }
  const told = characteristics({ ...firstHit(), shopper, catalogue, context })
  assert.ok(Buffer.byteLength(JSON.stringify(told)) <= 500)
  assert.equal(told.source, 'ad')
  assert.equal(told.visit, 'return')
  assert.equal(told.weekday, undefined)
})

test('every value that can be told has words', () => {
  const told = [firstHit(), { ...firstHit(), shopper: knownWell() }].map(characteristics)
  for (const [name, value] of told.flatMap(Object.entries)) {
    assert.ok(PHRASES.has(name), name)
    assert.doesNotMatch(wordsOf(name, value, 'en', catalogue), /^have “/, `${name} ${value}`)
  }
})

test('a return says how long ago, and keeps how this visit came while it lasts', () => {
  const genome = visitorWho([event('view_item', 0, { item: 'boots-1' })])
  const context = { campaign: { source: 'letter', medium: 'email', name: 'n1', term: 'trail' } }
  genome.observe(event('page_view', (3 * DAY) / 1000, { page: { type: 'home' }, context }), 2)
  const told = characteristics(
    of(genome, NOON + 3 * DAY + 60_000, { type: 'category', category: 'Ski > Ski boots' }),
  )
  assert.equal(told.since, 'week')
  assert.equal(told.visit, 'return')
  assert.equal(told.source, 'email')
  assert.equal(told.term, 'trail-shoes')
  assert.equal(told.category, 'ski-boots')
  assert.equal(told.landing, 'home')
})

test('any moment of any visitor fits in a decision record', () => {
  fc.assert(
    fc.property(anyHistory(80), fc.string({ maxLength: 256, unit: 'binary' }), (history, words) => {
      const genome = new Genome(catalogue, new Population())
      for (const happening of history) apply(genome, happening)
      const told = characteristics({
        ...of(genome, NOON + 31 * DAY, { type: 'product', item: 'boots-2', locale: words }),
        context: {
          ...PHONE,
          os: words,
          browser: words,
          country: words,
          campaign: { source: words, term: words },
        },
      })
      const entries = Object.entries(told)
      assert.ok(entries.length <= 20)
      for (const [, value] of entries) assert.ok(value.length > 0 && value.length <= 24, value)
      assert.ok(Buffer.byteLength(JSON.stringify(told)) <= 500)
    }),
    { numRuns: 200, seed: 11, endOnFailure: true },
  )
})

test('words of one need are one family', () => {
  assert.equal(termFamily('trail', catalogue), 'trail-shoes')
  assert.equal(termFamily('chaussures de ski', catalogue), 'ski-boots')
  assert.equal(
    termFamily('veste imperméable', catalogue),
    termFamily('vestes impermeable pas cher', catalogue),
  )
  assert.equal(termFamily('chaussure ski pas cher', catalogue), 'ski-boots')
  assert.equal(termFamily('skis, vestes', catalogue), 'ski-jackets')
  assert.equal(termFamily('veste trail', catalogue), 'trail-vestes')
  assert.equal(termFamily('cadeau de Noël Aravis', catalogue), 'aravis-cadeau-noel')
  assert.equal(termFamily('', catalogue), '')
})

test('of what people type, only words that the shop uses itself become a characteristic', () => {
  assert.equal(termFamily('Jean Dupont 12 rue des Lilas, tente', catalogue), 'tents')
  assert.equal(termFamily('dupont 0612345678', catalogue), '')
  const words = fc.string({ maxLength: 60, unit: 'binary' })
  fc.assert(
    fc.property(words, typed => assert.equal(termFamily(typed, catalogue), '')),
    { numRuns: 200, seed: 3 },
  )
  const told = characteristics({ ...firstHit(), page: { type: 'search', search: 'jean dupont' } })
  assert.ok(!JSON.stringify(told).includes('dupont'))
})

test('the hour is that of the shop, summer and winter', () => {
  assert.deepEqual(shopHour(Date.UTC(2026, 6, 1, 22, 30), 'Europe/Paris'), {
    daypart: 'night',
    weekday: 'thu',
  })
  assert.deepEqual(shopHour(Date.UTC(2026, 11, 2, 22, 30), 'Europe/Paris'), {
    daypart: 'evening',
    weekday: 'wed',
  })
  assert.deepEqual(shopHour(Date.UTC(2026, 11, 2, 22, 30), 'Asia/Tokyo'), {
    daypart: 'morning',
    weekday: 'thu',
  })
  assert.throws(() => shopHour(0, 'Mars/Olympus'), RangeError)
})

const PHONE = { device: 'mobile', width: 390, os: 'iOS', browser: 'Safari', country: 'FR' } as const

function firstHit(): Circumstances {
  const genome = new Genome(catalogue, new Population())
  const campaign = { source: 'google', medium: 'organic', term: 'chaussures de ski' }
  const page: Page = { type: 'product', item: 'boots-8', locale: 'fr-FR' }
  return { ...of(genome, NOON, page), context: { ...PHONE, campaign } }
}

function knownWell(): Shopper {
  return shopper({
    arrival: { source: 'ad', term: 'ski', page: 'home' },
    lastSeen: NOON - DAY,
    visitType: 'return',
    budget: () => ({ low: 0.8, high: 1, confidence: 0.9 }),
    level: () => ({ score: 0.9, confidence: 0.9 }),
    brands: [{ brand: 0, weight: 0.8 }],
    cart: [1, 2],
    hesitation: { score: 0.9, items: [1, 2] },
    pages: 6,
    trait: () => ({ score: 0.9, confidence: 0.9 }),
  })
}

function orderOf(item: string, n: number) {
  return { item, price: 20_000, quantity: 1, transaction: { id: `T${n}` } }
}

function of(genome: Genome, time: number, page: Page): Circumstances {
  return {
    time,
    page,
    context: PHONE,
    shopper: genome.shopper(time, page),
    catalogue,
    timeZone: 'Europe/Paris',
  }
}
