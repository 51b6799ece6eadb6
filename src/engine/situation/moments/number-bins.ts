import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { QuantileSketch } from './quantile-sketch.ts'

export const BINS = 8
/** Numbers seen before there are bins; before, all are in the first. */
const ENOUGH = 256
/** Bins follow the shop when it has seen this many times what they were made from. */
const AGAIN = 16

/**
 * Eighths of a shop's own numbers. Bins are made once there is enough to judge by and seldom
 * again, because what was learned of a bin is lost when its bounds move.
 */
export class NumberBins {
  #sketch = new QuantileSketch()
  #cuts: number[] = []
  #nextAt = ENOUGH

  /** @returns whether the bounds have moved */
  see(value: number): boolean {
    if (!Number.isFinite(value)) return false
    this.#sketch.add(value)
    if (this.#sketch.count < this.#nextAt) return false
    this.#nextAt *= AGAIN
    const cuts = this.#sketch.cuts(BINS)
    const isSame = cuts.length === this.#cuts.length && cuts.every((c, i) => c === this.#cuts[i])
    this.#cuts = cuts
    return !isSame
  }

  /** Bin of the number, −1 for what is none. */
  find(value: number): number {
    if (!Number.isFinite(value)) return -1
    let bin = 0
    while (bin < this.#cuts.length && value > this.#cuts[bin]) bin++
    return bin
  }

  /** `≤ 12`, `12 – 40`, `> 40`. */
  tell(bin: number): string {
    const [low, high] = [this.#cuts[bin - 1], this.#cuts[bin]]
    if (low === undefined) return high === undefined ? 'any' : `≤ ${high}`
    return high === undefined ? `> ${low}` : `${low} – ${high}`
  }

  save(writer: ByteWriter): void {
    this.#sketch.save(writer)
    writer.count(this.#nextAt)
    writer.count(this.#cuts.length)
    for (const cut of this.#cuts) writer.f64(cut)
  }

  static load(reader: ByteReader): NumberBins {
    const made = new NumberBins()
    made.#sketch = QuantileSketch.load(reader)
    made.#nextAt = reader.count()
    const cuts = reader.count()
    if (cuts >= BINS) throw new RangeError('a number has more bins than there can be')
    made.#cuts = Array.from({ length: cuts }, () => reader.f64())
    return made
  }
}
