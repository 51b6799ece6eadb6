import { FEATURE_COUNT } from './features.ts'

/** Lists of candidates as bins, each with the one that was clicked. */
export class Examples {
  bins = new Uint8Array(1024 * FEATURE_COUNT)
  /** Where each list's rows begin; one more than there are lists. */
  readonly starts: number[] = [0]
  /** Row of the clicked candidate within its list. */
  readonly chosen: number[] = []

  get lists(): number {
    return this.chosen.length
  }

  get rows(): number {
    return this.starts[this.lists]
  }

  add(bins: Uint8Array, count: number, chosen: number): void {
    const start = this.rows
    const size = (start + count) * FEATURE_COUNT
    if (size > this.bins.length) this.#grow(size)
    this.bins.set(bins.subarray(0, count * FEATURE_COUNT), start * FEATURE_COUNT)
    this.starts.push(start + count)
    this.chosen.push(chosen)
  }

  #grow(least: number): void {
    const larger = new Uint8Array(Math.max(least, this.bins.length * 2))
    larger.set(this.bins)
    this.bins = larger
  }
}
