import type { Traits } from '../../src/shoppers/person.ts'
import { TRUTHS } from './world.ts'

/**
 * Many imagined people, each as likely as what was seen says: importance sampling from
 * the world's own prior, so that the expected value of a trait is the best guess there is, but
 * for the number of the imagined.
 */
export class Minds<T extends { traits: Traits }> {
  readonly people: readonly T[]
  readonly #logWeights: Float64Array

  constructor(people: readonly T[]) {
    this.people = people
    this.#logWeights = new Float64Array(people.length)
  }

  /** Something was seen that each of them does with this probability. */
  see(chance: (mind: T, index: number) => number): void {
    for (let i = 0; i < this.people.length; i++) {
      this.#logWeights[i] += Math.log(Math.max(chance(this.people[i], i), UNLIKELY))
    }
  }

  guess(): Traits {
    const most = this.#logWeights.reduce((a, b) => Math.max(a, b))
    const sums: Traits = { ...NOTHING }
    let total = 0
    for (let i = 0; i < this.people.length; i++) {
      const weight = Math.exp(this.#logWeights[i] - most)
      total += weight
      for (const name of TRUTHS) sums[name] += weight * this.people[i].traits[name]
    }
    for (const name of TRUTHS) sums[name] /= total
    return sums
  }
}

/** Nothing is impossible: a mind never dies of one act. */
const UNLIKELY = 1e-4
const NOTHING: Traits = {
  budget: 0,
  reviews: 0,
  promotions: 0,
  advice: 0,
  delivery: 0,
  expertise: 0,
  decided: 0,
}
