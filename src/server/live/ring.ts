/** The newest `capacity` things, in the order they came. */
export class Ring<T> {
  readonly #items: T[] = []
  readonly #capacity: number
  #next = 0

  constructor(capacity: number) {
    if (capacity < 1) throw new RangeError(`capacity must be at least 1, got ${capacity}`)
    this.#capacity = capacity
  }

  get size(): number {
    return this.#items.length
  }

  /** @returns what had to leave. */
  push(item: T): T | undefined {
    const left = this.#items[this.#next]
    this.#items[this.#next] = item
    this.#next = (this.#next + 1) % this.#capacity
    return left
  }

  /** Let go of some, and keep the others in their order. */
  drop(isIt: (item: T) => boolean): void {
    const kept = [...this.newestFirst()].reverse().filter(item => !isIt(item))
    this.#items.length = 0
    this.#next = 0
    for (const item of kept) this.push(item)
  }

  *newestFirst(): Generator<T> {
    const size = this.#items.length
    for (let i = 1; i <= size; i++) yield this.#items[(this.#next - i + size) % size]
  }
}

/** How often something may be told: `perSecond` on the average, twice that at once. */
export class Allowance {
  readonly #perSecond: number
  #left: number
  #at = 0

  constructor(perSecond: number) {
    this.#perSecond = perSecond
    this.#left = perSecond * 2
  }

  take(time: number): boolean {
    const earned = (Math.max(0, time - this.#at) / 1000) * this.#perSecond
    this.#left = Math.min(this.#perSecond * 2, this.#left + earned)
    this.#at = Math.max(this.#at, time)
    if (this.#left < 1) return false
    this.#left--
    return true
  }
}
