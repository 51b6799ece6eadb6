import { Conjunctions, MOST_PAIRS_ACTIVE } from '../../src/engine/policy/situations/conjunctions.ts'
import { Weights } from '../../src/engine/policy/situations/weights.ts'
import { MOST_VALUES, type Moment } from '../../src/engine/situation/moments/moment.ts'
import { PromotedWeights } from './promoted-weights.ts'

/** Variances before anything was seen, and what each learning step gives back. */
const VALUE = 0.1
const ARM = 0.1
const CROSS = 0.05
const PAIR = 0.02
const TRIPLE = 0.01
const NOISE = 1e-6
const RATE = 0.05
/** Triples of a moment that are looked at. */
const MOST_TRIPLES = 192

/**
 * The recipe as it is written down, without what we add: independent Gaussian weights, and
 * conjunctions that are promoted for good. Without conjunctions it is the policy of main effects.
 */
export class Recipe {
  readonly arms: number
  readonly #looksAtPairs: boolean
  readonly conjunctions: Conjunctions
  readonly values: Weights
  readonly plain: Weights
  readonly crosses: Weights
  readonly candidates: PromotedWeights
  #bias: number
  #biasVariance = 1
  /** What the last moment is in. */
  readonly #rows = new Int32Array(MOST_PAIRS_ACTIVE + MOST_TRIPLES)
  #rowCount = 0
  #pairCount = 0

  constructor(arms: number, rows: number, looksAtPairs: boolean) {
    this.arms = arms
    this.#looksAtPairs = looksAtPairs
    this.conjunctions = new Conjunctions(rows)
    this.values = new Weights(MOST_VALUES, VALUE)
    this.plain = new Weights(arms, ARM)
    this.plain.reach(arms)
    this.crosses = new Weights(MOST_VALUES * arms, CROSS)
    this.candidates = new PromotedWeights(arms)
    this.#bias = Math.log(RATE / (1 - RATE))
  }

  /**
   * What each arm adds here to the log-odds, and how sure that is. What a moment does to all
   * arms alike cancels between them and is left out.
   */
  judge(moment: Moment, means: Float64Array, variances: Float64Array): void {
    this.#reach(moment)
    const { arms, plain, crosses } = this
    for (let a = 0; a < arms; a++) {
      means[a] = plain.means[a]
      variances[a] = plain.variance(a)
    }
    const { means: m, variances: v, prior } = crosses
    for (let i = 0; i < moment.length; i++) {
      const at = moment[i] * arms
      for (let a = 0; a < arms; a++) {
        means[a] += m[at + a]
        const known = v[at + a]
        variances[a] += known === 0 || known > prior ? prior : known
      }
    }
    if (this.#looksAtPairs) this.#judgeConjunctions(moment, means, variances)
  }

  #judgeConjunctions(moment: Moment, means: Float64Array, variances: Float64Array): void {
    const { candidates } = this
    this.#pairCount = this.#rowCount = this.conjunctions.findPairs(moment, this.#rows)
    this.#findTriples(moment)
    for (let i = 0; i < this.#rowCount; i++) {
      const row = this.#rows[i]
      if (row < 0) continue
      let bits = candidates.promoted(row)
      for (let a = 0; bits !== 0; bits >>>= 1, a++) {
        if ((bits & 1) === 0) continue
        means[a] += candidates.mean(row, a)
        variances[a] += candidates.variance(row, a)
      }
    }
  }

  /** Log-odds of success whatever is shown. */
  appetite(moment: Moment): number {
    this.#reach(moment)
    let sum = this.#bias
    for (let i = 0; i < moment.length; i++) sum += this.values.means[moment[i]]
    return sum
  }

  /** One outcome of what was shown. */
  learn(moment: Moment, arm: number, reward: number): void {
    this.#reach(moment)
    if (this.#looksAtPairs) this.#meet(moment, arm)
    const { mean, variance } = this.#sums(moment, arm)
    const p = 1 / (1 + Math.exp(-mean))
    const w = p * (1 - p)
    const den = 1 + w * variance
    const error = reward - p
    this.#step(moment, arm, error / den, w / den)
    if (this.#looksAtPairs) this.#weigh(arm, error, w)
  }

  /** Room for the highest number of the moment, which is its last. */
  #reach(moment: Moment): void {
    if (moment.length === 0) return
    const values = moment[moment.length - 1] + 1
    this.values.reach(values)
    this.crosses.reach(values * this.arms)
  }

  #meet(moment: Moment, arm: number): void {
    this.#pairCount = this.#rowCount = this.conjunctions.meetPairs(moment, this.#rows)
    this.#openTriples(moment, arm)
    this.candidates.makeRoom(this.conjunctions.size)
  }

  #sums(moment: Moment, arm: number): { mean: number; variance: number } {
    const { values, plain, crosses, candidates } = this
    let mean = this.#bias + plain.means[arm]
    let variance = this.#biasVariance + plain.variance(arm)
    for (let i = 0; i < moment.length; i++) {
      const value = moment[i]
      const cross = value * this.arms + arm
      mean += values.means[value] + crosses.means[cross]
      variance += values.variance(value) + crosses.variance(cross)
    }
    if (!this.#looksAtPairs) return { mean, variance }
    const bit = 1 << arm
    for (let i = 0; i < this.#rowCount; i++) {
      const row = this.#rows[i]
      if (row < 0 || (candidates.promoted(row) & bit) === 0) continue
      mean += candidates.mean(row, arm)
      variance += candidates.variance(row, arm)
    }
    return { mean, variance }
  }

  /** Every weight that spoke moves by its share of the blame: m += v·e, v −= v²·w. */
  #step(moment: Moment, arm: number, e: number, w: number): void {
    const { values, plain, crosses, candidates } = this
    this.#bias += this.#biasVariance * e
    this.#biasVariance = Math.min(1, this.#biasVariance - this.#biasVariance ** 2 * w + NOISE)
    move(plain, arm, e, w, NOISE)
    for (let i = 0; i < moment.length; i++) {
      move(values, moment[i], e, w, 0)
      move(crosses, moment[i] * this.arms + arm, e, w, NOISE)
    }
    if (!this.#looksAtPairs) return
    const bit = 1 << arm
    for (let i = 0; i < this.#rowCount; i++) {
      const row = this.#rows[i]
      if (row < 0 || (candidates.promoted(row) & bit) === 0) continue
      const v = candidates.variance(row, arm)
      const prior = i < this.#pairCount ? PAIR : TRIPLE
      const mean = candidates.mean(row, arm) + v * e
      const left = Math.min(prior, v - v * v * w + NOISE)
      if (left < prior / 4 && mean * mean < left / 2) candidates.demote(row, arm)
      else candidates.set(row, arm, mean, left)
    }
  }

  /** What is left unexplained is put down to every conjunction of the moment. */
  #weigh(arm: number, error: number, w: number): void {
    for (let i = 0; i < this.#rowCount; i++) {
      const row = this.#rows[i]
      if (row < 0) continue
      const prior = i < this.#pairCount ? PAIR : TRIPLE
      this.candidates.surprise(row, arm, error, w, prior)
    }
  }

  /** Triples that stand on a promoted pair and have a weight, behind the pairs. */
  #findTriples(moment: Moment): void {
    this.#eachTriple(moment, -1, (low, middle, high) =>
      this.conjunctions.findTriple(low, middle, high),
    )
  }

  #openTriples(moment: Moment, arm: number): void {
    this.#eachTriple(moment, 1 << arm, (low, middle, high) =>
      this.conjunctions.meetTriple(low, middle, high),
    )
  }

  /** Each triple one of whose pairs has a weight for one of the arms; once each. */
  #eachTriple(
    moment: Moment,
    arms: number,
    rowOf: (low: number, middle: number, high: number) => number,
  ): void {
    const { candidates } = this
    for (let j = 1, pair = 0; j < moment.length; j++) {
      for (let i = 0; i < j; i++, pair++) {
        const row = this.#rows[pair]
        if (row < 0 || (candidates.promoted(row) & arms) === 0) continue
        for (let k = 0; k < moment.length; k++) {
          if (k === i || k === j || this.#rowCount === this.#rows.length) continue
          if (this.#isTold(i, j, k, arms)) continue
          const [low, middle, high] = k < i ? [k, i, j] : k < j ? [i, k, j] : [i, j, k]
          const triple = rowOf(moment[low], moment[middle], moment[high])
          if (triple >= 0) this.#rows[this.#rowCount++] = triple
        }
      }
    }
  }

  /** Whether an earlier pair of the same triple told of it. */
  #isTold(i: number, j: number, k: number, arms: number): boolean {
    const here = pairAt(i, j)
    const first = pairAt(Math.min(i, k), Math.max(i, k))
    const second = pairAt(Math.min(j, k), Math.max(j, k))
    return (
      (first < here && this.#tells(first, arms)) || (second < here && this.#tells(second, arms))
    )
  }

  #tells(pair: number, arms: number): boolean {
    const row = this.#rows[pair]
    return row >= 0 && (this.candidates.promoted(row) & arms) !== 0
  }

  /** These numbers were given to other values: what was learned of them is no longer true. */
  forget(values: readonly number[]): void {
    for (const value of values) {
      this.values.forget(value)
      for (let a = 0; a < this.arms; a++) this.crosses.forget(value * this.arms + a)
    }
    for (const row of this.conjunctions.rowsWith(values)) this.candidates.forget(row)
  }
}

/** Place of a pair among all pairs of a moment. */
function pairAt(low: number, high: number): number {
  return ((high * (high - 1)) >> 1) + low
}

function move(weights: Weights, index: number, e: number, w: number, noise: number): void {
  const v = weights.variance(index)
  weights.means[index] += v * e
  weights.variances[index] = Math.min(weights.prior, v - v * v * w + noise)
}
