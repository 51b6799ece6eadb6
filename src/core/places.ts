import { CHUNK, WITHIN } from './chunks.ts'

/**
 * Places of growing rows in chunks of entries: each row's is as large as a power of two, and
 * one that a row has left is the next row's of that size. None lies across two chunks. Where
 * the entries themselves are kept is not told here.
 */
export class Places {
  /** Entries there must be room for. */
  used = 0
  /** By capacity, where places stand empty. */
  readonly #free = new Map<number, number[]>()

  /** Where a place of this capacity begins. */
  take(capacity: number): number {
    const free = this.#free.get(capacity)?.pop()
    if (free !== undefined) return free
    if ((this.used & WITHIN) + capacity > CHUNK) this.used = (this.used | WITHIN) + 1
    const start = this.used
    this.used += capacity
    return start
  }

  leave(start: number, capacity: number): void {
    const free = this.#free.get(capacity)
    if (free !== undefined) free.push(start)
    else this.#free.set(capacity, [start])
  }
}
