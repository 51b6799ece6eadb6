import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { MOST_BINS } from './bins.ts'
import { FEATURE_COUNT, FEATURES, type Feature } from './features.ts'
import { softmax } from './listwise.ts'
import { packCells, unpackCells } from './packed-cells.ts'
import { MOST_CANDIDATES } from './shortlist.ts'

/** Pairs of features that say more together than apart. */
const CROSSES: [Feature, Feature][] = [
  ['near', 'step'],
  ['next', 'step'],
  ['stays', 'step'],
  ['count', 'step'],
  ['near', 'next'],
  ['near', 'neighbours'],
  ['nearRank', 'ruleRank'],
  ['isCurrent', 'currentStays'],
  ['isCurrent', 'run'],
  ['isCurrent', 'length'],
  ['length', 'step'],
  ['returns', 'step'],
  ['follows', 'next'],
  ['plain', 'step'],
  ['rule1', 'next'],
  ['recent', 'next'],
  ['clicks', 'near'],
  ['currentClicks', 'next'],
  ['isWhich', 'run'],
  ['stays', 'isCurrent'],
  ['together', 'near'],
  ['bestNext', 'next'],
  ['togetherRank', 'nearRank'],
  ['after', 'step'],
  ['pair', 'follows'],
  ['indirect', 'next'],
  ['many', 'near'],
]
/** A current, an earlier and a new item follow different rules. */
const REGIMES = 3
/** Bins of a feature in a pair, a quarter of its own. */
const PAIR_BINS = 16
const PAIR_SHIFT = Math.log2(MOST_BINS / PAIR_BINS)
const SINGLES = REGIMES * FEATURE_COUNT * MOST_BINS
const STEP = FEATURES.indexOf('step')
const IS_CURRENT = FEATURES.indexOf('isCurrent')
const FIRST = CROSSES.map(([a]) => FEATURES.indexOf(a))
const SECOND = CROSSES.map(([, b]) => FEATURES.indexOf(b))
/** Features of few values, whose first bins must not be taken together. */
const COUNTS: Feature[] = ['count', 'step', 'isCurrent', 'isWhich', 'length', 'run']
const FIRST_SHIFT = CROSSES.map(([a]) => (COUNTS.includes(a) ? 0 : PAIR_SHIFT))
const SECOND_SHIFT = CROSSES.map(([, b]) => (COUNTS.includes(b) ? 0 : PAIR_SHIFT))
/** What is believed before the first click: neighbours know best, then what came next. */
const PRIOR: [Feature, number][] = [
  ['near', 4],
  ['rule', 2],
  ['together', 1],
]
const PRIORS = priors()
/** First steps of learning, which shrink as a cell is touched (AdaGrad: Duchi et al., 2011). */
const SINGLE_RATE = 0.1
const CROSS_RATE = 0.05
/** Of the step being taken, whosever it is: all zero between two steps. */
const SLOPES = new Float32Array(PRIORS.length)
const TOUCHED = new Int32Array(PRIORS.length)
/** Of the ranker being saved: cells that learnt something. */
const KNOWN = new Int32Array(PRIORS.length)

/**
 * Learns from each next click which candidates it should have put first.
 *
 * A score is a sum of weights, one for each feature's bin and one for each pair of bins
 * that matter together, so why an item stands where it does can be read off. Learning is
 * one step of listwise softmax a click: nothing is kept but the weights.
 */
export class OnlineRanker {
  readonly weights = PRIORS.slice()
  readonly #squares = new Float32Array(this.weights.length)
  readonly #chances = new Float64Array(MOST_CANDIDATES)

  /** Scores of `count` candidates from their bins. */
  score(bins: Uint8Array, count: number, into: Float64Array, from = 0): void {
    const { weights } = this
    for (let c = 0; c < count; c++) {
      const row = from + c * FEATURE_COUNT
      let sum = 0
      let cell = regimeOf(bins, row) * FEATURE_COUNT * MOST_BINS
      for (let f = 0; f < FEATURE_COUNT; f++, cell += MOST_BINS)
        sum += weights[cell + bins[row + f]]
      for (let x = 0; x < FIRST.length; x++) {
        sum += weights[crossCell(x, bins, row)]
      }
      into[c] = sum
    }
  }

  /** The visitor clicked candidate `chosen` of these. */
  learn(bins: Uint8Array, count: number, chosen: number, from = 0): void {
    const chances = this.#chances
    this.score(bins, count, chances, from)
    softmax(chances, count)
    let touched = 0
    for (let c = 0; c < count; c++) {
      const slope = chances[c] - (c === chosen ? 1 : 0)
      touched = this.#spread(bins, from + c * FEATURE_COUNT, slope, touched)
    }
    for (let i = 0; i < touched; i++) this.#step(TOUCHED[i])
  }

  /**
   * What each feature adds to the score of the candidate whose bins begin at `row`; a pair of
   * features counts half for each. Their sum is the score: why the item stands where it does.
   */
  contributions(bins: Uint8Array, row: number): Float64Array {
    const parts = new Float64Array(FEATURE_COUNT)
    const regime = regimeOf(bins, row) * FEATURE_COUNT * MOST_BINS
    for (let f = 0; f < FEATURE_COUNT; f++) {
      parts[f] = this.weights[regime + f * MOST_BINS + bins[row + f]]
    }
    for (let x = 0; x < FIRST.length; x++) {
      const half = this.weights[crossCell(x, bins, row)] / 2
      parts[FIRST[x]] += half
      parts[SECOND[x]] += half
    }
    return parts
  }

  /** Cells that learnt something, each with its distance from the one before. */
  save(writer: ByteWriter): void {
    const { weights } = this
    const squares = this.#squares
    let known = 0
    for (let cell = 0; cell < weights.length; cell++) {
      if (squares[cell] !== 0 || weights[cell] !== PRIORS[cell]) KNOWN[known++] = cell
    }
    writer.count(known)
    let before = 0
    for (let i = 0; i < known; i++) {
      const cell = KNOWN[i]
      writer.count(cell - before)
      writer.f32(weights[cell])
      writer.f32(squares[cell])
      before = cell
    }
  }

  /** @throws RangeError when there are more cells than a ranker has. */
  static load(reader: ByteReader): OnlineRanker {
    const ranker = new OnlineRanker()
    let cell = 0
    for (let left = reader.count(); left > 0; left--) {
      cell += reader.count()
      if (cell >= PRIORS.length) throw new RangeError('a ranker has more cells than it may')
      ranker.weights[cell] = reader.f32()
      ranker.#squares[cell] = reader.f32()
    }
    return ranker
  }

  /** The same in a few bytes, rounded: for a model that travels. What was packed once is exact. */
  pack(writer: ByteWriter): void {
    packCells(writer, this.weights, PRIORS, this.#squares)
  }

  static unpack(reader: ByteReader): OnlineRanker {
    const ranker = new OnlineRanker()
    unpackCells(reader, ranker.weights, ranker.#squares)
    return ranker
  }

  /** Add a candidate's slope to every cell it touches; the count of cells touched so far. */
  #spread(bins: Uint8Array, row: number, slope: number, touched: number): number {
    let cell = regimeOf(bins, row) * FEATURE_COUNT * MOST_BINS
    for (let f = 0; f < FEATURE_COUNT; f++, cell += MOST_BINS) {
      touched = this.#add(cell + bins[row + f], slope, touched)
    }
    for (let x = 0; x < FIRST.length; x++) {
      touched = this.#add(crossCell(x, bins, row), slope, touched)
    }
    return touched
  }

  #add(cell: number, slope: number, touched: number): number {
    if (slope === 0) return touched
    if (SLOPES[cell] === 0) TOUCHED[touched++] = cell
    SLOPES[cell] += slope
    return touched
  }

  #step(cell: number): void {
    const slope = SLOPES[cell]
    SLOPES[cell] = 0
    this.#squares[cell] += slope * slope
    const rate = cell < SINGLES ? SINGLE_RATE : CROSS_RATE
    this.weights[cell] -= (rate * slope) / Math.sqrt(1 + this.#squares[cell])
  }
}

function crossCell(cross: number, bins: Uint8Array, row: number): number {
  const a = Math.min(PAIR_BINS - 1, bins[row + FIRST[cross]] >> FIRST_SHIFT[cross])
  const b = Math.min(PAIR_BINS - 1, bins[row + SECOND[cross]] >> SECOND_SHIFT[cross])
  return SINGLES + (cross * PAIR_BINS + a) * PAIR_BINS + b
}

/** 0 for the current item, 1 for one seen earlier in the session, 2 for a new one. */
function regimeOf(bins: Uint8Array, row: number): number {
  if (bins[row + IS_CURRENT] > 0) return 0
  return bins[row + STEP] > 0 ? 1 : 2
}

function priors(): Float32Array {
  const weights = new Float32Array(SINGLES + CROSSES.length * PAIR_BINS * PAIR_BINS)
  for (const [feature, worth] of PRIOR) {
    for (let regime = 0; regime < REGIMES; regime++) {
      const first = (regime * FEATURE_COUNT + FEATURES.indexOf(feature)) * MOST_BINS
      for (let bin = 0; bin < MOST_BINS; bin++) weights[first + bin] = (worth * bin) / MOST_BINS
    }
  }
  return weights
}
