import { drawFrom } from '../../src/engine/policy/situations/choice.ts'
import { MOST_VALUES, type Moment } from '../../src/engine/situation/moments/moment.ts'
import type { Contestant } from './contestant.ts'

const BITS = 20
const STEP = 0.06
const BETA = 1
const RIDGE = 1
const LASSO = 0.5
/** Steepness of the choice: grows with the root of the visits. */
const GAMMA = 40

/**
 * The strong opponent: logistic regression over every value and every pair of values, an arm each,
 * by FTRL-Proximal (McMahan and others, 2013), and SquareCB (Foster and Rakhlin, 2020) on top.
 */
export class AllPairs implements Contestant {
  readonly name = 'all-pairs'
  readonly chances: Float64Array
  readonly #z = new Float32Array(1 << BITS)
  readonly #n = new Float32Array(1 << BITS)
  readonly #rates: Float64Array
  readonly #places = new Int32Array(256)
  #count = 0
  #visits = 0

  constructor(arms: number) {
    this.chances = new Float64Array(arms)
    this.#rates = new Float64Array(arms)
  }

  choose(moment: Moment, draw: number): number {
    const arms = this.chances.length
    let best = 0
    for (let a = 0; a < arms; a++) {
      this.#rates[a] = this.#predict(moment, a)
      if (this.#rates[a] > this.#rates[best]) best = a
    }
    // Rates are small numbers: the gap counts relative to the best rate.
    const steep = GAMMA * Math.sqrt(1 + this.#visits / 1000)
    let rest = 0
    for (let a = 0; a < arms; a++) {
      const gap = (this.#rates[best] - this.#rates[a]) / this.#rates[best]
      this.chances[a] = a === best ? 0 : 1 / (arms + steep * gap)
      rest += this.chances[a]
    }
    this.chances[best] = 1 - rest
    return drawFrom(this.chances, draw)
  }

  learn(moment: Moment, arm: number, reward: number): void {
    this.#visits++
    const g = this.#predict(moment, arm) - reward
    for (let i = 0; i < this.#count; i++) {
      const at = this.#places[i]
      const n = this.#n[at]
      const sigma = (Math.sqrt(n + g * g) - Math.sqrt(n)) / STEP
      this.#z[at] += g - sigma * this.#weight(at)
      this.#n[at] = n + g * g
    }
  }

  #predict(moment: Moment, arm: number): number {
    this.#count = 0
    let sum = this.#tell(arm, MOST_VALUES)
    sum += this.#tell(MOST_VALUES + 1, MOST_VALUES + 1)
    for (let j = 0; j < moment.length; j++) {
      sum += this.#tell(arm, moment[j])
      sum += this.#tell(MOST_VALUES + 2, moment[j])
      for (let i = 0; i < j; i++) sum += this.#tell(arm * MOST_VALUES + moment[i], moment[j] + 4096)
    }
    return 1 / (1 + Math.exp(3 - sum))
  }

  #tell(a: number, b: number): number {
    const mixed = Math.imul(a + 0x9e37 + Math.imul(b, 0x85ebca6b), 0xc2b2ae35)
    const at = (mixed ^ (mixed >>> 15)) & ((1 << BITS) - 1)
    this.#places[this.#count++] = at
    return this.#weight(at)
  }

  #weight(at: number): number {
    const z = this.#z[at]
    if (Math.abs(z) <= LASSO) return 0
    return -(z - Math.sign(z) * LASSO) / ((BETA + Math.sqrt(this.#n[at])) / STEP + RIDGE)
  }
}
