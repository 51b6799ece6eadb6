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
    const low = hash32(key, 0x51ed270b) || 1 // zero marks an empty place
    const high = hash32(key, 0x2545f491)
    const at = this.#find(low, high)
    if (this.#low[at] !== 0) return false
    this.#low[at] = low
    this.#high[at] = high
    this.#size++
    return true
  }

  has(key: string): boolean {
    return this.#low[this.#find(hash32(key, 0x51ed270b) || 1, hash32(key, 0x2545f491))] !== 0
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

  #grow(): void {
    const low = this.#low
    const high = this.#high
    this.#low = new Uint32Array(low.length * 2)
    this.#high = new Uint32Array(low.length * 2)
    for (let i = 0; i < low.length; i++) {
      if (low[i] === 0) continue
      const at = this.#find(low[i], high[i])
      this.#low[at] = low[i]
      this.#high[at] = high[i]
    }
  }
}
