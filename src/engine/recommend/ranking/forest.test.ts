import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Random } from '../../../core/random.ts'
import { MOST_BINS } from './bins.ts'
import { Examples } from './examples.ts'
import { FEATURE_COUNT } from './features.ts'
import { finish } from './fixtures/shop.ts'
import { Forest } from './forest.ts'
import { ForestTrainer } from './forest-trainer.ts'
import { Histogram } from './histogram.ts'
import { judge } from './verdict.ts'

test('the best split of a histogram is the best of all splits, tried one by one', () => {
  fc.assert(
    fc.property(fc.nat(), seed => {
      const { bins, slopes, curvatures, order } = someRows(seed, 60)
      const histogram = new Histogram()
      histogram.fill(bins, order, 0, order.length, slopes, curvatures)
      const { gain } = histogram.bestSplit()
      assert.ok(Math.abs(gain - bestGain(bins, slopes, curvatures)) < 1e-6)
    }),
    { seed: 31, numRuns: 20 },
  )
})

test('what is left of a histogram without a child is the histogram of the sibling', () => {
  const { bins, slopes, curvatures, order } = someRows(7, 100)
  const [whole, left, right] = [new Histogram(), new Histogram(), new Histogram()]
  whole.fill(bins, order, 0, 100, slopes, curvatures)
  left.fill(bins, order, 0, 30, slopes, curvatures)
  right.fill(bins, order, 30, 100, slopes, curvatures)
  whole.subtract(left)
  for (let i = 0; i < whole.sums.length; i++) {
    assert.ok(Math.abs(whole.sums[i] - right.sums[i]) < 1e-4)
  }
})

test('a forest learns a rule no sum of features could say', () => {
  const examples = examplesOfExclusiveOr(1, 3000)
  const forest = finish(new ForestTrainer(examples, 2000, SETTINGS).grow())
  const rows = examples.rows - examples.starts[2000]
  const scores = new Float64Array(rows)
  forest.score(examples.bins, rows, scores, examples.starts[2000] * FEATURE_COUNT)
  const { lists, reciprocal } = judge(examples, 2000, scores)
  assert.ok(reciprocal / lists > 0.95, `mean reciprocal rank is ${reciprocal / lists}`)
})

test('the same examples grow the same forest, and a saved one scores alike', () => {
  const forests = [1, 2].map(() => {
    const examples = examplesOfExclusiveOr(2, 500)
    return finish(new ForestTrainer(examples, 500, SETTINGS).grow())
  })
  const [bytes, again] = forests.map(saved)
  assert.deepEqual(bytes, again)
  assert.deepEqual(saved(Forest.load(new ByteReader(bytes))), bytes)
})

test('a saved forest that asks for no feature or is cut short is refused', () => {
  const forest = finish(new ForestTrainer(examplesOfExclusiveOr(3, 300), 300, SETTINGS).grow())
  const bytes = saved(forest)
  const lost = bytes.slice()
  lost.set([255, 255, 3], 2)
  assert.throws(() => Forest.load(new ByteReader(lost)), /no such feature/)
  assert.throws(() => Forest.load(new ByteReader(bytes.slice(0, -1))), RangeError)
})

const SETTINGS = { trees: 10, shrinkage: 0.3, share: 1 }

function someRows(seed: number, count: number) {
  const random = new Random(seed)
  const bins = new Uint8Array(count * FEATURE_COUNT).map(() => random.below(MOST_BINS))
  const slopes = new Float32Array(count).map(() => random.next() - 0.5)
  const curvatures = new Float32Array(count).map(() => random.next())
  return { bins, slopes, curvatures, order: Int32Array.from({ length: count }, (_, i) => i) }
}

/** Friedman's gain with a pull of 5, for every feature and bin. */
function bestGain(bins: Uint8Array, slopes: Float32Array, curvatures: Float32Array): number {
  let best = 0
  for (let f = 0; f < FEATURE_COUNT; f++) {
    for (let bin = 0; bin < MOST_BINS - 1; bin++) {
      const sums = [0, 0, 0, 0]
      for (let row = 0; row < slopes.length; row++) {
        const side = bins[row * FEATURE_COUNT + f] > bin ? 2 : 0
        sums[side] += slopes[row]
        sums[side + 1] += curvatures[row]
      }
      const [g, h, G, H] = sums
      if (h < 1 || H < 1) continue
      const gain = (g * g) / (h + 5) + (G * G) / (H + 5) - (g + G) ** 2 / (h + H + 5)
      best = Math.max(best, gain)
    }
  }
  return best
}

/** Lists of eight, of which the one that is high in exactly one of two features is chosen. */
function examplesOfExclusiveOr(seed: number, lists: number): Examples {
  const random = new Random(seed)
  const examples = new Examples()
  for (let list = 0; list < lists; list++) {
    const rows = new Uint8Array(8 * FEATURE_COUNT).map(() => random.below(MOST_BINS))
    const chosen = random.below(8)
    for (let c = 0; c < 8; c++) {
      const isHigh = random.chance(0.75)
      rows[c * FEATURE_COUNT + 3] = isHigh ? 40 : 10
      rows[c * FEATURE_COUNT + 5] = isHigh === (c === chosen) ? 10 : 40
    }
    examples.add(rows, 8, chosen)
  }
  return examples
}

function saved(forest: Forest): Uint8Array {
  const writer = new ByteWriter()
  forest.save(writer)
  return writer.done()
}
