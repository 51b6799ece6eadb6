import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY } from '../../core/clock.ts'
import type { Page } from '../../schema/event.ts'
import { after, event, NOON, visitorWho } from '../genome/fixtures/acts.ts'
import { anyHistory, apply } from '../genome/fixtures/histories.ts'
import { SmallCatalogue } from '../genome/fixtures/small-catalogue.ts'
import { Genome } from '../genome/genome.ts'
import { Population } from '../genome/population.ts'
import { type Circumstances, characteristics } from './characteristics.ts'
import { shopHour } from './shop-hours.ts'
import { termFamily } from './words.ts'

const catalogue = new SmallCatalogue()

test('the first hit from a search on a product page says at least 12 things', () => {
  const told = characteristics(firstHit())
  assert.deepEqual(told, {
    source: 'search',
    term: 'ski-boots',
    visit: 'first',
    landing: 'product',
    category: 'ski-boots',
    price: 'top',
    device: 'mobile',
    screen: 'phone',
    os: 'ios',
    browser: 'safari',
    language: 'fr',
    country: 'fr',
    consent: 'personal',
    daypart: 'midday',
    weekday: 'fri',
  })
  assert.ok(Object.keys(told).length >= 12)
})

test('a declared robot says so, a person never does', () => {
  assert.equal(characteristics({ ...firstHit(), robot: true }).robot, 'declared')
  assert.equal(characteristics(firstHit()).robot, undefined)
})

test('what the genome understands joins in bins, once it is half sure', () => {
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

test('what is not yet half sure is no characteristic', () => {
  const genome = visitorWho([event('view_item', 0, { item: 'boots-1' })], catalogue)
  const told = characteristics(of(genome, after(genome), { type: 'home' }))
  assert.deepEqual([told.reviews, told.promotion, told.mind, told.budget], Array(4).fill(undefined))
})

test('when the record is full, the last ones stay out and the first ones stay', () => {
  const long = '雪'.repeat(40)
  const campaign = { source: 'google', medium: 'cpc', term: long }
  const context = { ...PHONE, os: long, browser: long, country: long, campaign }
  const told = characteristics({ ...firstHit(), context })
  assert.ok(Buffer.byteLength(JSON.stringify(told)) <= 500)
  assert.equal(told.source, 'ad')
  assert.equal(told.visit, 'first')
  assert.equal(told.weekday, undefined)
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
  assert.equal(termFamily('imperméable veste', catalogue), 'impermeable-veste')
  assert.equal(termFamily('', catalogue), '')
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

function of(genome: Genome, time: number, page: Page): Circumstances {
  return {
    time,
    page,
    context: PHONE,
    consent: 'personal',
    robot: false,
    shopper: genome.shopper(time, page),
    catalogue,
    timeZone: 'Europe/Paris',
  }
}
