import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Places } from '../../../core/places.ts'
import { Table } from '../../../core/table.ts'

/** What an entry of row a knows of item b. */
export const NEXT = 0 // how often b came right after a
export const RULE = 1 // Σ 1/distance of b after a (sequential rules: Ludewig & Jannach, 2018)
export const BACK = 2 // how often a came right after b
export const MET = 3 // how often both were in reach of each other, either way
export const RECENT = 4 // `NEXT`, forgotten over time
export const RECENT_AT = 5 // when `RECENT` was last brought up to date
export const PAIR_WIDTH = 6

const FIRST_CAPACITY = 4
const START = 0
const LENGTH = 1

/**
 * Sparse rows of what was clicked near what, of which each keeps its heaviest entries.
 *
 * Both directions of a pair stand in both rows, so that one walk over the row of the item
 * at hand tells all there is to know. When a row is full a new pair takes the place of the
 * one met least, and inherits how often it was met (Space-Saving: Metwally et al., 2005),
 * else every newcomer would be the next to leave.
 */
export class PairRows {
  /** Most entries of a row, a power of two. */
  readonly limit: number
  keys = new Int32Array(1024)
  values = new Float32Array(1024 * PAIR_WIDTH)
  readonly #room = new Places()
  readonly #places = new Table([0, 0])

  constructor(limit: number) {
    if (limit < FIRST_CAPACITY || (limit & (limit - 1)) !== 0) {
      throw new RangeError(`limit must be a power of two from ${FIRST_CAPACITY}, got ${limit}`)
    }
    this.limit = limit
  }

  /** Place of a row's first entry in `keys`; its numbers stand at `PAIR_WIDTH` times that. */
  startOf(row: number): number {
    return this.#places.get(row, START)
  }

  lengthOf(row: number): number {
    return this.#places.get(row, LENGTH)
  }

  /** Where the numbers of b in row a stand, or −1. */
  find(row: number, key: number): number {
    const start = this.startOf(row)
    const end = start + this.lengthOf(row)
    for (let i = start; i < end; i++) if (this.keys[i] === key) return i * PAIR_WIDTH
    return -1
  }

  /** `after` was clicked `distance` clicks after `before`; `fade` forgets by age. */
  meet(before: number, after: number, distance: number, time: number, fade: number): void {
    const forth = this.#reach(before, after)
    const values = this.values
    values[forth + MET]++
    values[forth + RULE] += 1 / distance
    if (distance === 1) {
      const age = time - values[forth + RECENT_AT]
      values[forth + NEXT]++
      values[forth + RECENT] = values[forth + RECENT] * Math.exp(-age * fade) + 1
      values[forth + RECENT_AT] = time
    }
    const back = this.#reach(after, before)
    this.values[back + MET]++
    if (distance === 1) this.values[back + BACK]++
  }

  save(writer: ByteWriter): void {
    writer.count(this.limit)
    writer.count(this.#places.length)
    for (let row = 0; row < this.#places.length; row++) {
      const start = this.startOf(row)
      const length = this.lengthOf(row)
      writer.count(length)
      for (let i = start; i < start + length; i++) {
        writer.count(this.keys[i])
        for (let f = 0; f < PAIR_WIDTH; f++) writer.f32(this.values[i * PAIR_WIDTH + f])
      }
    }
  }

  static load(reader: ByteReader): PairRows {
    const rows = new PairRows(reader.count())
    const count = reader.count()
    for (let row = 0; row < count; row++) {
      const length = reader.count()
      if (length > rows.limit) throw new RangeError(`a row of ${length} entries is over its limit`)
      rows.#places.set(row, LENGTH, 0)
      for (let i = 0; i < length; i++) {
        const at = rows.#append(row, reader.count())
        for (let f = 0; f < PAIR_WIDTH; f++) rows.values[at + f] = reader.f32()
      }
    }
    return rows
  }

  /** Where the numbers of b in row a stand, found or made. */
  #reach(row: number, key: number): number {
    const found = this.find(row, key)
    if (found >= 0) return found
    return this.lengthOf(row) < this.limit ? this.#append(row, key) : this.#replace(row, key)
  }

  #append(row: number, key: number): number {
    const length = this.lengthOf(row)
    if (length === 0) this.#places.set(row, START, this.#take(FIRST_CAPACITY))
    else if (length >= FIRST_CAPACITY && (length & (length - 1)) === 0) this.#move(row, length)
    const at = this.startOf(row) + length
    this.keys[at] = key
    this.values.fill(0, at * PAIR_WIDTH, (at + 1) * PAIR_WIDTH)
    this.#places.set(row, LENGTH, length + 1)
    return at * PAIR_WIDTH
  }

  /** The earliest of those met least, so that every replay replaces the same one. */
  #replace(row: number, key: number): number {
    const start = this.startOf(row)
    let least = start
    for (let i = start + 1; i < start + this.limit; i++) {
      if (this.values[i * PAIR_WIDTH + MET] < this.values[least * PAIR_WIDTH + MET]) least = i
    }
    this.keys[least] = key
    const at = least * PAIR_WIDTH
    const inherited = this.values[at + MET]
    this.values.fill(0, at, at + PAIR_WIDTH)
    this.values[at + MET] = inherited
    return at
  }

  /** The row has filled its `capacity`: give it twice the room. */
  #move(row: number, capacity: number): void {
    const from = this.startOf(row)
    const to = this.#take(capacity * 2)
    this.keys.copyWithin(to, from, from + capacity)
    this.values.copyWithin(to * PAIR_WIDTH, from * PAIR_WIDTH, (from + capacity) * PAIR_WIDTH)
    this.#places.set(row, START, to)
    this.#room.leave(from, capacity)
  }

  #take(capacity: number): number {
    const start = this.#room.take(capacity)
    if (this.#room.used > this.keys.length) this.#grow()
    return start
  }

  #grow(): void {
    const size = Math.max(this.#room.used, this.keys.length * 2)
    const keys = new Int32Array(size)
    const values = new Float32Array(size * PAIR_WIDTH)
    keys.set(this.keys)
    values.set(this.values)
    this.keys = keys
    this.values = values
  }
}
