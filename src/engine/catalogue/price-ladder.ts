/**
 * The items of a category by price. Changes are gathered and merged in one pass
 * when the ladder is next read; what it answers is exact and depends on the
 * prices alone.
 */
export class PriceLadder {
  #items = new Int32Array(0)
  #prices = new Float64Array(0)
  readonly #changed = new Map<number, number>()

  /** @param price minor units; 0 takes the item off the ladder. */
  set(item: number, price: number): void {
    this.#changed.set(item, price)
    if (this.#changed.size > this.#items.length + 1024) this.#settle()
  }

  get size(): number {
    if (this.#changed.size > 0) this.#settle()
    return this.#items.length
  }

  /** Share of the ladder below a price, equal prices counting half; .5 when there are fewer than two. */
  quantile(price: number): number {
    const size = this.size
    if (size < 2) return 0.5
    const below = this.#firstAtLeast(price)
    const equal = this.#countEqual(below, price)
    return (below + equal / 2) / size
  }

  /** Price at a place from 0 to 1; 0 on an empty ladder. */
  priceAt(quantile: number): number {
    const size = this.size
    if (size === 0) return 0
    return this.#prices[Math.min(size - 1, Math.max(0, Math.floor(quantile * size)))]
  }

  /** At most `count` items around a price, alternately above and below it. */
  near(price: number, count: number): number[] {
    const size = this.size
    const found: number[] = []
    let up = this.#firstAtLeast(price)
    let down = up - 1
    while (found.length < count && (up < size || down >= 0)) {
      if (up < size) found.push(this.#items[up++])
      if (down >= 0 && found.length < count) found.push(this.#items[down--])
    }
    return found
  }

  #firstAtLeast(price: number): number {
    let low = 0
    let high = this.#prices.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#prices[middle] < price) low = middle + 1
      else high = middle
    }
    return low
  }

  /** How many prices are this one, the first of them at `first`; most have one or two. */
  #countEqual(first: number, price: number): number {
    if (this.#prices[first] !== price) return 0
    if (this.#prices[first + 1] !== price) return 1
    return this.#firstAtLeast(nextAbove(price)) - first
  }

  #settle(): void {
    const changed = [...this.#changed]
      .filter(([, price]) => price > 0)
      .sort((a, b) => a[1] - b[1] || a[0] - b[0])
    const items: number[] = []
    const prices: number[] = []
    let next = 0
    const push = (item: number, price: number) => {
      items.push(item)
      prices.push(price)
    }
    for (let i = 0; i < this.#items.length; i++) {
      const item = this.#items[i]
      if (this.#changed.has(item)) continue
      const price = this.#prices[i]
      while (next < changed.length && comesBefore(changed[next], price, item)) {
        push(...changed[next++])
      }
      push(item, price)
    }
    while (next < changed.length) push(...changed[next++])
    this.#items = Int32Array.from(items)
    this.#prices = Float64Array.from(prices)
    this.#changed.clear()
  }
}

function comesBefore([item, price]: [number, number], otherPrice: number, other: number): boolean {
  return price < otherPrice || (price === otherPrice && item < other)
}

/** Prices are whole minor units, so the next one is one more. */
function nextAbove(price: number): number {
  return Math.floor(price) + 1
}
