import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Engine } from '../engine/engine.ts'
import type { Report } from '../schema/report.ts'
import { tellCounts, tellSlices } from './report-counts.ts'

test('what a slice earned is told in whole units of its currency, yen too', () => {
  assert.match(
    tellSlices(reportIn('JPY'), 'en').join('\n'),
    /engine +1 visitors, 1 orders, margin 1250 JPY/,
  )
  assert.match(
    tellSlices(reportIn('EUR'), 'fr').join('\n'),
    /moteur .* marge 12,50 EUR par visiteur/,
  )
})

test('counts are told in the language asked for', () => {
  assert.match(tellCounts(reportIn('EUR'), 'fr').join('\n'), /^Au 1970.*\n\névénements +0/)
  assert.match(tellCounts(reportIn('EUR'), 'en').join('\n'), /^As of 1970.*\n\nevents +0/)
})

test('orders that wait for a rate are told by their currency', () => {
  const report = reportIn('EUR')
  report.orders.withoutRate = [{ currency: 'GBP', count: 3 }]
  assert.match(tellCounts(report, 'en').join('\n'), /without a rate, in GBP +3\n/)
  assert.match(tellCounts(report, 'fr').join('\n'), /sans taux, en GBP +3\n/)
})

function reportIn(currency: string): Report {
  const empty = new Engine().report({ kind: 'summary' })
  const slices = empty.slices.map(slice =>
    slice.slice === 'engine' ? { ...slice, visitors: 1, orders: 1, margin: 1250 } : slice,
  )
  return { ...empty, currency, slices }
}
