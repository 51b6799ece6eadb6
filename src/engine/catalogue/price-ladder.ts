import { SortedPairs } from '../../core/sorted-pairs.ts'

/** A long ladder is read at so many places: a budget is no finer. */
const STEPS = 64

/** The items of a category by price, 0 being none. What it answers depends on the prices alone. */
export class PriceLadder {
  readonly #pairs = new SortedPairs()
  /** Prices at places evenly apart, until one moves: a page asks for a hundred of them. */
  #steps: Float64Array | undefined

  /** The item's price changes; minor units. */
  move(item: number, before: number, after: number): void {
    this.#steps = undefined
    if (before > 0) this.#pairs.remove(before, item)
    if (after > 0) this.#pairs.add(after, item)
  }

  /** Share of the ladder below a price, equal prices counting half; .5 when there are fewer than two. */
  quantile(price: number): number {
    const { length } = this.#pairs
    if (length < 2) return 0.5
    const below = this.#pairs.rank(price)
    return (below + this.#countEqual(below, price) / 2) / length
  }

  /** Price at a place from 0 to 1, to a 64th; 0 on an empty ladder. */
  priceAt(quantile: number): number {
    this.#steps ??= this.#read()
    const { length } = this.#steps
    if (length === 0) return 0
    return this.#steps[Math.min(length - 1, Math.max(0, Math.floor(quantile * length)))]
  }

  /** At most `count` items around a price, alternately above and below it. */
  near(price: number, count: number): number[] {
    const { length } = this.#pairs
    const found: number[] = []
    let up = this.#pairs.rank(price)
    let down = up - 1
    while (found.length < count && (up < length || down >= 0)) {
      if (up < length) found.push(this.#pairs.at(up++)!)
      if (down >= 0 && found.length < count) found.push(this.#pairs.at(down--)!)
    }
    return found
  }

  /** Of a short ladder every price. */
  #read(): Float64Array {
    const { length } = this.#pairs
    const steps = new Float64Array(Math.min(length, STEPS))
    for (let i = 0; i < steps.length; i++) {
      steps[i] = this.#pairs.keyAt(Math.floor(((i + 0.5) * length) / steps.length))
    }
    return steps
  }

  /** How many prices are this one, the first of them at `first`; most have one or two. */
  #countEqual(first: number, price: number): number {
    const { length } = this.#pairs
    if (first >= length || this.#pairs.keyAt(first) !== price) return 0
    if (first + 1 >= length || this.#pairs.keyAt(first + 1) !== price) return 1
    return this.#pairs.rank(nextAbove(price)) - first
  }
}

/** Prices are whole minor units, so the next one is one more. */
function nextAbove(price: number): number {
  return Math.floor(price) + 1
}
