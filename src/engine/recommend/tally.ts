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
  /** Place of an item in the lists below, −1 where there is none. */
  readonly #slots = new Int16Array(SLOTS).fill(-1)
  readonly #items = new Int32Array(MOST_ITEMS)
  readonly #scores = new Float64Array(MOST_ITEMS)
  readonly #speakers = new Int32Array(MOST_ITEMS)
  #count = 0
  readonly #heap = new Float64Array(MOST_BEST)

  /** @throws RangeError over 3,072 items: sources read bounded rows. */
  add(item: number, score: number, speaker: number): void {
    const slot = this.#slotOf(item)
    const known = this.#slots[slot]
    if (known >= 0) {
      this.#scores[known] += score
      return
    }
    if (this.#count >= MOST_ITEMS) throw new RangeError('too many items for one tally')
    const at = this.#count++
    this.#slots[slot] = at
    this.#items[at] = item
    this.#scores[at] = score
    this.#speakers[at] = speaker
  }

  /** 0 for an item nobody spoke for. */
  scoreOf(item: number): number {
    const at = this.#slots[this.#slotOf(item)]
    return at >= 0 ? this.#scores[at] : 0
  }

  /** Propose the items with the highest sums, in no order, `count` (1 to 128) at most; start anew. */
  best(count: number, code: string, found: Candidates): void {
    const isAll = this.#count <= count
    const least = isAll ? -Infinity : this.#nthHighest(count)
    let equals = isAll ? 0 : count
    for (let at = 0; at < this.#count; at++) {
      if (this.#scores[at] <= least) continue
      this.#propose(at, code, found)
      equals--
    }
    for (let at = 0; at < this.#count && equals > 0; at++) {
      if (this.#scores[at] !== least) continue
      this.#propose(at, code, found)
      equals--
    }
    this.clear()
  }

  clear(): void {
    this.#slots.fill(-1)
    this.#count = 0
  }

  #propose(at: number, code: string, found: Candidates): void {
    found.add(this.#items[at], this.#scores[at], code, this.#speakers[at])
  }

  /** By a heap of the n highest sums so far. */
  #nthHighest(n: number): number {
    const heap = this.#heap.fill(-Infinity, 0, n)
    for (let i = 0; i < this.#count; i++) {
      const value = this.#scores[i]
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
    for (;;) {
      const at = this.#slots[slot]
      if (at < 0 || this.#items[at] === item) return slot
      slot = (slot + 1) & (SLOTS - 1)
    }
  }
}
