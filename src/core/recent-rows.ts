import type { ByteReader, ByteWriter } from './bytes.ts'
import { CHUNK, CHUNK_BITS, Chunks, WITHIN } from './chunks.ts'
import { Places } from './places.ts'
import { loadRows, saveRows } from './row-store.ts'

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
 * `limit`, where the newest entry takes the place of the oldest. All rows share their chunks.
 * What is saved is the content only, so where a row lies in memory never matters.
 */
export class RecentRows {
  /** Most entries of a row, a power of two. */
  readonly limit: number
  readonly #values = new Chunks(Int32Array, 1, 1024)
  readonly #room = new Places()
  readonly #places = new Chunks(Int32Array, WIDTH)
  readonly #row: Int32Array
  #rows = 0

  constructor(limit: number) {
    if (limit < FIRST_CAPACITY || limit > CHUNK || (limit & (limit - 1)) !== 0) {
      throw new RangeError(
        `limit must be a power of two from ${FIRST_CAPACITY} to ${CHUNK}, got ${limit}`,
      )
    }
    this.limit = limit
    this.#row = new Int32Array(limit)
  }

  /** One more than the highest row ever written. */
  get rows(): number {
    return this.#rows
  }

  lengthOf(row: number): number {
    if (row < 0 || row >= this.#rows) return 0
    return this.#placesOf(row)[(row & WITHIN) * WIDTH + LENGTH]
  }

  append(row: number, value: number): void {
    this.#reach(row)
    const places = this.#placesOf(row)
    const at = (row & WITHIN) * WIDTH
    const full = places[at + CAPACITY]
    if (places[at + LENGTH] === full) this.#enlarge(places, at, Math.max(FIRST_CAPACITY, full * 2))
    const next = places[at + NEXT]
    const capacity = places[at + CAPACITY]
    const place = places[at + START] + next
    this.#values.list[place >>> CHUNK_BITS][place & WITHIN] = value
    places[at + NEXT] = (next + 1) & (capacity - 1)
    if (places[at + LENGTH] < capacity) places[at + LENGTH]++
  }

  /** Copy a row's newest entries, newest first; how many there were, `most` at most. */
  newest(row: number, into: Int32Array, most: number): number {
    if (row < 0 || row >= this.#rows) return 0
    const places = this.#placesOf(row)
    const at = (row & WITHIN) * WIDTH
    const values = this.#values.list[places[at + START] >>> CHUNK_BITS]
    const start = places[at + START] & WITHIN
    const mask = places[at + CAPACITY] - 1
    const count = Math.min(most, places[at + LENGTH])
    const last = places[at + NEXT] - 1
    for (let i = 0; i < count; i++) into[i] = values[start + ((last - i) & mask)]
    return count
  }

  /** Copy a whole row, oldest first, to `from` on; how many entries there were. */
  read(row: number, into: Int32Array, from = 0): number {
    if (row < 0 || row >= this.#rows) return 0
    const places = this.#placesOf(row)
    const at = (row & WITHIN) * WIDTH
    const values = this.#values.list[places[at + START] >>> CHUNK_BITS]
    const start = places[at + START] & WITHIN
    const mask = places[at + CAPACITY] - 1
    const count = places[at + LENGTH]
    const first = places[at + NEXT] - count
    for (let i = 0; i < count; i++) into[from + i] = values[start + ((first + i) & mask)]
    return count
  }

  has(row: number, value: number): boolean {
    return this.#distanceFromOldest(row, value) >= 0
  }

  /** Take out the oldest entry of this value; meant for entries near the old end. */
  remove(row: number, value: number): void {
    const distance = this.#distanceFromOldest(row, value)
    if (distance < 0) return
    const places = this.#placesOf(row)
    const at = (row & WITHIN) * WIDTH
    const values = this.#values.list[places[at + START] >>> CHUNK_BITS]
    const start = places[at + START] & WITHIN
    const mask = places[at + CAPACITY] - 1
    const first = places[at + NEXT] - places[at + LENGTH]
    for (let i = distance; i > 0; i--) {
      values[start + ((first + i) & mask)] = values[start + ((first + i - 1) & mask)]
    }
    places[at + LENGTH]--
  }

  /** Empty a row and give its place back. */
  clear(row: number): void {
    if (row >= this.#rows) return
    const places = this.#placesOf(row)
    const at = (row & WITHIN) * WIDTH
    this.#leave(places, at)
    places.fill(0, at, at + WIDTH)
  }

  save(writer: ByteWriter): void {
    writer.count(this.limit)
    saveRows(this, writer)
  }

  static load(reader: ByteReader): RecentRows {
    const rows = new RecentRows(reader.count())
    loadRows(rows, reader)
    return rows
  }

  saveRow(row: number, writer: ByteWriter): void {
    const length = this.read(row, this.#row)
    writer.count(length)
    for (let i = 0; i < length; i++) writer.count(this.#row[i])
  }

  loadRow(row: number, reader: ByteReader): void {
    const length = reader.count()
    if (length > this.limit) throw new RangeError(`a row of ${length} entries is over its limit`)
    this.#reach(row)
    if (length === 0) return
    let capacity = FIRST_CAPACITY
    while (capacity < length) capacity *= 2
    this.#enlarge(this.#placesOf(row), (row & WITHIN) * WIDTH, capacity)
    for (let i = 0; i < length; i++) this.append(row, reader.count())
  }

  #placesOf(row: number): Int32Array {
    return this.#places.list[row >>> CHUNK_BITS]
  }

  #distanceFromOldest(row: number, value: number): number {
    if (row < 0 || row >= this.#rows) return -1
    const places = this.#placesOf(row)
    const at = (row & WITHIN) * WIDTH
    const values = this.#values.list[places[at + START] >>> CHUNK_BITS]
    const start = places[at + START] & WITHIN
    const mask = places[at + CAPACITY] - 1
    const length = places[at + LENGTH]
    const first = places[at + NEXT] - length
    for (let i = 0; i < length; i++) if (values[start + ((first + i) & mask)] === value) return i
    return -1
  }

  #enlarge(places: Int32Array, at: number, larger: number): void {
    const capacity = places[at + CAPACITY]
    if (larger > this.limit) return
    const to = this.#room.take(larger)
    this.#values.makeRoom(this.#room.used)
    const from = this.#values.list[places[at + START] >>> CHUNK_BITS]
    const start = places[at + START] & WITHIN
    const values = this.#values.list[to >>> CHUNK_BITS]
    const first = places[at + NEXT]
    for (let i = 0; i < capacity; i++) {
      values[(to & WITHIN) + i] = from[start + ((first + i) & (capacity - 1))]
    }
    this.#leave(places, at)
    places[at + START] = to
    places[at + NEXT] = capacity
    places[at + CAPACITY] = larger
  }

  #leave(places: Int32Array, at: number): void {
    if (places[at + CAPACITY] > 0) this.#room.leave(places[at + START], places[at + CAPACITY])
  }

  #reach(row: number): void {
    if (row < this.#rows) return
    this.#places.makeRoom(row + 1)
    this.#rows = row + 1
  }
}
