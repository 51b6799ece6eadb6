import type { Candidate } from './moment.ts'

/**
 * Adds up scores by item and tells the best, remembering for each item which
 * other item spoke for it loudest. Emptied by `best`; it allocates no map per query.
 */
export class Tally {
  #scores = new Float64Array(256)
  #loudest = new Float64Array(256)
  #speakers = new Int32Array(256)
  readonly #touched: number[] = []

  add(item: number, score: number, speaker: number): void {
    if (item >= this.#scores.length) this.#grow(item + 1)
    if (this.#scores[item] === 0) this.#touched.push(item)
    this.#scores[item] += score
    if (score > this.#loudest[item]) {
      this.#loudest[item] = score
      this.#speakers[item] = speaker
    }
  }

  /** At most `count` items with the highest sums, in no order, and start anew. */
  best(count: number, code: string): Candidate[] {
    const touched = this.#touched
    const least = touched.length > count ? this.#nthHighest(count) : 0
    const found: Candidate[] = []
    for (const item of touched) {
      const score = this.#scores[item]
      if (score >= least && found.length < count) {
        found.push({ item, score, code, about: this.#speakers[item] })
      }
      this.#scores[item] = 0
      this.#loudest[item] = 0
    }
    touched.length = 0
    return found
  }

  #nthHighest(n: number): number {
    const scores = new Float64Array(this.#touched.length)
    for (let i = 0; i < scores.length; i++) scores[i] = this.#scores[this.#touched[i]]
    return scores.sort()[scores.length - n]
  }

  #grow(least: number): void {
    const size = Math.max(least, this.#scores.length * 2)
    const grown = <T extends Float64Array | Int32Array>(larger: T, from: T): T => {
      larger.set(from)
      return larger
    }
    this.#scores = grown(new Float64Array(size), this.#scores)
    this.#loudest = grown(new Float64Array(size), this.#loudest)
    this.#speakers = grown(new Int32Array(size), this.#speakers)
  }
}
