import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FEATURE_COUNT } from '../ranking/features.ts'
import { finish, pastSessions } from '../ranking/fixtures/shop.ts'
import { Ranker } from '../ranking/ranker.ts'
import { refit, USUAL_REFIT } from '../ranking/refit.ts'
import { Survey } from '../ranking/survey.ts'
import { partsOf } from './why.ts'

test('the parts of a score add up to it, forest included, but for what is the same for all', () => {
  const sessions = pastSessions(5, 600)
  const settings = { ...USUAL_REFIT, lists: 800, forest: { ...USUAL_REFIT.forest, trees: 12 } }
  const ranker = new Ranker(undefined, finish(refit(sessions, settings)).model, new Survey())
  assert.ok(ranker.model.forest.count > 0)
  for (const { items, time } of sessions) ranker.knowledge.learn(items, time)
  const count = ranker.recommend([3, 12, 14], 3, 600, 12)
  assert.ok(count > 3)
  const rests = Array.from({ length: count }, (_, i) => {
    const row = ranker.order[i]
    const parts = ranker.model.contributions(row)
    assert.equal(parts.length, FEATURE_COUNT)
    return ranker.model.scores[row] - parts.reduce((sum, part) => sum + part, 0)
  })
  for (const rest of rests) assert.ok(Math.abs(rest - rests[0]) < 1e-3, `${rests}`)
  const [first, second] = partsOf(ranker, ranker.order[0])
  assert.ok(Math.abs(first.worth) >= Math.abs(second.worth) && second.worth !== 0)
})
