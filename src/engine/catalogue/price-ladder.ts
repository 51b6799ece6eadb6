import { SortedPairs } from '../../core/sorted-pairs.ts'

/** A long ladder is read at so many places: a budget is no finer. */
const STEPS = 64

/** The items of a category by price, 0 being none. What it answers depends on the prices alone. */
export class PriceLadder {
  readonly #pairs = new SortedPairs()
  /** Prices at places evenly apart, NaN until asked for: a page asks for a hundred of all shelves. */
  #steps = new Float64Array(0)
  /** A price moved since: in the middle of a feed that is so at every page, so only what is asked is read. */
  #isStale = true

  /** The item's price changes; minor units. */
  move(item: number, before: number, after: number): void {
    this.#isStale = true
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
    if (this.#isStale) this.#forgetSteps()
    const { length } = this.#steps
    if (length === 0) return 0
    const step = Math.min(length - 1, Math.max(0, Math.floor(quantile * length)))
    if (Number.isNaN(this.#steps[step])) this.#steps[step] = this.#read(step)
    return this.#steps[step]
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

  #forgetSteps(): void {
    const count = Math.min(this.#pairs.length, STEPS)
    if (this.#steps.length !== count) this.#steps = new Float64Array(count)
    this.#steps.fill(Number.NaN)
    this.#isStale = false
  }

  /** The middle of a step; a short ladder has one for every price. */
  #read(step: number): number {
    return this.#pairs.keyAt(Math.floor(((step + 0.5) * this.#pairs.length) / this.#steps.length))
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
