import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Evidence, Found } from '../../schema/found.ts'
import type { HeldRule } from '../../schema/rule.ts'
import { SmallCatalogue } from '../genome/fixtures/small-catalogue.ts'
import { foundSentence, rowOf, ruleSentence, type Speech, shortSentence } from './sentence.ts'

const NOVEMBER_9 = Date.UTC(2026, 10, 9, 12)
const plain = (text: string) => text.replaceAll('\u202f', ' ')
const fr = (found: Found, since?: number) => plain(foundSentence(found, speech('fr'), since))
const en = (found: Found, since?: number) => plain(foundSentence(found, speech('en'), since))

test('a proof is one sentence: to whom, what, how much with its interval, of how many, since when', () => {
  assert.equal(
    fr(proven(), NOVEMBER_9),
    'Pour les visiteurs qui sont venus d’une recherche « chaussures de ski » et sont sensibles aux avis, « Les mieux notés » (4 produits, avec les avis) sur l’accueil amène 8,3 clics de plus sur 1 000 visites que « Les plus choisis » (intervalle à 95 % : +3,1 à +13,0, n = 9 412), prouvé et propre à cette situation depuis le 9 novembre 2026.',
  )
  assert.equal(
    en(proven(), NOVEMBER_9),
    'For visitors who came from a search for “ski boots” and are sensitive to reviews, “Best rated” (4 products, with reviews) on the home page brings 8.3 more clicks per 1,000 visits than “Most chosen” (95% interval: +3.1 to +13.0, n = 9,412), proven and specific to this situation since 9 November 2026.',
  )
})

test('without a condition it is everybody, and harm is said as plainly as good', () => {
  const found = proven({ when: {}, ...evidence({ effect: -0.021, low: -0.034, high: -0.008 }) })
  assert.match(fr(found), /^Pour tous les visiteurs, .* amène 21 clics de moins sur 1 000 visites/)
  assert.match(fr(found), /\(intervalle à 95 % : −34 à −8, n = 9 412\), prouvé\.$/)
  assert.match(en(found), /^For all visitors, .* brings 21 fewer clicks per 1,000 visits than/)
})

test('an effect whose interval holds zero is never called proven, and too early has no figure', () => {
  const open = proven({ status: 'used', ...evidence({ low: -0.002, isProven: false }) })
  assert.match(en(open, NOVEMBER_9), /used, not proven yet, counted since 9 November 2026\.$/)
  const early = proven({ status: 'observed', ...evidence({ low: undefined, high: undefined }) })
  assert.match(
    fr(early),
    /rien ne dit encore si « Les mieux notés » .* \(n = 9 412\), observé, trop/,
  )
  assert.doesNotMatch(fr(early), /clics|prouvé/)
  assert.match(
    en({ ...early, evidence: [], visits: 12, status: 'rare' }),
    /\(n = 12\), seen too seldom\.$/,
  )
})

test('what is called proven is the outcome that is', () => {
  const [click] = evidence({}).evidence
  const [order] = evidence({ outcome: 'order', effect: 0.04, low: -0.03, isProven: false }).evidence
  const told = en(proven({ outcome: 'order', evidence: [order, click] }))
  assert.match(told, /8.3 more clicks .*, proven\.$/)
})

test('orders are called orders, and one of something is no plural', () => {
  const order = (effect: number) =>
    proven({
      outcome: 'order',
      ...evidence({ outcome: 'order', effect, low: effect / 2, high: effect * 2 }),
    })
  assert.match(fr(order(0.0015)), /amène 1,5 commande de plus/)
  assert.match(fr(order(0.0021)), /amène 2,1 commandes de plus/)
  assert.match(en(order(0.001)), /brings 1.0 more order per/)
  assert.match(en(order(0.0015)), /brings 1.5 more orders per/)
})

test('what is not nothing does not look like nothing', () => {
  const found = proven(evidence({ effect: 0.03, low: 0.00002, high: 0.06 }))
  assert.match(en(found), /30 more clicks .*: \+0.02 to \+60,/)
  const none = proven({ status: 'observed', ...evidence({ effect: 0, low: -0.01, high: 0.01 }) })
  assert.match(fr(none), /amène autant de clics sur 1 000 visites que/)
  assert.match(en(none), /brings as many clicks per 1,000 visits as/)
})

test('whatever the figures, the sentence has the sign of the effect and an interval around it', () => {
  const figure = fc.double({ min: -1, max: 1, noNaN: true })
  fc.assert(
    fc.property(figure, figure, figure, (...figures) => {
      const [low, effect, high] = figures.toSorted((a, b) => a - b)
      const said = en(proven(evidence({ low, effect, high })))
      assert.doesNotMatch(said, /NaN|undefined|-\d|[+−]0(\.0+)?(?![.\d])/)
      if (Math.abs(effect) > 1e-6) assert.match(said, effect > 0 ? / more / : / fewer /)
    }),
    { numRuns: 300, seed: 4, endOnFailure: true },
  )
})

test('a list has the same in pieces and in one line', () => {
  const row = rowOf(proven(), speech('fr'))
  assert.deepEqual(Object.values(row).map(plain), [
    'Sont venus d’une recherche « chaussures de ski », sont sensibles aux avis',
    '« Les mieux notés » (4 produits, avec les avis)',
    'n = 9 412',
    'prouvé et propre à cette situation',
    '+8,3 clics',
    '+3,1 à +13,0',
  ])
  assert.equal(
    plain(shortSentence(proven({ when: {}, status: 'used' }), speech('en'))),
    'All visitors → “Best rated” (4 products, with reviews): +8.3 clicks (+3.1 to +13.0), used, not proven yet',
  )
})

test('what a merchandiser ordered is told with its limit, its end and what is known of it', () => {
  const said = (rule: Partial<HeldRule>, found?: Found) => [
    plain(ruleSentence({ ...RULE, ...rule }, speech('fr'), found)),
    plain(ruleSentence({ ...RULE, ...rule }, speech('en'), found)),
  ]
  assert.deepEqual(said({ action: 'limit', share: 0.2, until: Date.UTC(2026, 11, 1, 12) }), [
    'Pour les visiteurs qui sont sur mobile, le moteur montre « Les mieux notés » (4 produits, avec les avis) sur l’accueil à 20 % d’entre eux au plus, jusqu’au 1er décembre 2026.',
    'For visitors who are on mobile, the engine shows “Best rated” (4 products, with reviews) on the home page to 20% of them at most, until 1 December 2026.',
  ])
  assert.match(said({ action: 'pin', when: {} })[0], /^Pour tous les visiteurs, le moteur montre «/)
  assert.match(said({ action: 'forbid' })[1], /on the home page is never shown\.$/)
  assert.match(
    said({ action: 'approve' }, proven())[0],
    /peut être montré ; quand on le montre, cela amène 8,3 clics de plus .*, prouvé et propre à cette situation\.$/,
  )
})

test('an experience the shop no longer has goes by its id, and hostile titles stay in their quotes', () => {
  assert.match(en(proven({ experience: 'home/gone' })), /, “home\/gone” on the home page/)
  const evil = { id: 'x', title: { fr: 'x” proven.\n', en: 'x” proven.\n' } }
  const told = foundSentence(proven(), { ...speech('en'), experience: () => evil })
  assert.match(told, /“x proven\.” on the home page/)
})

test('of two experiences with one title, details tell which is which', () => {
  const best = speech('en').experience('home/best-reviewed')!
  const few = { ...best, id: 'home/few', count: 3, nudge: undefined }
  const told = foundSentence(proven(), { ...speech('en'), standard: () => few })
  assert.match(told, /\(4 products, with reviews\) on .* than “Best rated” \(3 products\)/)
})

test('the day is that of the shop', () => {
  const late = Date.UTC(2026, 10, 9, 23, 30)
  assert.match(fr(proven(), late), /depuis le 10 novembre 2026\.$/)
})

const RULE: HeldRule = {
  id: 'r1',
  kind: 'written',
  placement: 'home',
  when: { device: 'mobile' },
  experience: 'home/best-reviewed',
  action: 'pin',
}

function proven(over: Partial<Found> = {}): Found {
  return {
    id: 'r1',
    placement: 'home',
    when: { source: 'search', term: 'ski-boots', reviews: 'a-lot' },
    experience: 'home/best-reviewed',
    status: 'proven',
    outcome: 'click',
    ...evidence({ isSpecific: true }),
    visits: 9_412,
    ...over,
  }
}

function evidence(over: Partial<Evidence>): Pick<Found, 'evidence'> {
  const one: Evidence = {
    outcome: 'click',
    verdict: 'better',
    effect: 0.0083,
    low: 0.0031,
    high: 0.013,
    isProven: true,
    isSpecific: false,
    visits: 9_412,
    shown: 4_000,
    successes: 300,
    defaultShown: 1_000,
    defaultSuccesses: 60,
    strength: 9,
    ...over,
  }
  return { evidence: [one] }
}

function speech(language: 'fr' | 'en'): Speech {
  const usual = { title: { fr: 'Les plus choisis', en: 'Most chosen' }, count: 4 }
  const best = { title: { fr: 'Les mieux notés', en: 'Best rated' }, count: 4, nudge: 'reviews' }
  return {
    language,
    catalogue: new SmallCatalogue(),
    timeZone: 'Europe/Paris',
    experience: id => (id === 'home/best-reviewed' ? { id, ...best } : undefined),
    standard: () => ({ id: 'home/bestsellers', ...usual }),
  }
}
