import { Random } from '../../src/core/random.ts'
import type { Moment } from '../../src/engine/situation/moments/moment.ts'
import type { Contestant } from './contestant.ts'

/** Any arm, always. */
export class Uniform implements Contestant {
  readonly name = 'uniform'
  readonly chances: Float64Array

  constructor(arms: number) {
    this.chances = new Float64Array(arms).fill(1 / arms)
  }

  choose(_moment: Moment, draw: number): number {
    return Math.floor(draw * this.chances.length)
  }

  learn(): void {}
}

/**
 * Thompson sampling that does not look at the visitor, with a Beta posterior a arm, drawn by
 * its normal approximation once it has seen something. Its chances are not known, and stay empty.
 */
export class Thompson implements Contestant {
  readonly name = 'thompson'
  readonly chances: Float64Array
  readonly #successes: Float64Array
  readonly #failures: Float64Array
  readonly #random: Random

  constructor(arms: number, seed: number) {
    this.chances = new Float64Array(arms)
    this.#successes = new Float64Array(arms).fill(1)
    this.#failures = new Float64Array(arms).fill(20)
    this.#random = new Random(seed)
  }

  choose(): number {
    let best = 0
    let most = -Infinity
    for (let a = 0; a < this.chances.length; a++) {
      const n = this.#successes[a] + this.#failures[a]
      const mean = this.#successes[a] / n
      const draw = mean + this.#random.normal() * Math.sqrt((mean * (1 - mean)) / (n + 1))
      if (draw > most) [best, most] = [a, draw]
    }
    return best
  }

  learn(_moment: Moment, arm: number, reward: number): void {
    if (reward) this.#successes[arm]++
    else this.#failures[arm]++
  }
}
