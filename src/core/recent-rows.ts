import type { ByteReader, ByteWriter } from './bytes.ts'
import { Places } from './places.ts'

const FIRST_CAPACITY = 2
/** Fields of a row's place. */
const START = 0
const CAPACITY = 1
const NEXT = 2
const LENGTH = 3
const WIDTH = 4

/**
 * Rows of numbers that keep their newest entries, in order.
 *
 * A row is a ring; one that outgrows its place moves to a place twice as large, until
 * `limit`, where the newest entry takes the place of the oldest. All rows share one array.
 * What is saved is the content only, so where a row lies in memory never matters.
 */
export class RecentRows {
  /** Most entries of a row, a power of two. */
  readonly limit: number
  #values = new Int32Array(1024)
  readonly #room = new Places()
  #places = new Int32Array(64 * WIDTH)
  #rows = 0

  constructor(limit: number) {
    if (limit < FIRST_CAPACITY || (limit & (limit - 1)) !== 0) {
      throw new RangeError(`limit must be a power of two from ${FIRST_CAPACITY}, got ${limit}`)
    }
    this.limit = limit
  }

  /** One more than the highest row ever written. */
  get rows(): number {
    return this.#rows
  }

  lengthOf(row: number): number {
    return row < this.#rows ? this.#places[row * WIDTH + LENGTH] : 0
  }

  append(row: number, value: number): void {
    if (row >= this.#rows) this.#reach(row)
    const at = row * WIDTH
    if (this.#places[at + LENGTH] === this.#places[at + CAPACITY]) this.#enlarge(at)
    const places = this.#places
    const next = places[at + NEXT]
    this.#values[places[at + START] + next] = value
    places[at + NEXT] = (next + 1) & (places[at + CAPACITY] - 1)
    if (places[at + LENGTH] < places[at + CAPACITY]) places[at + LENGTH]++
  }

  /** Copy a row's newest entries, newest first; how many there were, `most` at most. */
  newest(row: number, into: Int32Array, most: number): number {
    if (row >= this.#rows) return 0
    const at = row * WIDTH
    const start = this.#places[at + START]
    const mask = this.#places[at + CAPACITY] - 1
    const count = Math.min(most, this.#places[at + LENGTH])
    const last = this.#places[at + NEXT] - 1
    for (let i = 0; i < count; i++) into[i] = this.#values[start + ((last - i) & mask)]
    return count
  }

  /** Copy a whole row, oldest first; how many entries there were. */
  read(row: number, into: Int32Array): number {
    if (row >= this.#rows) return 0
    const at = row * WIDTH
    const start = this.#places[at + START]
    const mask = this.#places[at + CAPACITY] - 1
    const count = this.#places[at + LENGTH]
    const first = this.#places[at + NEXT] - count
    for (let i = 0; i < count; i++) into[i] = this.#values[start + ((first + i) & mask)]
    return count
  }

  has(row: number, value: number): boolean {
    return this.#distanceFromOldest(row, value) >= 0
  }

  /** Take out the oldest entry of this value; meant for entries near the old end. */
  remove(row: number, value: number): void {
    const distance = this.#distanceFromOldest(row, value)
    if (distance < 0) return
    const at = row * WIDTH
    const places = this.#places
    const start = places[at + START]
    const mask = places[at + CAPACITY] - 1
    const first = places[at + NEXT] - places[at + LENGTH]
    for (let i = distance; i > 0; i--) {
      this.#values[start + ((first + i) & mask)] = this.#values[start + ((first + i - 1) & mask)]
    }
    places[at + LENGTH]--
  }

  /** Empty a row and give its place back. */
  clear(row: number): void {
    if (row >= this.#rows) return
    const at = row * WIDTH
    this.#leave(at)
    this.#places.fill(0, at, at + WIDTH)
  }

  save(writer: ByteWriter): void {
    const row = new Int32Array(this.limit)
    writer.count(this.limit)
    writer.count(this.#rows)
    for (let i = 0; i < this.#rows; i++) {
      const length = this.read(i, row)
      writer.count(length)
      for (let k = 0; k < length; k++) writer.count(row[k])
    }
  }

  static load(reader: ByteReader): RecentRows {
    const rows = new RecentRows(reader.count())
    const count = reader.count()
    if (count > reader.left) throw new RangeError('there are more rows than bytes')
    for (let row = 0; row < count; row++) {
      const length = reader.count()
      if (length > rows.limit) throw new RangeError(`a row of ${length} entries is over its limit`)
      rows.#reach(row)
      for (let k = 0; k < length; k++) rows.append(row, reader.count())
    }
    return rows
  }

  #distanceFromOldest(row: number, value: number): number {
    if (row >= this.#rows) return -1
    const at = row * WIDTH
    const start = this.#places[at + START]
    const mask = this.#places[at + CAPACITY] - 1
    const length = this.#places[at + LENGTH]
    const first = this.#places[at + NEXT] - length
    for (let i = 0; i < length; i++) {
      if (this.#values[start + ((first + i) & mask)] === value) return i
    }
    return -1
  }

  #enlarge(at: number): void {
    const capacity = this.#places[at + CAPACITY]
    if (capacity === this.limit) return
    const to = this.#take(capacity === 0 ? FIRST_CAPACITY : capacity * 2)
    const start = this.#places[at + START]
    const first = this.#places[at + NEXT]
    for (let i = 0; i < capacity; i++) {
      this.#values[to + i] = this.#values[start + ((first + i) & (capacity - 1))]
    }
    this.#leave(at)
    this.#places[at + START] = to
    this.#places[at + NEXT] = capacity
    this.#places[at + CAPACITY] = capacity === 0 ? FIRST_CAPACITY : capacity * 2
  }

  #leave(at: number): void {
    const capacity = this.#places[at + CAPACITY]
    if (capacity > 0) this.#room.leave(this.#places[at + START], capacity)
  }

  #take(capacity: number): number {
    const start = this.#room.take(capacity)
    if (this.#room.used > this.#values.length) {
      const larger = new Int32Array(Math.max(this.#room.used, this.#values.length * 2))
      larger.set(this.#values)
      this.#values = larger
    }
    return start
  }

  #reach(row: number): void {
    if ((row + 1) * WIDTH > this.#places.length) {
      const larger = new Int32Array(Math.max((row + 1) * WIDTH, this.#places.length * 2))
      larger.set(this.#places)
      this.#places = larger
    }
    if (row >= this.#rows) this.#rows = row + 1
  }
}
