import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { mix32 } from '../../../core/hash.ts'
import { MOST_CHARACTERISTICS, MOST_VALUES, type Moment } from '../../situation/moments/moment.ts'

const MOST_PAIRS = (MOST_VALUES * (MOST_VALUES - 1)) / 2
/** Pairs a moment can be in. */
export const MOST_PAIRS_ACTIVE = (MOST_CHARACTERISTICS * (MOST_CHARACTERISTICS - 1)) / 2

/**
 * The row of each conjunction of two or three values, given in the order they are first met.
 *
 * Pairs are looked up by a triangle of all that are possible: three megabytes, and no hashing
 * for the ninety-one pairs of each visit. A triple is the row of its two lowest values and the third.
 * When all rows are given, what comes later has none: memory is bounded, and what is frequent came early.
 */
export class Conjunctions {
  readonly capacity: number
  /** One more than the row, 0 where there is none. */
  readonly #pairs = new Uint32Array(MOST_PAIRS)
  readonly #triples: Uint32Array
  /** What each row stands for: a place in the triangle, or row of a pair × values + the third. */
  readonly #keys: Uint32Array
  readonly #isTriple: Uint8Array
  #size = 0

  constructor(capacity: number) {
    this.capacity = capacity
    this.#keys = new Uint32Array(capacity)
    this.#isTriple = new Uint8Array(capacity)
    this.#triples = new Uint32Array(2 ** Math.ceil(Math.log2(capacity * 2)))
  }

  get size(): number {
    return this.#size
  }

  get bytes(): number {
    return (
      this.#pairs.byteLength +
      this.#triples.byteLength +
      this.#keys.byteLength +
      this.#isTriple.byteLength
    )
  }

  /** Rows of all pairs of the moment, in order; −1 where there is none. */
  findPairs(moment: Moment, rows: Int32Array): number {
    const pairs = this.#pairs
    let found = 0
    for (let j = 1; j < moment.length; j++) {
      const base = (moment[j] * (moment[j] - 1)) >> 1
      for (let i = 0; i < j; i++) rows[found++] = pairs[base + moment[i]] - 1
    }
    return found
  }

  /** The same, with a row for each pair that had none, while there is room. */
  meetPairs(moment: Moment, rows: Int32Array): number {
    const pairs = this.#pairs
    let found = 0
    for (let j = 1; j < moment.length; j++) {
      const base = (moment[j] * (moment[j] - 1)) >> 1
      for (let i = 0; i < j; i++) {
        const place = base + moment[i]
        if (pairs[place] === 0 && this.#size < this.capacity) pairs[place] = this.#add(place, 0)
        rows[found++] = pairs[place] - 1
      }
    }
    return found
  }

  findPair(low: number, high: number): number {
    return this.#pairs[((high * (high - 1)) >> 1) + low] - 1
  }

  /** Row of three values in rising order, −1 when it has none. */
  findTriple(low: number, middle: number, high: number): number {
    const pair = this.findPair(low, middle)
    return pair < 0 ? -1 : this.#triples[this.#placeOf(pair * MOST_VALUES + high)] - 1
  }

  meetTriple(low: number, middle: number, high: number): number {
    const pair = this.findPair(low, middle)
    if (pair < 0) return -1
    const key = pair * MOST_VALUES + high
    const place = this.#placeOf(key)
    if (this.#triples[place] === 0 && this.#size < this.capacity) {
      this.#triples[place] = this.#add(key, 1)
    }
    return this.#triples[place] - 1
  }

  /** The values of a row, rising. */
  valuesOf(row: number): number[] {
    const key = this.#keys[row]
    if (this.#isTriple[row]) {
      return [...this.valuesOf(Math.floor(key / MOST_VALUES)), key % MOST_VALUES]
    }
    let high = Math.floor((1 + Math.sqrt(1 + 8 * key)) / 2)
    if ((high * (high - 1)) / 2 > key) high--
    return [key - (high * (high - 1)) / 2, high]
  }

  /** Every row that one of these values is part of; reads them all, which is rare. */
  *rowsWith(values: readonly number[]): Generator<number> {
    const sought = new Set(values)
    for (let row = 0; row < this.#size; row++) {
      if (this.valuesOf(row).some(value => sought.has(value))) yield row
    }
  }

  isTriple(row: number): boolean {
    return this.#isTriple[row] === 1
  }

  save(writer: ByteWriter): void {
    writer.count(this.capacity)
    writer.count(this.#size)
    for (let row = 0; row < this.#size; row++) {
      writer.u8(this.#isTriple[row])
      writer.u32(this.#keys[row])
    }
  }

  static load(reader: ByteReader): Conjunctions {
    const capacity = reader.count()
    const size = reader.count()
    if (size > capacity) throw new RangeError('more conjunctions are saved than there is room for')
    const made = new Conjunctions(capacity)
    while (made.#size < size) made.#restore(reader.u8(), reader.u32())
    return made
  }

  #restore(isTriple: number, key: number): void {
    if (isTriple) this.#triples[this.#placeOf(key)] = this.#add(key, 1)
    else if (key < MOST_PAIRS) this.#pairs[key] = this.#add(key, 0)
    else throw new RangeError('a saved pair is of no two values')
  }

  #add(key: number, isTriple: number): number {
    this.#keys[this.#size] = key
    this.#isTriple[this.#size] = isTriple
    return ++this.#size
  }

  /** Open addressing; a row is found by its key, never moved. */
  #placeOf(key: number): number {
    const mask = this.#triples.length - 1
    let at = mix32(key) & mask
    for (let n = this.#triples[at]; n !== 0; n = this.#triples[at]) {
      if (this.#keys[n - 1] === key >>> 0) break
      at = (at + 1) & mask
    }
    return at
  }
}
