import { Random } from '../../src/core/random.ts'
import {
  armFor,
  type Orders,
  overSlices,
  type Shares,
  sliceAt,
} from '../../src/engine/policy/situations/slices.ts'
import type { Moment } from '../../src/engine/situation/moments/moment.ts'
import type { Contestant } from './contestant.ts'

/** A policy in a shop with a holdout and a uniform slice. Its chances are those over all slices. */
export class Sliced implements Contestant {
  readonly name: string
  readonly chances: Float64Array
  readonly #inner: Contestant
  readonly #shares: Shares
  readonly #orders: Orders
  readonly #visitors: Random

  constructor(inner: Contestant, shares: Shares, standard: number, seed: number) {
    this.name = inner.name
    this.#inner = inner
    this.#shares = shares
    this.#orders = { standard, allowed: -1 }
    this.#visitors = new Random(seed)
    this.chances = new Float64Array(inner.chances.length)
  }

  choose(moment: Moment, draw: number): number {
    this.#inner.choose(moment, draw)
    const { chances } = this.#inner
    overSlices(chances, this.#orders, this.#shares, this.chances)
    const slice = sliceAt(this.#visitors.next(), this.#shares)
    return armFor(slice, chances, this.#orders, draw)
  }

  learn(moment: Moment, arm: number, reward: number): void {
    this.#inner.learn(moment, arm, reward)
  }

  forget(values: readonly number[]): void {
    this.#inner.forget?.(values)
  }
}
