import type { ByteReader, ByteWriter } from './bytes.ts'
import { hash32 } from './hash.ts'

/** Places in a bucket: a key is forgotten early only when 8 newer ones fell beside it. */
const WAYS = 8

/**
 * When each of many keys was last marked, in fixed memory: 16 bytes a place, the
 * oldest of a bucket making room for the newest. Forgetting a key too early is the
 * only error it makes, and a rare one while at most half the places are needed.
 */
export class RecentKeys {
  readonly #low: Uint32Array<ArrayBuffer>
  readonly #high: Uint32Array<ArrayBuffer>
  readonly #times: Float64Array<ArrayBuffer>

  /** @param places a power of two, at least 8 */
  constructor(places: number) {
    if (places < WAYS || (places & (places - 1)) !== 0) {
      throw new RangeError(`places must be a power of two of at least ${WAYS}, got ${places}`)
    }
    this.#low = new Uint32Array(places)
    this.#high = new Uint32Array(places)
    this.#times = new Float64Array(places)
  }

  /** Mark a key; true when it was not marked within `windowMs` before `time`. The first mark of a window stays. */
  mark(key: string, time: number, windowMs: number): boolean {
    const low = hash32(key, 0x1b873593)
    const high = hash32(key, 0xcc9e2d51)
    const first = (high & (this.#low.length / WAYS - 1)) * WAYS
    let oldest = first
    for (let at = first; at < first + WAYS; at++) {
      if (this.#low[at] === low && this.#high[at] === high && this.#times[at] > 0) {
        if (time - this.#times[at] < windowMs) return false
        this.#times[at] = time
        return true
      }
      if (this.#times[at] < this.#times[oldest]) oldest = at
    }
    this.#low[oldest] = low
    this.#high[oldest] = high
    this.#times[oldest] = time
    return true
  }

  save(writer: ByteWriter): void {
    for (const array of [this.#low, this.#high, this.#times])
      writer.bytes(new Uint8Array(array.buffer))
  }

  static load(reader: ByteReader): RecentKeys {
    const low = new Uint32Array(reader.bytes().slice().buffer)
    const keys = new RecentKeys(low.length)
    keys.#low.set(low)
    keys.#high.set(new Uint32Array(reader.bytes().slice().buffer))
    keys.#times.set(new Float64Array(reader.bytes().slice().buffer))
    return keys
  }
}
