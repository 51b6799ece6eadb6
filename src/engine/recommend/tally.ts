import { mix32 } from '../../core/hash.ts'
import type { Candidates } from './candidates.ts'

const SLOTS = 4096
const MOST_ITEMS = (SLOTS * 3) / 4
/** Most that is ever asked for. */
const MOST_BEST = 128

/**
 * Adds up scores by item during one query, and remembers which item spoke first for
 * each. A small open-addressed table that stays in the processor's cache: arrays
 * over all items cost a memory access for each of a thousand additions.
 */
export class Tally {
  readonly #items = new Int32Array(SLOTS).fill(-1)
  readonly #scores = new Float64Array(SLOTS)
  readonly #speakers = new Int32Array(SLOTS)
  readonly #used = new Int32Array(MOST_ITEMS)
  #count = 0
  readonly #heap = new Float64Array(MOST_BEST)

  /** @throws RangeError over 3,072 items: sources read bounded rows. */
  add(item: number, score: number, speaker: number): void {
    const slot = this.#slotOf(item)
    if (this.#items[slot] === item) {
      this.#scores[slot] += score
      return
    }
    if (this.#count >= MOST_ITEMS) throw new RangeError('too many items for one tally')
    this.#items[slot] = item
    this.#scores[slot] = score
    this.#speakers[slot] = speaker
    this.#used[this.#count++] = slot
  }

  /** 0 for an item nobody spoke for. */
  scoreOf(item: number): number {
    const slot = this.#slotOf(item)
    return this.#items[slot] === item ? this.#scores[slot] : 0
  }

  /** Propose the items with the highest sums, in no order, `count` (1 to 128) at most; start anew. */
  best(count: number, code: string, found: Candidates): void {
    const isAll = this.#count <= count
    const least = isAll ? -Infinity : this.#nthHighest(count)
    let equals = isAll ? 0 : count
    for (let i = 0; i < this.#count; i++) {
      const slot = this.#used[i]
      if (this.#scores[slot] <= least) continue
      this.#propose(slot, code, found)
      equals--
    }
    for (let i = 0; i < this.#count && equals > 0; i++) {
      const slot = this.#used[i]
      if (this.#scores[slot] !== least) continue
      this.#propose(slot, code, found)
      equals--
    }
    this.clear()
  }

  clear(): void {
    for (let i = 0; i < this.#count; i++) this.#items[this.#used[i]] = -1
    this.#count = 0
  }

  #propose(slot: number, code: string, found: Candidates): void {
    found.add(this.#items[slot], this.#scores[slot], code, this.#speakers[slot])
  }

  /** By a heap of the n highest sums so far. */
  #nthHighest(n: number): number {
    const heap = this.#heap.fill(-Infinity, 0, n)
    for (let i = 0; i < this.#count; i++) {
      const value = this.#scores[this.#used[i]]
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

  #slotOf(item: number): number {
    let slot = mix32(item) & (SLOTS - 1)
    while (this.#items[slot] !== item && this.#items[slot] !== -1) slot = (slot + 1) & (SLOTS - 1)
    return slot
  }
}
