import assert from 'node:assert/strict'
import { test } from 'node:test'
import { STRATEGIES } from '../../engine/recommend/sources/sources.ts'
import { type DecisionMade, PLACEMENTS } from '../../schema/decision.ts'
import { placementName, strategyWords, tellDecision } from './decided.ts'

test('every placement and every strategy has words of its own in both languages', () => {
  for (const placement of PLACEMENTS) assert.notEqual(placementName(placement).fr, placement)
  for (const strategy of [...STRATEGIES, 'anything']) {
    const { fr, en } = strategyWords(strategy)
    assert.ok(fr !== strategy && en !== fr, strategy)
  }
})

test('a decision is told with the nudge that stood beside it', () => {
  const choice = { placement: 'cart', experience: 'cart/add-on', strategy: 'add-on', reason: '' }
  const made: DecisionMade = {
    ...{ time: 0, slice: 'engine', page: 'cart', characteristics: {} },
    choices: [{ ...choice, arms: [], propensities: [], items: ['g1', 'g2'], nudge: 'threshold' }],
  }
  const kind = { fr: 'Gourdes', en: 'Bottles' }
  const names = {
    item: (id: string) => ({ title: { fr: id, en: id }, category: 'g' }),
    category: () => kind,
  }
  assert.equal(
    tellDecision(made, names, {})?.en,
    'Cart: two bottles, as a small extra, with free delivery in sight.',
  )
})
