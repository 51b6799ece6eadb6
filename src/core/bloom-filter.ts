import { ByteReader, ByteWriter } from './bytes.ts'
import { mix32 } from './hash.ts'

const MAGIC = 0x4d4c4256 // "VBLM"
const VERSION = 1
/** Words of one block, and bits set by one key: one cache line is touched, at most. */
const WORDS = 8
/** Odd multipliers, one per word, that choose its bit (Apache Parquet's choice). */
const SALTS = Uint32Array.from([
  0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31,
])
const BITS_PER_KEY = 16

/**
 * Has this key been added? "No" is certain; "yes" is wrong for about one key in a
 * thousand at full capacity (split-block Bloom filter: Bloom 1970; Putze, Sanders
 * & Singler 2007; Apple 2021). 2 bytes a key.
 *
 * A key is two independent 32-bit hashes: one finds the block, the other its bits.
 */
export class BloomFilter {
  readonly #blocks: Uint32Array

  /** @param capacity keys it is made for; more of them only cost certainty */
  constructor(capacity: number, blocks?: Uint32Array) {
    const count = Math.max(1, Math.ceil((capacity * BITS_PER_KEY) / (WORDS * 32)))
    this.#blocks = blocks ?? new Uint32Array(count * WORDS)
  }

  get bytes(): number {
    return this.#blocks.byteLength
  }

  add(place: number, bits: number): void {
    const at = this.#blockOf(place)
    for (let i = 0; i < WORDS; i++) this.#blocks[at + i] |= bit(bits, i)
  }

  has(place: number, bits: number): boolean {
    const at = this.#blockOf(place)
    for (let i = 0; i < WORDS; i++) {
      if ((this.#blocks[at + i] & bit(bits, i)) === 0) return false
    }
    return true
  }

  save(): Uint8Array {
    const writer = new ByteWriter(this.bytes + 32)
    writer.u32(MAGIC)
    writer.u8(VERSION)
    writer.u32(checksum(this.#blocks))
    writer.bytes(new Uint8Array(this.#blocks.buffer))
    return writer.done()
  }

  /** @throws RangeError when these are not the bytes of a filter, whole and unchanged. */
  static load(saved: Uint8Array): BloomFilter {
    const reader = new ByteReader(saved)
    if (reader.u32() !== MAGIC) throw new RangeError('not a saved Bloom filter')
    const version = reader.u8()
    if (version !== VERSION) throw new RangeError(`Bloom filter of version ${version}`)
    const sum = reader.u32()
    const blocks = new Uint32Array(new Uint8Array(reader.bytes()).buffer)
    if (checksum(blocks) !== sum) throw new RangeError('a saved Bloom filter was damaged')
    return new BloomFilter(0, blocks)
  }

  /** Multiply and shift instead of a division (Lemire 2019). */
  #blockOf(place: number): number {
    return Math.floor((place / 4294967296) * (this.#blocks.length / WORDS)) * WORDS
  }
}

function bit(bits: number, word: number): number {
  return 1 << (Math.imul(bits, SALTS[word]) >>> 27)
}

function checksum(words: Uint32Array): number {
  let sum = words.length
  for (let i = 0; i < words.length; i++) sum = (Math.imul(sum, 31) + words[i]) | 0
  return mix32(sum)
}
