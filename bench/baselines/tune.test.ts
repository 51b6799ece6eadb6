import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Contest } from '../recommend/contest.ts'
import { generatedSessions } from '../recommend/generated-sessions.ts'
import type { Recipe } from './recipes.ts'
import { Rules } from './rules.ts'
import { Tuner } from './tune.ts'

const [train, asked] = generatedSessions(1, 2000)

/** Rules that look so many clicks back, and only there. */
const RECIPE: Recipe = {
  name: 'one-distance',
  usual: { distance: 5 },
  choices: { distance: [3, 1, 4] },
  make: ({ distance }) => new Rules({ name: 'one', weigh: d => (d === distance ? 1 : 0) }),
}

test('a knob takes the value that does best on the newest of train', () => {
  assert.deepEqual(new Tuner(contest()).tune(RECIPE), { distance: 1 })
})

test('the test is never looked at', () => {
  const withoutTest = new Tuner({ ...contest(), test: [] })
  assert.deepEqual(withoutTest.tune(RECIPE), new Tuner(contest()).tune(RECIPE))
})

test('a train too small to tune on leaves the knobs as they were', () => {
  const tiny = { ...contest(), train: train.slice(0, 1) }
  assert.deepEqual(new Tuner(tiny).tune(RECIPE), RECIPE.usual)
})

function contest(): Contest {
  return { train, test: asked, prefixMin: 1, dropCurrent: false }
}
