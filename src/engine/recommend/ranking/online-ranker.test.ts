import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Random } from '../../../core/random.ts'
import { MOST_BINS } from './bins.ts'
import { FEATURE_COUNT } from './features.ts'
import { OnlineRanker } from './online-ranker.ts'

const LENGTH = 10

test('the ranker learns which feature tells what is clicked', () => {
  const random = new Random(1)
  const ranker = new OnlineRanker()
  for (let i = 0; i < 2000; i++) ranker.learn(...lesson(random))
  let first = 0
  for (let i = 0; i < 200; i++) {
    const [bins, count, chosen] = lesson(random)
    const scores = new Float64Array(count)
    ranker.score(bins, count, scores)
    if (scores.indexOf(Math.max(...scores)) === chosen) first++
  }
  assert.ok(first > 90, `${first} of 200`)
})

test('what the features add is the score', () => {
  const random = new Random(2)
  const ranker = new OnlineRanker()
  for (let i = 0; i < 100; i++) ranker.learn(...lesson(random))
  const [bins, count] = lesson(random)
  const scores = new Float64Array(count)
  ranker.score(bins, count, scores)
  for (let c = 0; c < count; c++) {
    const sum = ranker.contributions(bins, c * FEATURE_COUNT).reduce((a, b) => a + b, 0)
    assert.ok(Math.abs(sum - scores[c]) < 1e-9)
  }
})

test('a saved ranker, loaded, learns on alike', () => {
  const random = new Random(3)
  const ranker = new OnlineRanker()
  for (let i = 0; i < 50; i++) ranker.learn(...lesson(random))
  const loaded = OnlineRanker.load(new ByteReader(saved(ranker)))
  const last = lesson(random)
  ranker.learn(...last)
  loaded.learn(...last)
  assert.deepEqual(saved(loaded), saved(ranker))
})

/** A list of which the candidate highest in the eleventh feature is clicked, most of the time. */
function lesson(random: Random): [bins: Uint8Array, count: number, chosen: number] {
  const bins = new Uint8Array(LENGTH * FEATURE_COUNT).map(() => random.below(MOST_BINS))
  let chosen = 0
  for (let c = 1; c < LENGTH; c++) {
    if (bins[c * FEATURE_COUNT + 11] > bins[chosen * FEATURE_COUNT + 11]) chosen = c
  }
  return [bins, LENGTH, random.chance(0.9) ? chosen : random.below(LENGTH)]
}

function saved(ranker: OnlineRanker): Uint8Array {
  const writer = new ByteWriter()
  ranker.save(writer)
  return writer.done()
}
