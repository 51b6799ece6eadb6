import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Results } from '../schema/results.ts'
import { holdoutOptions } from './holdout-options.ts'

const SPLIT = { holdout: 0.05, uniform: 0.05 }

test('nothing is foretold before anything came, and a proven effect is what a holdout costs', () => {
  for (const { detectable, forgone } of holdoutOptions(SPLIT, resultsWith({}))) {
    assert.deepEqual([detectable, forgone], [undefined, undefined])
  }
  const proven = holdoutOptions(
    SPLIT,
    resultsWith({ verdict: 'above', detectable: 20, effect: 40 }),
  )
  const of = (size: number) => proven.find(({ holdout }) => holdout === size)!
  assert.equal(of(0.05).detectable, 20, 'what is there is told as it is')
  assert.equal(of(0.05).forgone, 40 * 0.05 * 1_000)
  assert.equal(of(0.1).forgone, 2 * of(0.05).forgone!)
})

test('the more are left alone the smaller an effect is seen, as the root of how many', () => {
  const open = holdoutOptions(SPLIT, resultsWith({ verdict: 'open', detectable: 20, effect: 1 }))
  const seen = open.map(({ detectable }) => detectable!)
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => b - a),
  )
  const [least] = open
  const expected = 20 * Math.sqrt((1 / 0.02 + 1 / 0.93) / (1 / 0.05 + 1 / 0.9))
  assert.ok(Math.abs(least.detectable! - expected) < 1e-9)
  assert.ok(open.every(({ forgone }) => forgone === undefined))
})

test('after a change it is still measured by those who came before, in the shares of their day', () => {
  const results = resultsWith({ verdict: 'open', detectable: 20, effect: 1 })
  const options = holdoutOptions({ holdout: 0.1, uniform: 0.05 }, results)
  const of = (size: number) => options.find(({ holdout }) => holdout === size)!.detectable!
  assert.equal(of(0.05), 20)
  const expected = 20 * Math.sqrt((1 / 0.1 + 1 / 0.85) / (1 / 0.05 + 1 / 0.9))
  assert.ok(Math.abs(of(0.1) - expected) < 1e-9)
})

test('a size of the shop’s own stands among the others', () => {
  const sizes = holdoutOptions({ holdout: 0.07, uniform: 0.05 }, resultsWith({}))
  assert.deepEqual(
    sizes.map(({ holdout }) => holdout),
    [0.02, 0.05, 0.07, 0.1, 0.2],
  )
})

function resultsWith(margin: object): Results {
  const metric = { metric: 'margin', engine: 0, other: 0, verdict: 'too_early', ...margin }
  const comparison = { against: 'holdout', metrics: [metric], sources: [], campaigns: [] }
  const sampleRatio = { expected: [SPLIT.holdout, SPLIT.uniform, 0.9] }
  return { comparisons: [comparison], sampleRatio } as unknown as Results
}
