import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { mix32 } from '../../../core/hash.ts'
import { widened } from '../../../core/widened.ts'
import { MOST_CHARACTERISTICS, MOST_VALUES, type Moment } from '../../situation/moments/moment.ts'

const MOST_PAIRS = (MOST_VALUES * (MOST_VALUES - 1)) / 2
/** Pairs a moment can be in. */
export const MOST_PAIRS_ACTIVE = (MOST_CHARACTERISTICS * (MOST_CHARACTERISTICS - 1)) / 2

/** Rows there is room for at first; it doubles as they come. */
const FEW = 16

/**
 * The row of each conjunction of two or three values, given in the order they are first met.
 *
 * Pairs are looked up in a triangle of all that are possible, a line of it for each higher value
 * that was met: three megabytes at most, and no hashing for the ninety-one pairs of each visit. A
 * triple is the row of its two lowest values and the third. When all rows are given, what comes
 * later has none: memory is bounded, and what is frequent came early.
 */
export class Conjunctions {
  readonly capacity: number
  /** By the higher value, then the lower: one more than the row, 0 where there is none. */
  readonly #pairs: (Uint32Array | undefined)[] = []
  #triples = new Uint32Array(FEW)
  readonly #tripleRows: number[] = []
  /** What each row stands for: a place in the triangle, or row of a pair × values + the third. */
  #keys = new Uint32Array(FEW)
  #isTriple = new Uint8Array(FEW)
  #size = 0

  constructor(capacity: number) {
    this.capacity = capacity
  }

  get size(): number {
    return this.#size
  }

  get bytes(): number {
    const pairs = this.#pairs.reduce((sum, line) => sum + (line?.byteLength ?? 0), 0)
    return pairs + this.#triples.byteLength + this.#keys.byteLength + this.#isTriple.byteLength
  }

  /** Rows of all pairs of the moment, in order; −1 where there is none. */
  findPairs(moment: Moment, rows: Int32Array): number {
    let found = 0
    for (let j = 1; j < moment.length; j++) {
      const line = this.#pairs[moment[j]]
      for (let i = 0; i < j; i++) rows[found++] = line === undefined ? -1 : line[moment[i]] - 1
    }
    return found
  }

  /** The same, with a row for each pair that had none, while there is room. */
  meetPairs(moment: Moment, rows: Int32Array): number {
    let found = 0
    for (let j = 1; j < moment.length; j++) {
      const high = moment[j]
      const line = this.#lineOf(high)
      for (let i = 0; i < j; i++) {
        const low = moment[i]
        if (line[low] === 0 && this.#size < this.capacity) {
          line[low] = this.#add(placeOf(low, high), 0)
        }
        rows[found++] = line[low] - 1
      }
    }
    return found
  }

  findPair(low: number, high: number): number {
    const line = this.#pairs[high]
    return line === undefined ? -1 : line[low] - 1
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
    const row = this.#triples[this.#placeOf(key)] - 1
    return row >= 0 || this.#size === this.capacity ? row : this.#addTriple(key)
  }

  /** The values of a row, rising. */
  valuesOf(row: number): number[] {
    const key = this.#keys[row]
    if (this.#isTriple[row]) {
      return [...this.valuesOf(Math.floor(key / MOST_VALUES)), key % MOST_VALUES]
    }
    return pairOf(key)
  }

  /** Every row that one of these values is part of; one of two of them may come twice. */
  *rowsWith(values: readonly number[]): Generator<number> {
    const sought = new Set(values)
    for (const value of sought) yield* this.#pairsWith(value)
    for (const row of this.#tripleRows) {
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

  *#pairsWith(value: number): Generator<number> {
    for (const row of this.#pairs[value] ?? []) if (row > 0) yield row - 1
    for (let high = value + 1; high < this.#pairs.length; high++) {
      const row = this.#pairs[high]?.[value] ?? 0
      if (row > 0) yield row - 1
    }
  }

  #restore(isTriple: number, key: number): void {
    if (isTriple) {
      this.#addTriple(key)
      return
    }
    if (key >= MOST_PAIRS) throw new RangeError('a saved pair is of no two values')
    const [low, high] = pairOf(key)
    this.#lineOf(high)[low] = this.#add(key, 0)
  }

  #lineOf(high: number): Uint32Array {
    while (this.#pairs.length <= high) this.#pairs.push(undefined)
    return (this.#pairs[high] ??= new Uint32Array(high))
  }

  #addTriple(key: number): number {
    if (this.#tripleRows.length * 2 >= this.#triples.length) this.#widenTriples()
    const row = this.#add(key, 1) - 1
    this.#triples[this.#placeOf(key)] = row + 1
    this.#tripleRows.push(row)
    return row
  }

  #widenTriples(): void {
    this.#triples = new Uint32Array(this.#triples.length * 2)
    for (const row of this.#tripleRows) {
      this.#triples[this.#placeOf(this.#keys[row])] = row + 1
    }
  }

  /** @returns one more than its row */
  #add(key: number, isTriple: number): number {
    if (this.#size === this.#keys.length) {
      this.#keys = widened(this.#keys, this.#size * 2)
      this.#isTriple = widened(this.#isTriple, this.#size * 2)
    }
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

/** Place of a pair in the triangle of all. */
function placeOf(low: number, high: number): number {
  return (high * (high - 1)) / 2 + low
}

function pairOf(place: number): [low: number, high: number] {
  let high = Math.floor((1 + Math.sqrt(1 + 8 * place)) / 2)
  if (placeOf(0, high) > place) high--
  return [place - placeOf(0, high), high]
}
