import type { Ledger } from '../../src/engine/prove/ledger/ledger.ts'
import type { Moment } from '../../src/engine/situation/moments/moment.ts'
import type { World } from './world.ts'

/**
 * The effect that a claim is about: of all visits in the situation, each weighed by the smaller of the
 * chances of experience and default, how much better the experience truly did.
 */
export class Truth {
  readonly #arms: number
  readonly #standard: number
  readonly #rows = new Int32Array(1024)
  #weights = new Float64Array(0)
  #effects = new Float64Array(0)

  constructor(arms: number, standard: number) {
    this.#arms = arms
    this.#standard = standard
  }

  /** After the ledger met the moment, so that its rows are known. */
  add(ledger: Ledger, moment: Moment, chances: Float64Array, world: World): void {
    const count = ledger.rowsIn(moment, this.#rows)
    this.#makeRoom(ledger.size * this.#arms)
    const usual = world.expected(this.#standard)
    for (let a = 0; a < this.#arms; a++) {
      if (a === this.#standard) continue
      const weight = Math.min(chances[a], chances[this.#standard])
      const effect = weight * (world.expected(a) - usual)
      for (let i = 0; i < count; i++) {
        const at = this.#rows[i] * this.#arms + a
        this.#weights[at] += weight
        this.#effects[at] += effect
      }
    }
  }

  forget(rows: Iterable<number>): void {
    for (const row of rows) {
      this.#weights.fill(0, row * this.#arms, (row + 1) * this.#arms)
      this.#effects.fill(0, row * this.#arms, (row + 1) * this.#arms)
    }
  }

  effect(row: number, arm: number): number {
    const at = row * this.#arms + arm
    return this.#weights[at] > 0 ? this.#effects[at] / this.#weights[at] : 0
  }

  #makeRoom(size: number): void {
    if (size <= this.#weights.length) return
    const length = Math.ceil(size * 1.5)
    const [weights, effects] = [new Float64Array(length), new Float64Array(length)]
    weights.set(this.#weights)
    effects.set(this.#effects)
    this.#weights = weights
    this.#effects = effects
  }
}
