import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DecisionRequest, PlacementRequest } from '../../schema/decision.ts'
import { EXPERIENCES, type Experience } from '../policy/experiences.ts'
import { moment, shopper, smallShop } from '../recommend/fixtures/shop.ts'
import type { MomentFacts } from '../recommend/moment.ts'
import { furnish } from './answer.ts'

const PLAIN: Experience = {
  id: 'home/plain',
  placement: 'home',
  strategy: 'best-reviewed',
  title: { fr: 'Titre', en: 'Title' },
}

test('an experience of few items shows few, and never more than the shop has room for', () => {
  const shown = (count: number | undefined, room: number | undefined) =>
    answerOf({ ...PLAIN, count }, { placement: 'home', count: room }).items.length
  assert.deepEqual(
    [
      shown(undefined, undefined),
      shown(2, undefined),
      shown(2, 6),
      shown(6, 3),
      shown(undefined, 8),
    ],
    [4, 2, 2, 3, 8],
  )
})

test('how much is said of each item: nothing, why it is here, or what sets it apart', () => {
  const said = (depth: Experience['depth'], language: 'fr' | 'en' = 'fr') =>
    answerOf({ ...PLAIN, depth }, { placement: 'home' }, {}, language).items[0].reason
  assert.equal(said('short'), undefined)
  assert.match(said('usual')!, /mieux notés/)
  assert.match(said('full')!, /^(Débutant|Expert), (hiver|été)$/)
  // Other attributes are in the words of the first market, and would be read as French.
  assert.match(said('full', 'en')!, /^(For starting out|Expert)$/)
})

test('a nudge is kept with the choice, and one whose facts are missing leaves the rest as it is', () => {
  const withNudge = answerOf({ ...PLAIN, nudge: 'reviews' }, { placement: 'home' })
  assert.equal(withNudge.nudge?.kind, 'reviews')
  const named = withNudge.items.find(item => item.id === withNudge.nudge?.item)
  assert.ok(withNudge.nudge?.text.includes(`${named?.reviews} avis`), withNudge.nudge?.text)
  const without = answerOf({ ...PLAIN, nudge: 'guide' }, { placement: 'home' })
  assert.equal('nudge' in without, false)
  assert.equal(without.items.length, 4)
})

test('within their budget nothing is shown that would leave it, and the shop’s own ceiling holds', () => {
  const budget = () => ({ low: 0.1, high: 0.9, confidence: 0.9 })
  const page = { pageItem: 20, shopper: shopper({ budget }) }
  const dearest = (asked: Partial<PlacementRequest>) => {
    const experience: Experience = { ...PLAIN, strategy: 'add-on', within: 'budget' }
    const { items } = answerOf(experience, { placement: 'product', ...asked }, page)
    return Math.max(...items.map(item => item.price))
  }
  const catalogue = smallShop()
  const left = catalogue.priceAt(catalogue.categoryOf(20), 0.9) - catalogue.priceOf(20)
  assert.ok(dearest({}) <= left)
  assert.ok(dearest({ maxPrice: 9_000 }) <= 9_000)
  assert.ok(left > 9_000, 'or nothing was tried')
})

test('a title says what the list really holds: nothing goes with an empty cart', () => {
  const cart = EXPERIENCES.find(({ id }) => id === 'cart/complements')!
  const seen = shopper({ session: [1], past: [2] })
  const titleOf = (over: Partial<MomentFacts>) =>
    answerOf(cart, { placement: 'cart' }, { page: { type: 'cart' }, shopper: seen, ...over }).title
  assert.equal(titleOf({ cart: [3] }), 'Pour aller avec votre panier')
  assert.equal(titleOf({}), 'Pour aller avec ce que vous avez regardé')
  assert.doesNotMatch(titleOf({ shopper: shopper() })!, /panier|regardé/)
})

test('what somebody looked at is said of a list that holds nothing else', () => {
  const seen = EXPERIENCES.find(({ id }) => id === 'product/recent')!
  const titleOf = (session: number[]) =>
    answerOf(seen, { placement: 'product' }, { shopper: shopper({ session }) }).title
  assert.equal(titleOf([1, 2, 3, 5]), 'Regardés pendant cette visite')
  assert.equal(titleOf([1, 2, 3]), 'Dans la suite de votre visite')
})

test('words that are not kept are not said, whatever stands in', () => {
  const welcome = EXPERIENCES.find(({ id }) => id === 'home/welcome-back')!
  const { title, text, strategy } = answerOf(welcome, { placement: 'home' })
  assert.notEqual(strategy, 'interests')
  assert.deepEqual([title, text], ['Les mieux notés', undefined])
})

test('a row is said to be in the same budget when most of it is', () => {
  const alternatives = EXPERIENCES.find(({ id }) => id === 'product/alternatives')!
  const besides = (pageItem: number) => {
    const over = { pageItem, pageCategory: smallShop().categoryOf(pageItem) }
    const { title, items } = answerOf(alternatives, { placement: 'product' }, over)
    const same = items.filter(({ reason }) => /du même budget/.test(reason!))
    return { title, same: same.map(({ id }) => id).sort() }
  }
  // Within thirty per cent of 210 € its category has three others, of 50 € none.
  const some = { title: 'Dans le même budget', same: ['i16', 'i24', 'i28'] }
  assert.deepEqual(besides(20), some)
  assert.deepEqual(besides(4), { title: 'Dans le même esprit', same: [] })
})

function answerOf(
  experience: Experience,
  asked: PlacementRequest,
  over: Partial<MomentFacts> = {},
  language: 'fr' | 'en' = 'fr',
) {
  const catalogue = smallShop()
  const request: DecisionRequest = {
    ...{ id: 'd', time: 0, page: { type: 'home' }, context: {}, placements: [asked], language },
  }
  const now = moment(catalogue, { language, ...over })
  return furnish({ experience, chance: 1 }, { asked, id: 'd.0', request, moment: now, catalogue })
    .answer
}
