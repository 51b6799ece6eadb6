import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fingerprint } from '../../../core/fingerprint.ts'
import { modelParts } from '../../fixtures/model-parts.ts'
import { Model } from '../ranking/model.ts'
import { LiveRanking } from './live-ranking.ts'

test('a model comes into use with its last part, and the settings of before stay readable', () => {
  const ranking = new LiveRanking()
  const parts = modelParts(modelWith(3), 0)
  assert.ok(parts.length > 2)
  for (const body of parts) {
    assert.equal(ranking.ranker.model.settings.positionDecay, 1.5)
    ranking.adopt(body, body.part + 10)
  }
  assert.equal(ranking.ranker.model.settings.positionDecay, 3)
  const [{ position, settings }] = ranking.sums().adopted
  assert.deepEqual([position, settings.positionDecay], [parts.length + 9, 3])
})

test('of a model that lost a part, or was damaged, nothing is used, and it is counted', () => {
  const parts = modelParts(modelWith(3), 0)
  const flipped = { ...parts[1], bytes: parts[1].bytes.replace(/[A-Z]/, 'z') }
  const stories = [parts.slice(1), parts.toSpliced(1, 1), parts.toSpliced(1, 1, flipped)]
  for (const [n, story] of stories.entries()) {
    const ranking = new LiveRanking()
    for (const body of story) ranking.adopt(body, 1)
    assert.equal(ranking.ranker.model.settings.positionDecay, 1.5, `story ${n}`)
    assert.equal(ranking.adoptions.damaged, 1, `story ${n}`)
    assert.deepEqual(ranking.sums().adopted, [])
    for (const body of parts) ranking.adopt(body, 2)
    assert.equal(ranking.ranker.model.settings.positionDecay, 3, 'a whole one after it is used')
  }
})

test('what is not a model of this build is left out though its fingerprint is right', () => {
  const ranking = new LiveRanking()
  const [body] = modelParts(new Model(), 0)
  for (const text of ['bm8gbW9kZWw=', '☃', '']) {
    ranking.adopt({ ...body, parts: 1, bytes: text, model: fingerprint(text) }, 1)
  }
  assert.equal(ranking.adoptions.damaged, 3)
})

function modelWith(positionDecay: number): Model {
  const model = new Model()
  model.settings.positionDecay = positionDecay
  return model
}
