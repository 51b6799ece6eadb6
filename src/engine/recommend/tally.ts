import { mix32 } from '../../core/hash.ts'
import type { Candidate } from './moment.ts'

const SLOTS = 4096
const MOST_ITEMS = (SLOTS * 3) / 4

/**
 * Adds up scores by item during one query, and remembers which item spoke first for
 * each. A small open-addressed table that stays in the processor's cache: arrays
 * over all items cost a memory access for each of a thousand additions.
 */
export class Tally {
  readonly #items = new Int32Array(SLOTS).fill(-1)
  readonly #scores = new Float64Array(SLOTS)
  readonly #speakers = new Int32Array(SLOTS)
  readonly #used: number[] = []

  /** @throws RangeError over 3,072 items: sources read bounded rows. */
  add(item: number, score: number, speaker: number): void {
    const slot = this.#slotOf(item)
    if (this.#items[slot] === item) {
      this.#scores[slot] += score
      return
    }
    if (this.#used.length >= MOST_ITEMS) throw new RangeError('too many items for one tally')
    this.#items[slot] = item
    this.#scores[slot] = score
    this.#speakers[slot] = speaker
    this.#used.push(slot)
  }

  /** 0 for an item nobody spoke for. */
  scoreOf(item: number): number {
    const slot = this.#slotOf(item)
    return this.#items[slot] === item ? this.#scores[slot] : 0
  }

  /** At most `count` items with the highest sums, in no order; the tally starts anew. */
  best(count: number, code: string): Candidate[] {
    const found: Candidate[] = []
    for (const slot of this.#highest(count)) {
      const [item, score, about] = [this.#items[slot], this.#scores[slot], this.#speakers[slot]]
      found.push({ item, score, code, about })
    }
    this.clear()
    return found
  }

  clear(): void {
    for (const slot of this.#used) this.#items[slot] = -1
    this.#used.length = 0
  }

  /** Those above the lowest that enters, then as many of its equals as there is room for. */
  #highest(count: number): number[] {
    if (this.#used.length <= count) return this.#used
    const least = nthHighest(this.#scores, this.#used, count)
    const above = this.#used.filter(slot => this.#scores[slot] > least)
    for (const slot of this.#used) {
      if (above.length >= count) break
      if (this.#scores[slot] === least) above.push(slot)
    }
    return above
  }

  #slotOf(item: number): number {
    let slot = mix32(item) & (SLOTS - 1)
    while (this.#items[slot] !== item && this.#items[slot] !== -1) slot = (slot + 1) & (SLOTS - 1)
    return slot
  }
}

/** The n-th highest of the values at some places, by a heap of the n highest so far. */
function nthHighest(values: Float64Array, places: readonly number[], n: number): number {
  const heap = new Float64Array(n).fill(-Infinity)
  for (const place of places) {
    const value = values[place]
    if (value <= heap[0]) continue
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= n) break
      if (child + 1 < n && heap[child + 1] < heap[child]) child++
      if (heap[child] >= value) break
      heap[at] = heap[child]
      at = child
    }
    heap[at] = value
  }
  return heap[0]
}
