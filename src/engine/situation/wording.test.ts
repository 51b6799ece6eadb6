import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SmallCatalogue } from '../genome/fixtures/small-catalogue.ts'
import { MOST_NAMES } from './moments/moment.ts'
import { PHRASES } from './phrases.ts'
import { headOf, nameOf, oneOf, type Values, whoOf, wordsOf } from './wording.ts'

const catalogue = new SmallCatalogue()
const who = (values: Values) => [whoOf(values, 'fr', catalogue), whoOf(values, 'en', catalogue)]
const words = (name: string, value: string) => [
  wordsOf(name, value, 'fr', catalogue),
  wordsOf(name, value, 'en', catalogue),
]

test('a conjunction is one sentence in either language, with the shop’s own names', () => {
  assert.deepEqual(who({ source: 'search', term: 'ski-boots', reviews: 'a-lot' }), [
    'Les visiteurs qui sont venus d’une recherche «\u202fchaussures de ski\u202f» et sont sensibles aux avis',
    'Visitors who came from a search for “ski boots” and are sensitive to reviews',
  ])
  assert.deepEqual(who({ mind: 'hesitates', device: 'mobile', brand: 'nordal' }), [
    'Les visiteurs qui sont sur mobile, regardent surtout «\u202fNordal\u202f» et hésitent entre plusieurs produits',
    'Visitors who are on mobile, mostly look at “Nordal” and hesitate between several products',
  ])
})

test('two values that are one thought are told as one', () => {
  assert.deepEqual(who({ category: 'ski-boots', budget: 'top' }), [
    'Les visiteurs qui ont un budget haut de gamme en «\u202fchaussures de ski\u202f»',
    'Visitors who have a top-range budget for “ski boots”',
  ])
  assert.deepEqual(who({ level: 'beginner', category: 'trail-shoes' }), [
    'Les visiteurs qui débutent en «\u202ftrail\u202f»',
    'Visitors who are beginners in “trail shoes”',
  ])
  assert.deepEqual(who({ since: 'month', visit: 'return' }), [
    'Les visiteurs qui reviennent sans panier après plus d’une semaine',
    'Visitors who return without a cart after more than a week',
  ])
})

test('a day and its hour are one thought too', () => {
  assert.deepEqual(who({ weekday: 'mon', daypart: 'morning' }), [
    'Les visiteurs qui viennent le lundi matin',
    'Visitors who come on Mondays in the morning',
  ])
  assert.match(who({ daypart: 'afternoon', weekday: 'sun' })[0], /viennent le dimanche après-midi$/)
  assert.match(who({ daypart: 'night', weekday: 'fri' })[0], /viennent le vendredi la nuit$/)
  assert.match(who({ daypart: 'midday' })[0], /viennent à midi$/)
})

test('without a condition it is everybody, and one person is told by a few clauses', () => {
  assert.deepEqual(who({}), ['Tous les visiteurs', 'All visitors'])
  assert.equal(headOf({}, 'en', catalogue), 'All visitors')
  assert.equal(oneOf({}, 'fr', catalogue), 'Un visiteur inconnu')
  const many = { source: 'ad', visit: 'first', device: 'mobile', mind: 'strolls', cart: 'one' }
  const more = { ...many, reviews: 'a-lot', prices: 'little', weekday: 'mon' }
  assert.equal(
    oneOf(more, 'en', catalogue),
    'A visitor among those who came from an ad, are here for the first time, are on mobile, have one item in the cart, stroll around and are sensitive to reviews',
  )
})

test('the head of a row begins with a capital and has no "and"', () => {
  assert.equal(
    headOf({ source: 'ad', term: 'impermeable-veste', delivery: 'a-lot' }, 'fr', catalogue),
    'Sont venus d’une annonce pour «\u202fimpermeable veste\u202f», sont sensibles à la livraison',
  )
})

test('rare values, and values nobody gave words to, are said all the same', () => {
  assert.deepEqual(words('term', 'other'), [
    'cherchent autre chose',
    'are looking for something else',
  ])
  assert.deepEqual(words('device', 'fridge'), [
    'ont «\u202ffridge\u202f» pour appareil',
    'have “fridge” as their device',
  ])
  assert.deepEqual(words('constructor', 'toString'), [
    'ont «\u202ftoString\u202f» pour «\u202fconstructor\u202f»',
    'have “toString” as their “constructor”',
  ])
  assert.match(wordsOf('reviews', '__proto__', 'en', catalogue), /“__proto__”/)
  assert.equal(nameOf('since', 'fr'), 'dernière visite')
})

test('a country has its own preposition', () => {
  const fr = (code: string) => wordsOf('country', code, 'fr', catalogue)
  assert.deepEqual(
    ['fr', 'jp', 'us', 'gb', 'kr', 'mc', 'ir', 'mx', 'be'].map(fr).map(told => told.slice(5)),
    [
      'en France',
      'au Japon',
      'aux États-Unis',
      'au Royaume-Uni',
      'en Corée du Sud',
      'à Monaco',
      'en Iran',
      'au Mexique',
      'en Belgique',
    ],
  )
  assert.equal(wordsOf('country', 'us', 'en', catalogue), 'are in the United States')
  assert.equal(wordsOf('language', 'fr', 'en', catalogue), 'read in French')
  assert.match(wordsOf('country', 'q7', 'en', catalogue), /have “q7” as their country/)
})

test('hostile words stay inside their quotes, on one short line', () => {
  const forged = wordsOf('term', 'ski”, proven: +400%\n“', 'en', catalogue)
  assert.equal(forged, 'are looking for “ski , proven: +400%”')
  const turned = wordsOf('term', '\u202eevil\u2066\u0007', 'en', catalogue)
  assert.equal(turned, 'are looking for “evil”')
  assert.match(wordsOf('term', 'بحث', 'en', catalogue), /“\u2068بحث\u2069”/)
  assert.match(wordsOf('term', `e${'\u0301'.repeat(50)}`, 'fr', catalogue), /«\u202f.{2,3}\u202f»/u)
})

test('whatever the values are, a sentence is one line of ours with the quotes paired', () => {
  const text = fc.string({ unit: 'binary', maxLength: 80 })
  fc.assert(
    fc.property(fc.dictionary(text, text), fc.constantFrom('fr', 'en'), (values, language) => {
      const told = whoOf(values as Values, language as 'fr' | 'en', catalogue)
      assert.doesNotMatch(told, /[\p{Cc}\p{Cs}\u202a-\u202e\u2066\u2067]/u)
      assert.equal(told.split(/[«“]/).length, told.split(/[»”]/).length)
      const open = [...told].filter(letter => /[«“]/.test(letter)).length
      assert.ok(open <= 2 * Object.keys(values).length, told)
    }),
    { numRuns: 300, seed: 5, endOnFailure: true },
  )
})

test('every characteristic has words in both languages, and there are no more than a shop can have', () => {
  assert.ok(PHRASES.size <= MOST_NAMES)
  for (const [name, { values }] of PHRASES) {
    for (const value of Object.keys(values)) {
      for (const told of words(name, value)) assert.doesNotMatch(told, /[“«]/, `${name} ${value}`)
    }
  }
})
