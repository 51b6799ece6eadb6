/**
 * The best of however many, in bounded memory: twice as many as wanted are let in, then the
 * worse half goes. `least` tells the caller who need not be looked at.
 */
export class Best<T> {
  /** Who is worth no more than this is not among the best. */
  least: number
  readonly #most: number
  readonly #worth: (one: T) => number
  #held: T[] = []

  constructor(most: number, worth: (one: T) => number, least = -Infinity) {
    this.#most = most
    this.#worth = worth
    this.least = least
  }

  add(one: T): void {
    if (this.#worth(one) <= this.least) return
    this.#held.push(one)
    if (this.#held.length < 2 * this.#most) return
    this.#held = this.list()
    this.least = this.#worth(this.#held[this.#most - 1])
  }

  /** Best first; of equals, who came first. */
  list(): T[] {
    return this.#held.sort((a, b) => this.#worth(b) - this.#worth(a)).slice(0, this.#most)
  }
}
