/**
 * Places of growing rows in one array: each row's is as large as a power of two, and one
 * that a row has left is the next row's of that size. Which array is not told here.
 */
export class Places {
  /** Entries the array must have. */
  used = 0
  /** By capacity, where places stand empty. */
  readonly #free = new Map<number, number[]>()

  /** Where a place of this capacity begins. */
  take(capacity: number): number {
    const free = this.#free.get(capacity)?.pop()
    if (free !== undefined) return free
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
