import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import type { Moment } from '../../situation/moments/moment.ts'
import { Conjunctions } from './conjunctions.ts'
import { CUSTOMS, type Customs, Model } from './model.ts'

/** A click is known in minutes, a purchase in days: each step is learned from those who took the one before. */
export const STEPS = ['click', 'cart', 'purchase'] as const
export type Step = (typeof STEPS)[number]

/**
 * What a step is like before anything was seen. Later ones are rare, so they believe less in
 * differences, and look at no conjunctions: there would never be enough to tell one from chance.
 * How much they differ is learned sooner, for they will not have many steps.
 */
const LATER = {
  ...CUSTOMS,
  arm: 0.05,
  cross: 0.02,
  leastCross: 0.004,
  joint: false,
  conjunctions: false,
  sweepEvery: 1 << 10,
}
const STEP_CUSTOMS: Record<Step, Customs> = {
  click: CUSTOMS,
  cart: { ...LATER, rate: 0.2 },
  purchase: { ...LATER, rate: 0.3 },
}
/** Purchases that the margin of an arm is believed to be worth, before it has any of its own. */
const PRIOR_PURCHASES = 50
/** Spread of a purchase's margin beside its mean, squared. */
const MARGIN_SPREAD = 1

/**
 * What each arm is expected to earn: click, then cart of those who clicked, then purchase of
 * those who put in the cart, and the margin of a purchase. The logarithms add up, so the choice is
 * made as with one step.
 */
export class Heads {
  readonly arms: number
  readonly conjunctions: Conjunctions
  readonly models: Record<Step, Model>
  readonly #purchases: Float64Array
  readonly #margins: Float64Array
  readonly #means: Float64Array
  readonly #variances: Float64Array
  readonly #hopes: Record<'step' | 'all', Float64Array>

  /** @param leads of the arms in the first step, log-odds: what is hoped of each before anything was seen */
  constructor(arms: number, conjunctions: Conjunctions, leads?: ArrayLike<number>) {
    this.arms = arms
    this.conjunctions = conjunctions
    const modelOf = (step: Step, leads?: ArrayLike<number>) =>
      new Model(arms, conjunctions, STEP_CUSTOMS[step], leads)
    this.models = {
      click: modelOf('click', leads),
      cart: modelOf('cart'),
      purchase: modelOf('purchase'),
    }
    this.#purchases = new Float64Array(arms)
    this.#margins = new Float64Array(arms)
    this.#means = new Float64Array(arms)
    this.#variances = new Float64Array(arms)
    this.#hopes = { step: new Float64Array(arms), all: new Float64Array(arms) }
  }

  learn(step: Step, moment: Moment, arm: number, success: boolean): void {
    this.models[step].learn(moment, arm, success ? 1 : 0)
  }

  /** Minor units; a refund is told with a minus and no purchase. */
  learnMargin(arm: number, margin: number, purchases = 1): void {
    this.#purchases[arm] += purchases
    this.#margins[arm] += margin
  }

  /** Log of what each arm is expected to earn here, how sure that is and what may be hoped for, for `engineChances`. */
  judge(
    moment: Moment,
    means: Float64Array,
    variances: Float64Array,
    hopes: Float64Array = this.#hopes.all,
  ): void {
    this.#judgeMargins(means, variances)
    hopes.fill(0)
    for (const step of STEPS) {
      const model = this.models[step]
      const appetite = model.appetite(moment)
      model.judge(moment, this.#means, this.#variances, this.#hopes.step)
      for (let a = 0; a < this.arms; a++) {
        const p = 1 / (1 + Math.exp(-appetite - this.#means[a]))
        means[a] += Math.log(p)
        hopes[a] += this.#hopes.step[a]
        // The logarithm of a rate moves by 1 − p when its log-odds move by 1.
        variances[a] += (1 - p) ** 2 * this.#variances[a]
      }
    }
  }

  /** Rate of a step that is expected here for an arm. */
  rate(step: Step, moment: Moment, arm: number): number {
    const model = this.models[step]
    model.judge(moment, this.#means, this.#variances)
    return 1 / (1 + Math.exp(-model.appetite(moment) - this.#means[arm]))
  }

  /** These numbers were given to other values. */
  forget(values: readonly number[]): void {
    for (const step of STEPS) this.models[step].forget(values)
  }

  save(writer: ByteWriter): void {
    writer.count(this.arms)
    this.conjunctions.save(writer)
    for (const step of STEPS) this.models[step].save(writer)
    for (let a = 0; a < this.arms; a++) {
      writer.f64(this.#purchases[a])
      writer.f64(this.#margins[a])
    }
  }

  static load(reader: ByteReader, leads?: ArrayLike<number>): Heads {
    const arms = reader.count()
    const heads = new Heads(arms, Conjunctions.load(reader), leads)
    for (const step of STEPS) heads.models[step].load(reader)
    for (let a = 0; a < arms; a++) {
      heads.#purchases[a] = reader.f64()
      heads.#margins[a] = reader.f64()
    }
    return heads
  }

  /** Margins of few purchases are drawn towards that of all; who loses money is not worth nothing but a little. */
  #judgeMargins(means: Float64Array, variances: Float64Array): void {
    let purchases = 0
    let margins = 0
    for (let a = 0; a < this.arms; a++) {
      purchases += this.#purchases[a]
      margins += this.#margins[a]
    }
    const usual = purchases > 0 && margins > 0 ? margins / purchases : 1
    for (let a = 0; a < this.arms; a++) {
      const weight = PRIOR_PURCHASES + this.#purchases[a]
      const mean = (usual * PRIOR_PURCHASES + this.#margins[a]) / weight
      means[a] = Math.log(Math.max(mean, usual / 100))
      variances[a] = purchases === 0 ? 0 : MARGIN_SPREAD / weight
    }
  }
}
