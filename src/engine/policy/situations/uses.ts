import type { Moment } from '../../situation/moments/moment.ts'
import type { Conjunctions } from './conjunctions.ts'
import type { Model } from './model.ts'

/** Visits on which a situation must decide before it counts as used. */
export const USED_VISITS = 5
const MOST_COUNTED = 255

/**
 * Which situations decide. A pair of values is used at a visit when the arm that looks best is not
 * the default, and taking either value away would make another look best.
 *
 * Looking costs a judgement for each value, so callers look at a share of the visits only.
 */
export class Uses {
  readonly #model: Model
  readonly #standard: number
  readonly #counts: Uint8Array
  readonly #means: Float64Array
  readonly #variances: Float64Array

  constructor(model: Model, standard: number) {
    this.#model = model
    this.#standard = standard
    this.#counts = new Uint8Array(model.conjunctions.capacity)
    this.#means = new Float64Array(model.arms)
    this.#variances = new Float64Array(model.arms)
  }

  look(moment: Moment): void {
    const best = this.#bestOf(moment)
    if (best === this.#standard) return
    const decisive = moment.filter((_, i) => this.#bestOf(without(moment, i)) !== best)
    for (let j = 1; j < decisive.length; j++) {
      for (let i = 0; i < j; i++) this.#count(this.#pairs.findPair(decisive[i], decisive[j]))
    }
  }

  /** Situations that decided often enough. */
  get size(): number {
    let used = 0
    for (const count of this.#counts) if (count >= USED_VISITS) used++
    return used
  }

  isUsed(row: number): boolean {
    return this.#counts[row] >= USED_VISITS
  }

  get #pairs(): Conjunctions {
    return this.#model.conjunctions
  }

  #bestOf(moment: Moment): number {
    this.#model.judge(moment, this.#means, this.#variances)
    let best = 0
    for (let a = 1; a < this.#means.length; a++) if (this.#means[a] > this.#means[best]) best = a
    return best
  }

  #count(row: number): void {
    if (row >= 0 && this.#counts[row] < MOST_COUNTED) this.#counts[row]++
  }
}

function without(moment: Moment, index: number): Moment {
  return moment.filter((_, i) => i !== index)
}
