import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { MOST_CHARACTERISTICS, MOST_VALUES, type Moment } from '../../situation/moments/moment.ts'
import { type Candidates, MOST_ARMS } from './candidates.ts'
import type { Conjunctions } from './conjunctions.ts'
import { JointWeights } from './joint-weights.ts'
import { PairsAndTriples } from './pairs-and-triples.ts'
import { Weights } from './weights.ts'

/** How each family of weights is believed to spread, before anything was seen. */
export interface Customs {
  readonly value: number
  readonly arm: number
  readonly cross: number
  /** What the spread of value × arm can come down to: below it arms would be given up that a change may make good. */
  readonly leastCross: number
  /** Variance that each learning step gives back, so that what changes can be learned anew. */
  readonly noise: number
  /** Rate of success before anything was seen. */
  readonly rate: number
  /** Whether the weights of arms and of value × arm are found together. */
  readonly joint: boolean
  /** Whether conjunctions are looked at. */
  readonly conjunctions: boolean
  /** Steps between two looks at how weights spread. */
  readonly sweepEvery: number
}

/** Variance of what all values of a moment together do to an arm, before anything was seen and at the least. */
const MOMENT = 0.7
const LEAST_MOMENT = 0.28

/** For moments of so many characteristics: the more tell what an arm does, the less each of them. */
export function customsFor(characteristics: number): Customs {
  return {
    value: 0.1,
    arm: 0.1,
    cross: MOMENT / characteristics,
    leastCross: LEAST_MOMENT / characteristics,
    noise: 1e-6,
    rate: 0.05,
    joint: true,
    conjunctions: true,
    sweepEvery: 1 << 14,
  }
}

export const CUSTOMS = customsFor(MOST_CHARACTERISTICS)

/** A part of what an arm is believed to add: of itself, by one value, or by two or three together. */
export interface Term {
  /** Rising; none for the arm by itself. */
  values: number[]
  /** Log-odds. */
  amount: number
}

/** Share of what weights have learned that fades at each look. */
const FADING = 0.005
/** Outcomes of a spell, after which it is asked whether the world changed. */
const SPELL = 1 << 10
/** Evidence from which it is taken to have changed. */
const ENOUGH_UNREST = Math.log(300)
/** Share of what is known of arms, values × arms and conjunctions that is given up then. */
const GIVEN_UP = 0.8

/** Of the judgement that is being made, whosever it is. */
const JUDGED = {
  means: new Float64Array(MOST_ARMS),
  variances: new Float64Array(MOST_ARMS),
  hopes: new Float64Array(MOST_ARMS),
}

/**
 * Bayesian logistic regression with Gaussian weights, one pass, no learning rate
 * (assumed-density filtering; Opper 1998): what every value does to success whatever is shown,
 * what every arm and every value × arm does, found together, and what conjunctions do to
 * arms as far as they are likely to do anything.
 *
 * Priors shrink from general to specific, so a moment never seen is judged as its parts. One effect
 * that goes is forgotten by itself; when the newest outcomes of all together say that the world
 * changed, most of what is known of everything else is given up with them.
 */
export class Model {
  readonly arms: number
  readonly customs: Customs
  readonly conjunctions: Conjunctions
  /** What each arm is believed to add before anything was seen, log-odds: its weights start from here. */
  readonly leads: ArrayLike<number>
  readonly values: Weights
  readonly plain: Weights
  readonly crosses: Weights
  readonly #joint: JointWeights
  readonly #together: PairsAndTriples
  #bias: number
  #biasVariance = 1
  #steps = 0

  constructor(
    arms: number,
    conjunctions: Conjunctions,
    customs: Customs = CUSTOMS,
    leads: ArrayLike<number> = new Float64Array(arms),
  ) {
    this.arms = arms
    this.customs = customs
    this.leads = leads
    this.conjunctions = conjunctions
    this.values = new Weights(MOST_VALUES, customs.value)
    this.plain = new Weights(arms, customs.arm)
    this.plain.reach(arms)
    this.crosses = new Weights(MOST_VALUES * arms, customs.cross, customs.leastCross)
    this.#joint = new JointWeights(arms, this.plain, this.crosses)
    this.#together = new PairsAndTriples(arms, conjunctions)
    this.#bias = Math.log(customs.rate / (1 - customs.rate))
  }

  /** Outcomes it has learned from. */
  get steps(): number {
    return this.#steps
  }

  get bytes(): number {
    const parts = [this.values, this.plain, this.crosses, this.#joint, this.candidates]
    return parts.reduce((sum, part) => sum + part.bytes, 0)
  }

  /** What is believed of each conjunction. */
  get candidates(): Candidates {
    return this.#together.candidates
  }

  /**
   * What each arm adds here to the log-odds, and how sure that is. What a moment does to all
   * arms alike cancels between them and is left out.
   *
   * @param hopes chance that an arm has a big effect here that nobody knows of yet
   */
  judge(
    moment: Moment,
    means: Float64Array,
    variances: Float64Array,
    hopes: Float64Array = JUDGED.hopes,
  ): void {
    const { arms, plain, crosses } = this
    for (let a = 0; a < arms; a++) {
      hopes[a] = 0
      means[a] = this.leads[a] + plain.means[a]
      variances[a] = plain.variance(a)
    }
    const { means: m, variances: v, prior } = crosses
    for (let i = 0; i < moment.length; i++) {
      const at = moment[i] * arms
      const reached = Math.max(0, Math.min(arms, m.length - at))
      for (let a = 0; a < reached; a++) {
        means[a] += m[at + a]
        const known = v[at + a]
        // Each added by itself: a number chosen from the two would be allocated.
        if (known === 0 || known > prior) variances[a] += prior
        else variances[a] += known
      }
      for (let a = reached; a < arms; a++) variances[a] += prior
    }
    if (this.customs.conjunctions) this.#together.judge(moment, means, variances, hopes)
  }

  /** Log-odds of success whatever is shown. */
  appetite(moment: Moment): number {
    const { means } = this.values
    let sum = this.#bias
    for (let i = 0; i < moment.length; i++) if (moment[i] < means.length) sum += means[moment[i]]
    return sum
  }

  /** Rate of success when arms are shown with these chances. */
  expected(moment: Moment, chances: ArrayLike<number>): number {
    const { means, variances } = JUDGED
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
    yield { values: [], amount: this.leads[arm] + this.plain.means[arm] }
    for (const value of moment) {
      yield { values: [value], amount: this.crosses.means[value * this.arms + arm] ?? 0 }
    }
    if (!this.customs.conjunctions) return
    for (const row of this.#together.of(moment, arm)) {
      yield { values: this.conjunctions.valuesOf(row), amount: this.candidates.mean(row, arm) }
    }
  }

  /** One outcome of what was shown. */
  learn(moment: Moment, arm: number, reward: number): void {
    this.#reach(moment)
    const { conjunctions } = this.customs
    if (conjunctions) this.#together.meet(moment, arm)
    const { mean, variance } = this.#sums(moment, arm)
    const p = 1 / (1 + Math.exp(-mean))
    const w = p * (1 - p)
    const den = 1 + w * variance
    const error = reward - p
    this.#step(moment, arm, error / den, w / den)
    if (this.customs.joint) this.#joint.learn(moment, arm, error, w)
    if (conjunctions) this.#together.learn(arm, error, w)
    this.#steps++
    if (conjunctions && this.#steps % SPELL === 0) this.#askForUnrest()
    if (this.#steps % this.customs.sweepEvery === 0) this.#sweep()
  }

  #askForUnrest(): void {
    const { candidates } = this
    if (candidates.unrest.endSpell() < ENOUGH_UNREST) return
    this.crosses.widen()
    if (this.customs.joint) this.#joint.fade(GIVEN_UP)
    candidates.fade(GIVEN_UP)
    candidates.unrest.calm()
  }

  /** Three values together that began to count since the last time they were taken. */
  takeNewTriples(): number[][] {
    return this.#together.takeNewTriples()
  }

  /** Room for the highest number of the moment, which is its last. */
  #reach(moment: Moment): void {
    if (moment.length === 0) return
    const values = moment[moment.length - 1] + 1
    this.values.reach(values)
    this.crosses.reach(values * this.arms)
  }

  #sums(moment: Moment, arm: number): { mean: number; variance: number } {
    const { values, plain, crosses } = this
    let mean = this.#bias + this.leads[arm] + plain.means[arm]
    let variance = this.#biasVariance + plain.variance(arm)
    for (let i = 0; i < moment.length; i++) {
      const value = moment[i]
      const cross = value * this.arms + arm
      mean += values.means[value] + crosses.means[cross]
      variance += values.variance(value) + crosses.variance(cross)
    }
    if (this.customs.conjunctions) {
      const together = this.#together.sum(arm)
      mean += together.mean
      variance += together.variance
    }
    return { mean, variance }
  }

  /** Every weight that is weighed alone moves by its share of the blame: m += v·e, v −= v²·w. */
  #step(moment: Moment, arm: number, e: number, w: number): void {
    const { values, plain, crosses } = this
    const { noise, joint } = this.customs
    this.#bias += this.#biasVariance * e
    this.#biasVariance = Math.min(1, this.#biasVariance - this.#biasVariance ** 2 * w + noise)
    if (!joint) move(plain, arm, e, w, noise)
    for (let i = 0; i < moment.length; i++) {
      const value = moment[i]
      move(values, value, e, w, 0)
      if (!joint || !this.#joint.hasSeat(value)) move(crosses, value * this.arms + arm, e, w, noise)
    }
  }

  /** What is old fades, and how weights turned out to spread moves what the next are believed to be (empirical Bayes). */
  #sweep(): void {
    if (this.customs.joint) this.#joint.fade(FADING)
    for (const weights of [this.values, this.crosses]) weights.sweep()
  }

  /** These numbers were given to other values: what was learned of them is no longer true. */
  forget(values: readonly number[]): void {
    for (const value of values) {
      this.values.forget(value)
      this.#joint.forget(value)
      for (let a = 0; a < this.arms; a++) this.crosses.forget(value * this.arms + a)
    }
    if (this.customs.conjunctions) this.#together.forget(values)
  }

  save(writer: ByteWriter): void {
    writer.count(this.#steps)
    writer.f64(this.#bias)
    writer.f64(this.#biasVariance)
    for (const part of this.#parts) part.save(writer)
  }

  load(reader: ByteReader): void {
    this.#steps = reader.count()
    this.#bias = reader.f64()
    this.#biasVariance = reader.f64()
    for (const part of this.#parts) part.load(reader)
  }

  get #parts() {
    return [this.values, this.plain, this.crosses, this.#joint, this.#together]
  }
}

function move(weights: Weights, index: number, e: number, w: number, noise: number): void {
  const v = weights.variance(index)
  weights.means[index] += v * e
  weights.variances[index] = Math.min(weights.prior, v - v * v * w + noise)
}
