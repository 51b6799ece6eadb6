import { Random } from '../../src/core/random.ts'
import type { World } from './world.ts'

/** What differs from one mode to the next. */
export interface Plan {
  arms: number
  /** Rate of a visit to which nothing matters. */
  rate: number
  characteristics: number
  values: number
  planted: number
  /** Spread of what a value, an arm, a value × arm does to the log-odds. */
  appetite: number
  arm: number
  cross: number
  /** Least and most of a planted effect. */
  effect: [number, number]
  /** Share of values that follow a hidden type of visitor. */
  correlation: number
  /** Effects multiply the rate and not the odds. */
  multiplies: boolean
  /** Effects begin at a value of an ordered characteristic. */
  thresholds: boolean
  /** Visit at which most effects are drawn anew. */
  changeAt: number
  /** Mean visits until a success is known; 0: at once. */
  delay: number
}

export const STANDARD: Plan = {
  arms: 8,
  rate: 0.025,
  characteristics: 14,
  values: 4,
  planted: 24,
  appetite: 0.12,
  arm: 0.15,
  cross: 0.09,
  effect: [0.5, 1],
  correlation: 0,
  multiplies: false,
  thresholds: false,
  changeAt: Infinity,
  delay: 0,
}

interface Planted {
  /** Characteristic, then least and most of its values. */
  parts: [number, number, number][]
  arm: number
  effect: number
}

/** Kinds of visitors behind correlated characteristics. */
const TYPES = 3

/**
 * A shop's visitors to whom something matters: appetites, arms, values × arms, and planted
 * situations of two or three values where one arm does much better or worse.
 */
export class PlantedWorld implements World {
  readonly characteristics: string[]
  readonly arms: string[]
  readonly #plan: Plan
  readonly #visitors: Random
  readonly #rewards: Random
  readonly #secrets: Random
  readonly #popularity: number[][]
  readonly #favourites: number[][]
  readonly #appetites: Float64Array
  readonly #arms: Float64Array
  readonly #crosses: Float64Array
  #planted: Planted[] = []
  #visit = 0
  readonly #values: number[]
  readonly #rates: Float64Array

  constructor(seed: number, plan: Plan) {
    this.#plan = plan
    this.#secrets = new Random(seed * 7919 + 1)
    this.#visitors = new Random(seed * 7919 + 2)
    this.#rewards = new Random(seed * 7919 + 3)
    this.characteristics = names('c', plan.characteristics)
    this.arms = names('arm', plan.arms)
    this.#popularity = this.characteristics.map(() => this.#shares())
    this.#favourites = this.characteristics.map(() => indices(TYPES).map(() => this.#value()))
    this.#appetites = this.#effects(plan.characteristics * plan.values, plan.appetite)
    this.#arms = this.#effects(plan.arms, plan.arm)
    this.#crosses = this.#effects(plan.characteristics * plan.values * plan.arms, plan.cross)
    this.#planted = indices(plan.planted).map(() => this.#plant())
    this.#values = new Array(plan.characteristics).fill(0)
    this.#rates = new Float64Array(plan.arms)
  }

  next(): { values: Record<string, string> } {
    if (this.#visit++ === this.#plan.changeAt) this.#change()
    const type = this.#visitors.below(TYPES)
    const values: Record<string, string> = {}
    for (let c = 0; c < this.#values.length; c++) {
      const follows = this.#visitors.chance(this.#plan.correlation)
      const free = this.#visitors.weighted(this.#popularity[c])
      this.#values[c] = follows ? this.#favourites[c][type] : free
      values[this.characteristics[c]] = `v${this.#values[c]}`
    }
    this.#rate()
    return { values }
  }

  reward(arm: number): 0 | 1 {
    return this.#rewards.next() < this.#rates[arm] ? 1 : 0
  }

  expected(arm: number): number {
    return this.#rates[arm]
  }

  /** Half come within a third of the mean, some much later. */
  delay(): number {
    const { delay } = this.#plan
    return delay === 0
      ? 0
      : Math.min(4 * delay, Math.floor(-delay * Math.log(1 - this.#rewards.next())))
  }

  #rate(): void {
    const { rate, multiplies, arms, values } = this.#plan
    let base = multiplies ? Math.log(rate) : Math.log(rate / (1 - rate))
    for (let c = 0; c < this.#values.length; c++)
      base += this.#appetites[c * values + this.#values[c]]
    for (let a = 0; a < arms; a++) this.#rates[a] = base + this.#arms[a]
    for (let c = 0; c < this.#values.length; c++) {
      const at = (c * values + this.#values[c]) * arms
      for (let a = 0; a < arms; a++) this.#rates[a] += this.#crosses[at + a]
    }
    for (const planted of this.#planted) {
      if (this.#isIn(planted)) this.#rates[planted.arm] += planted.effect
    }
    for (let a = 0; a < arms; a++) {
      const sum = this.#rates[a]
      this.#rates[a] = multiplies ? Math.min(0.6, Math.exp(sum)) : 1 / (1 + Math.exp(-sum))
    }
  }

  #isIn({ parts }: Planted): boolean {
    for (const [c, least, most] of parts) {
      if (this.#values[c] < least || this.#values[c] > most) return false
    }
    return true
  }

  /** Half of what is planted moves, and what values do to arms is half new. */
  #change(): void {
    for (let i = 0; i < this.#planted.length; i += 2) this.#planted[i] = this.#plant()
    for (let i = 0; i < this.#crosses.length; i++) {
      const fresh = this.#secrets.normal() * this.#plan.cross
      this.#crosses[i] = Math.SQRT1_2 * (this.#crosses[i] + fresh)
    }
  }

  #plant(): Planted {
    const { arms, effect, values, thresholds } = this.#plan
    const size = this.#secrets.chance(2 / 3) ? 2 : 3
    const chosen = this.#secrets.shuffle(indices(this.characteristics.length)).slice(0, size)
    const parts = chosen.map((c): [number, number, number] => {
      const value = this.#value()
      if (!thresholds) return [c, value, value]
      const from = 1 + this.#secrets.below(values - 1)
      return this.#secrets.chance(0.5) ? [c, from, values - 1] : [c, 0, from - 1]
    })
    const size2 = effect[0] + (effect[1] - effect[0]) * this.#secrets.next()
    const sign = this.#secrets.chance(0.75) ? 1 : -1
    return { parts, arm: this.#secrets.below(arms), effect: sign * size2 }
  }

  #value(): number {
    return this.#secrets.below(this.#plan.values)
  }

  #shares(): number[] {
    return indices(this.#plan.values).map(() => 0.5 + this.#secrets.next())
  }

  #effects(count: number, spread: number): Float64Array {
    return Float64Array.from({ length: count }, () => this.#secrets.normal() * spread)
  }
}

function names(stem: string, count: number): string[] {
  return indices(count).map(i => `${stem}${i}`)
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}
