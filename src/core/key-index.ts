import type { ByteReader, ByteWriter } from './bytes.ts'
import { hash32 } from './hash.ts'

/**
 * Which number each key has, from 0 in the order they came: 64-bit fingerprints, 16 to 32 bytes
 * a key, whatever its length. Two keys are taken for one with probability about n² / 2⁶⁵: once
 * in thirty-five million at a million keys.
 */
export class KeyIndex {
  /** Fingerprints, by number. */
  #low = new Uint32Array(32)
  #high = new Uint32Array(32)
  #size = 0
  /** Open addressing over them: one more than the number of the key, 0 where the place is free. */
  #places = new Uint32Array(64)

  get size(): number {
    return this.#size
  }

  has(key: string): boolean {
    return this.find(key) >= 0
  }

  /** Number of the key, −1 when it is not here. */
  find(key: string): number {
    return this.#places[this.#placeOf(lowOf(key), highOf(key))] - 1
  }

  /** Number of the key, which is added when it is new. */
  number(key: string): number {
    if ((this.#size + 1) * 2 > this.#places.length) this.#grow()
    const low = lowOf(key)
    const high = highOf(key)
    const place = this.#placeOf(low, high)
    if (this.#places[place] !== 0) return this.#places[place] - 1
    this.#low[this.#size] = low
    this.#high[this.#size] = high
    this.#places[place] = ++this.#size
    return this.#size - 1
  }

  save(writer: ByteWriter): void {
    writer.count(this.#size)
    for (const words of [this.#low, this.#high]) {
      writer.bytes(new Uint8Array(words.buffer, 0, this.#size * 4))
    }
  }

  static load(reader: ByteReader): KeyIndex {
    const index = new KeyIndex()
    const size = reader.count()
    const low = new Uint32Array(reader.bytes().slice().buffer)
    const high = new Uint32Array(reader.bytes().slice().buffer)
    if (low.length !== size || high.length !== size) {
      throw new RangeError('a saved key index does not have the size it says')
    }
    while (index.#low.length < size + 1) index.#widen()
    index.#low.set(low)
    index.#high.set(high)
    index.#size = size
    index.#index()
    return index
  }

  /** Where the fingerprint's number stands, or the free place where it belongs (linear probing). */
  #placeOf(low: number, high: number): number {
    const mask = this.#places.length - 1
    let at = high & mask
    for (let n = this.#places[at]; n !== 0; n = this.#places[at]) {
      if (this.#low[n - 1] === low && this.#high[n - 1] === high) break
      at = (at + 1) & mask
    }
    return at
  }

  #grow(): void {
    this.#widen()
    this.#index()
  }

  #widen(): void {
    this.#low = longer(this.#low)
    this.#high = longer(this.#high)
  }

  #index(): void {
    this.#places = new Uint32Array(this.#low.length * 2)
    for (let n = 0; n < this.#size; n++) {
      this.#places[this.#placeOf(this.#low[n], this.#high[n])] = n + 1
    }
  }
}

function lowOf(key: string): number {
  return hash32(key, 0x51ed270b)
}

function highOf(key: string): number {
  return hash32(key, 0x2545f491)
}

function longer(words: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(words.length * 2)
  larger.set(words)
  return larger
}
