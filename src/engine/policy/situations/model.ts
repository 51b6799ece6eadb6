import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { MOST_VALUES, type Moment } from '../../situation/moments/moment.ts'
import { Candidates } from './candidates.ts'
import { type Conjunctions, MOST_PAIRS_ACTIVE } from './conjunctions.ts'
import { Weights } from './weights.ts'

/** How each family of weights is believed to spread, before anything was seen. */
export interface Customs {
  readonly value: number
  readonly arm: number
  readonly cross: number
  readonly pair: number
  readonly triple: number
  /** Variance that each learning step gives back, so that what changes can be learned anew. */
  readonly noise: number
  /** Rate of success before anything was seen. */
  readonly rate: number
  /** Whether conjunctions may have weights at all. */
  readonly conjunctions: boolean
  /** Whether the spreads are learned. */
  readonly learnsSpread: boolean
}

export const CUSTOMS: Customs = {
  value: 0.1,
  arm: 0.1,
  cross: 0.05,
  pair: 0.02,
  triple: 0.01,
  noise: 1e-6,
  rate: 0.05,
  conjunctions: true,
  learnsSpread: true,
}

/** A part of what an arm is believed to add: of itself, by one value, or by two or three together. */
export interface Term {
  /** Rising; none for the arm by itself. */
  values: number[]
  /** Log-odds. */
  amount: number
}

/** Steps between two looks at how weights spread. */
const SWEEP_EVERY = 1 << 14
/** Triples of a moment that are looked at. */
const MOST_TRIPLES = 192

/**
 * Bayesian logistic regression with independent Gaussian weights, one pass, no learning rate
 * (assumed-density filtering; Opper 1998): what every value does to success whatever is shown,
 * what every arm does, every value × arm, and the conjunctions × arm that earned a weight.
 *
 * Priors shrink from general to specific, so a moment never seen is judged as its parts.
 */
export class Model {
  readonly arms: number
  readonly customs: Customs
  readonly conjunctions: Conjunctions
  readonly values: Weights
  readonly plain: Weights
  readonly crosses: Weights
  readonly candidates: Candidates
  #bias: number
  #biasVariance = 1
  #pairPrior: number
  #triplePrior: number
  #steps = 0
  /** What the last moment is in. */
  readonly #rows = new Int32Array(MOST_PAIRS_ACTIVE + MOST_TRIPLES)
  #rowCount = 0
  #pairCount = 0
  readonly #newTriples: number[] = []
  readonly #judged: { means: Float64Array; variances: Float64Array }

  constructor(arms: number, conjunctions: Conjunctions, customs: Customs = CUSTOMS) {
    this.arms = arms
    this.customs = customs
    this.conjunctions = conjunctions
    this.values = new Weights(MOST_VALUES, customs.value)
    this.plain = new Weights(arms, customs.arm)
    this.plain.reach(arms)
    this.crosses = new Weights(MOST_VALUES * arms, customs.cross)
    this.candidates = new Candidates(arms)
    this.#bias = Math.log(customs.rate / (1 - customs.rate))
    this.#pairPrior = customs.pair
    this.#triplePrior = customs.triple
    this.#judged = { means: new Float64Array(arms), variances: new Float64Array(arms) }
  }

  /** Outcomes it has learned from. */
  get steps(): number {
    return this.#steps
  }

  get bytes(): number {
    return this.values.bytes + this.plain.bytes + this.crosses.bytes + this.candidates.bytes
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
    if (this.customs.conjunctions) this.#judgeConjunctions(moment, means, variances)
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

  /** Rate of success when arms are shown with these chances. */
  expected(moment: Moment, chances: ArrayLike<number>): number {
    const { means, variances } = this.#judged
    this.judge(moment, means, variances)
    const appetite = this.appetite(moment)
    let rate = 0
    for (let a = 0; a < this.arms; a++) {
      if (chances[a] > 0) rate += chances[a] / (1 + Math.exp(-appetite - means[a]))
    }
    return rate
  }

  /** What speaks for or against an arm here, one part of the sum that `judge` makes after another. */
  *terms(moment: Moment, arm: number): Generator<Term> {
    this.#reach(moment)
    yield { values: [], amount: this.plain.means[arm] }
    for (const value of moment) {
      yield { values: [value], amount: this.crosses.means[value * this.arms + arm] }
    }
    if (!this.customs.conjunctions) return
    this.#pairCount = this.#rowCount = this.conjunctions.findPairs(moment, this.#rows)
    this.#findTriples(moment)
    for (const row of this.#rows.slice(0, this.#rowCount)) {
      if (row < 0 || (this.candidates.promoted(row) & (1 << arm)) === 0) continue
      yield { values: this.conjunctions.valuesOf(row), amount: this.candidates.mean(row, arm) }
    }
  }

  /** One outcome of what was shown. */
  learn(moment: Moment, arm: number, reward: number): void {
    this.#reach(moment)
    if (this.customs.conjunctions) this.#meet(moment, arm)
    const { mean, variance } = this.#sums(moment, arm)
    const p = 1 / (1 + Math.exp(-mean))
    const w = p * (1 - p)
    const den = 1 + w * variance
    const error = reward - p
    this.#step(moment, arm, error / den, w / den)
    if (this.customs.conjunctions) this.#weigh(arm, error, w)
    this.#steps++
    if (this.customs.learnsSpread && this.#steps % SWEEP_EVERY === 0) this.#sweep()
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
    if (!this.customs.conjunctions) return { mean, variance }
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
    const { noise } = this.customs
    this.#bias += this.#biasVariance * e
    this.#biasVariance = Math.min(1, this.#biasVariance - this.#biasVariance ** 2 * w + noise)
    move(plain, arm, e, w, noise)
    for (let i = 0; i < moment.length; i++) {
      move(values, moment[i], e, w, 0)
      move(crosses, moment[i] * this.arms + arm, e, w, noise)
    }
    if (!this.customs.conjunctions) return
    const bit = 1 << arm
    for (let i = 0; i < this.#rowCount; i++) {
      const row = this.#rows[i]
      if (row < 0 || (candidates.promoted(row) & bit) === 0) continue
      const v = candidates.variance(row, arm)
      const prior = i < this.#pairCount ? this.#pairPrior : this.#triplePrior
      const mean = candidates.mean(row, arm) + v * e
      const left = Math.min(prior, v - v * v * w + noise)
      if (left < prior / 4 && mean * mean < left / 2) candidates.demote(row, arm)
      else candidates.set(row, arm, mean, left)
    }
  }

  /** What is left unexplained is put down to every conjunction of the moment. */
  #weigh(arm: number, error: number, w: number): void {
    for (let i = 0; i < this.#rowCount; i++) {
      const row = this.#rows[i]
      if (row < 0) continue
      const prior = i < this.#pairCount ? this.#pairPrior : this.#triplePrior
      const isNews = this.candidates.surprise(row, arm, error, w, prior)
      if (isNews && i >= this.#pairCount) this.#newTriples.push(row)
    }
  }

  /** Three values together that got a weight since the last time they were taken. */
  takeNewTriples(): number[][] {
    return this.#newTriples.splice(0).map(row => this.conjunctions.valuesOf(row))
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

  /** How weights turned out to spread moves what the next are believed to be (empirical Bayes). */
  #sweep(): void {
    const { pair, triple } = this.customs
    const isTriple = (row: number) => this.conjunctions.isTriple(row)
    for (const weights of [this.values, this.crosses]) weights.sweep()
    this.#pairPrior = this.candidates.learnedSpread(this.#pairPrior, pair, row => !isTriple(row))
    this.#triplePrior = this.candidates.learnedSpread(this.#triplePrior, triple, isTriple)
  }

  /** These numbers were given to other values: what was learned of them is no longer true. */
  forget(values: readonly number[]): void {
    for (const value of values) {
      this.values.forget(value)
      for (let a = 0; a < this.arms; a++) this.crosses.forget(value * this.arms + a)
    }
    for (const row of this.conjunctions.rowsWith(values)) this.candidates.forget(row)
  }

  save(writer: ByteWriter): void {
    writer.count(this.#steps)
    for (const number of [this.#bias, this.#biasVariance, this.#pairPrior, this.#triplePrior]) {
      writer.f64(number)
    }
    for (const part of [this.values, this.plain, this.crosses, this.candidates]) part.save(writer)
  }

  load(reader: ByteReader): void {
    this.#steps = reader.count()
    this.#bias = reader.f64()
    this.#biasVariance = reader.f64()
    this.#pairPrior = reader.f64()
    this.#triplePrior = reader.f64()
    for (const part of [this.values, this.plain, this.crosses, this.candidates]) part.load(reader)
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
