import type { ByteReader, ByteWriter } from './bytes.ts'
import { hash32 } from './hash.ts'

/**
 * Which keys were seen, as 64-bit fingerprints: 16 to 32 bytes a key, whatever its
 * length. Two keys are taken for one with probability about n² / 2⁶⁵: once in
 * thirty-five million at a million keys.
 */
export class KeySet {
  #low = new Uint32Array(64)
  #high = new Uint32Array(64)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Add a key; true when it is new. */
  add(key: string): boolean {
    if ((this.#size + 1) * 2 > this.#low.length) this.#grow()
    const isNew = this.#put(lowOf(key), hash32(key, HIGH))
    if (isNew) this.#size++
    return isNew
  }

  has(key: string): boolean {
    return this.#low[this.#find(lowOf(key), hash32(key, HIGH))] !== 0
  }

  /** Take a key out, as if it had never been in; true when it was. */
  remove(key: string): boolean {
    const mask = this.#low.length - 1
    let hole = this.#find(lowOf(key), hash32(key, HIGH))
    if (this.#low[hole] === 0) return false
    for (let at = (hole + 1) & mask; this.#low[at] !== 0; at = (at + 1) & mask) {
      const home = this.#high[at] & mask
      if (((at - home) & mask) < ((at - hole) & mask)) continue
      this.#set(hole, this.#low[at], this.#high[at])
      hole = at
    }
    this.#set(hole, 0, 0)
    this.#size--
    return true
  }

  save(writer: ByteWriter): void {
    writer.count(this.#size)
    writer.count(this.#low.length)
    writer.bytes(new Uint8Array(this.#low.buffer))
    writer.bytes(new Uint8Array(this.#high.buffer))
  }

  static load(reader: ByteReader): KeySet {
    const set = new KeySet()
    set.#size = reader.count()
    const places = reader.count()
    set.#low = new Uint32Array(reader.bytes().slice().buffer)
    set.#high = new Uint32Array(reader.bytes().slice().buffer)
    if (set.#low.length !== places || set.#high.length !== places) {
      throw new RangeError('a saved key set does not have the size it says')
    }
    return set
  }

  /** Place of the fingerprint, or the empty place where it belongs (linear probing). */
  #find(low: number, high: number): number {
    const mask = this.#low.length - 1
    let at = high & mask
    while (this.#low[at] !== 0 && (this.#low[at] !== low || this.#high[at] !== high))
      at = (at + 1) & mask
    return at
  }

  /**
   * The lower fingerprint stands first, whoever came first (ordered hashing: Amble & Knuth,
   * 1974): the same keys make the same table, in whatever order they came and went.
   */
  #put(low: number, high: number): boolean {
    const mask = this.#low.length - 1
    let at = high & mask
    for (; this.#low[at] !== 0; at = (at + 1) & mask) {
      const otherLow = this.#low[at]
      const otherHigh = this.#high[at]
      if (otherLow === low && otherHigh === high) return false
      if (otherLow < low || (otherLow === low && otherHigh < high)) continue
      this.#set(at, low, high)
      low = otherLow
      high = otherHigh
    }
    this.#set(at, low, high)
    return true
  }

  #set(at: number, low: number, high: number): void {
    this.#low[at] = low
    this.#high[at] = high
  }

  #grow(): void {
    const low = this.#low
    const high = this.#high
    this.#low = new Uint32Array(low.length * 2)
    this.#high = new Uint32Array(low.length * 2)
    for (let i = 0; i < low.length; i++) {
      if (low[i] !== 0) this.#put(low[i], high[i])
    }
  }
}

const HIGH = 0x2545f491

/** Zero marks an empty place. */
function lowOf(key: string): number {
  return hash32(key, 0x51ed270b) || 1
}
