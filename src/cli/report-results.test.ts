import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Report } from '../schema/report.ts'
import type { Results } from '../schema/results.ts'
import { tellResults } from './report-results.ts'

test('an effect is told in French and in English, with its interval and the least that would be seen', () => {
  const french = tellResults(reportOf(), 'fr').join('\n')
  assert.match(french, /marge : 1,200 EUR \/ 1,000 EUR/)
  assert.match(french, /Le moteur fait plus : \+0,200 EUR, \+20,0 %/)
  assert.match(french, /de \+0,100 EUR à \+0,300 EUR\)\. Plus petit effet décelable.*0,150 EUR\./)
  assert.match(french, /ont commandé : 3,00 % \/ 3,10 %\n {4}Trop tôt pour conclure : −0,10 points/)
  const english = tellResults(reportOf(), 'en').join('\n')
  assert.match(english, /The engine does more: \+0\.200 EUR, \+20\.0 %/)
  assert.match(english, /Too early to conclude: −0\.10 points/)
})

test('when the split looks broken no effect is told, in words', () => {
  const report = reportOf()
  report.results.sampleRatio.alarm = true
  const told = tellResults(report, 'en').join('\n')
  assert.match(told, /ALARM.*No effect is shown/)
  assert.doesNotMatch(told, /engine does|margin/)
})

test('orders that no server confirmed are said to be left out, or to be all there is', () => {
  const report = reportOf()
  report.results.unverifiedOrders = 1_234
  report.results.unverifiedRevenue = 5_600
  assert.match(tellResults(report, 'en').join('\n'), /1 234 unconfirmed orders \(56\.00 EUR\)/)
  report.results.basis = 'unverified'
  assert.match(tellResults(report, 'fr').join('\n'), /Aucune commande n’est confirmée/)
})

function reportOf(): Pick<Report, 'results' | 'currency'> {
  const results: Results = {
    basis: 'verified',
    unverifiedOrders: 0,
    unverifiedRevenue: 0,
    confidence: 0.95,
    sampleRatio: {
      counts: [200, 50, 750],
      expected: [0.2, 0.05, 0.75],
      evidence: -1,
      alarm: false,
    },
    comparisons: [
      {
        against: 'holdout',
        metrics: [
          {
            ...{ metric: 'margin', engine: 120, other: 100, effect: 20, low: 10, high: 30 },
            ...{ detectable: 15, verdict: 'above' },
          },
          {
            ...{ metric: 'bought', engine: 0.03, other: 0.031, effect: -0.001, low: -0.005 },
            ...{ high: 0.003, detectable: 0.006, verdict: 'open' },
          },
        ],
        sources: [],
        campaigns: [],
      },
    ],
  }
  return { results, currency: 'EUR' }
}
