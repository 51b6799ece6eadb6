import type { ByteReader, ByteWriter } from './bytes.ts'
import { CHUNK, CHUNK_BITS, Chunks, WITHIN } from './chunks.ts'
import { Places } from './places.ts'
import { saveRows } from './row-store.ts'

const FIRST_CAPACITY = 4
/** Fields of a row's place. */
const START = 0
const LENGTH = 1
const HAND = 2 // no entry before it is as light as the row's floor
const FIELDS = 3
/** With fewer entries than this in all, no row is denied any: a small shop needs no thrift. */
const PLENTY = 1 << 20

export interface RowShape {
  /** Most entries of a row, a power of two. */
  limit: number
  /** Numbers of an entry, and which of them weighs it. */
  width: number
  by: number
  /** Most entries a row has room for on average, once there are many. */
  average?: number
}

/**
 * Sparse rows of keys with a few numbers each, of which a row keeps its heaviest
 * (Space-Saving: Metwally, Agrawal & El Abbadi, 2005).
 *
 * When a row is full, a new key takes the place of the lightest and inherits its weight,
 * else every newcomer would be the next to leave: a weight is never below the truth, and
 * above it by at most the lightest of the row. When all rows together are full, a row that
 * would grow counts as full; what it met before is then unknown to it once it may grow again.
 */
export class WeighedRows {
  readonly limit: number
  /** The row last looked at: its entries are `start` to `end` of `keys`, `width` times that of `numbers`. */
  keys: Int32Array
  numbers: Float32Array
  start = 0
  end = 0
  readonly #width: number
  readonly #by: number
  readonly #average: number
  readonly #keys = new Chunks(Int32Array, 1, 1024)
  readonly #numbers: Chunks<Float32Array>
  readonly #places = new Chunks(Int32Array, FIELDS)
  /** Weight of the lightest of each row when it was last looked for, for weights only rise. */
  readonly #floors = new Chunks(Float32Array)
  readonly #room = new Places()
  #rows = 0
  /** Entries all rows have room for. */
  #capacity = 0

  constructor({ limit, width, by, average = limit }: RowShape) {
    if (limit < FIRST_CAPACITY || limit > CHUNK || (limit & (limit - 1)) !== 0) {
      throw new RangeError(
        `limit must be a power of two from ${FIRST_CAPACITY} to ${CHUNK}, got ${limit}`,
      )
    }
    this.limit = limit
    this.#width = width
    this.#by = by
    this.#average = average
    this.#numbers = new Chunks(Float32Array, width, 1024)
    this.keys = this.#keys.list[0]
    this.numbers = this.#numbers.list[0]
  }

  /** One more than the highest row ever written. */
  get rows(): number {
    return this.#rows
  }

  lengthOf(row: number): number {
    if (row < 0 || row >= this.#rows) return 0
    return this.#places.list[row >>> CHUNK_BITS][(row & WITHIN) * FIELDS + LENGTH]
  }

  /** Look at a row. Take `keys` and the others at once: they change with the next look. */
  look(row: number): this {
    this.start = 0
    this.end = 0
    if (row < 0 || row >= this.#rows) return this // an item may have no category
    const places = this.#places.list[row >>> CHUNK_BITS]
    const at = (row & WITHIN) * FIELDS
    const start = places[at + START]
    this.keys = this.#keys.list[start >>> CHUNK_BITS]
    this.numbers = this.#numbers.list[start >>> CHUNK_BITS]
    this.start = start & WITHIN
    this.end = this.start + places[at + LENGTH]
    return this
  }

  /** Where the numbers of a key stand in `numbers`, or −1. */
  find(row: number, key: number): number {
    const { keys, start, end } = this.look(row)
    for (let i = start; i < end; i++) if (keys[i] === key) return i * this.#width
    return -1
  }

  /** The same, made if need be. */
  reach(row: number, key: number): number {
    const found = this.find(row, key)
    if (found >= 0) return found
    const length = this.end - this.start
    if (this.#isFull(length)) return this.#replace(row, key)
    return this.#append(row, key)
  }

  save(writer: ByteWriter): void {
    writer.count(this.limit)
    saveRows(this, writer)
  }

  saveRow(row: number, writer: ByteWriter): void {
    const { keys, numbers, start, end } = this.look(row)
    writer.count(end - start)
    for (let i = start; i < end; i++) {
      writer.count(keys[i])
      const at = i * this.#width
      for (let n = at; n < at + this.#width; n++) writer.f32(numbers[n])
    }
  }

  loadRow(row: number, reader: ByteReader): void {
    const length = reader.count()
    if (length > this.limit) throw new RangeError(`a row of ${length} entries is over its limit`)
    this.#makeRow(row)
    if (length === 0) return
    const places = this.#places.list[row >>> CHUNK_BITS]
    const place = (row & WITHIN) * FIELDS
    this.#move(places, place, 0, placeFor(length))
    places[place + LENGTH] = length
    const { keys, numbers, start, end } = this.look(row)
    for (let i = start; i < end; i++) {
      keys[i] = reader.count()
      const at = i * this.#width
      for (let n = at; n < at + this.#width; n++) numbers[n] = reader.f32()
    }
  }

  /** Whether a row of this length may not grow. */
  #isFull(length: number): boolean {
    if (length === this.limit) return true
    if (!isPlace(length)) return false
    // The first place of a row is never denied, so it is set aside.
    const most = Math.max(PLENTY, (this.#average - FIRST_CAPACITY) * this.#rows)
    return this.#capacity + length > most
  }

  /** One more entry of the row looked at. */
  #append(row: number, key: number): number {
    this.#makeRow(row)
    const places = this.#places.list[row >>> CHUNK_BITS]
    const at = (row & WITHIN) * FIELDS
    const length = places[at + LENGTH]
    if (length === 0 || isPlace(length)) {
      this.#move(places, at, length, placeFor(length + 1))
      this.#floors.list[row >>> CHUNK_BITS][row & WITHIN] = 0
    }
    places[at + LENGTH] = length + 1
    this.look(row)
    this.keys[this.end - 1] = key
    const to = (this.end - 1) * this.#width
    this.numbers.fill(0, to, to + this.#width)
    return to
  }

  /** The lightest of the row looked at leaves, and its weight stays. */
  #replace(row: number, key: number): number {
    const width = this.#width
    const lightest = this.#lightest(row)
    const at = lightest * width
    const weight = this.numbers[at + this.#by]
    this.keys[lightest] = key
    this.numbers.fill(0, at, at + width)
    this.numbers[at + this.#by] = weight
    return at
  }

  /**
   * The earliest of the lightest, so that every replay replaces the same one. Most are as
   * light as the one before: the hand goes on from there, and seldom has to begin again.
   */
  #lightest(row: number): number {
    const { numbers, start, end } = this
    const width = this.#width
    const places = this.#places.list[row >>> CHUNK_BITS]
    const floors = this.#floors.list[row >>> CHUNK_BITS]
    const at = (row & WITHIN) * FIELDS + HAND
    const floor = floors[row & WITHIN]
    let lightest = start + places[at]
    let from = lightest * width + this.#by
    while (lightest < end && numbers[from] > floor) {
      lightest++
      from += width
    }
    if (lightest === end) {
      lightest = this.#firstOfLeast()
      floors[row & WITHIN] = numbers[lightest * width + this.#by]
    }
    places[at] = lightest - start
    return lightest
  }

  #firstOfLeast(): number {
    const { numbers, start, end } = this
    let first = start
    let least = Infinity
    for (let i = start; i < end; i++) {
      const weight = numbers[i * this.#width + this.#by]
      if (weight >= least) continue
      least = weight
      first = i
    }
    return first
  }

  /** From a place of one capacity to one of a larger. */
  #move(places: Int32Array, at: number, capacity: number, larger: number): void {
    const to = this.#room.take(larger)
    this.#keys.makeRoom(this.#room.used)
    this.#numbers.makeRoom(this.#room.used)
    this.#capacity += larger - capacity
    const from = places[at + START]
    places[at + START] = to
    places[at + HAND] = 0
    if (capacity === 0) return
    copyEntries(this.#keys, from, to, capacity)
    copyEntries(this.#numbers, from, to, capacity)
    this.#room.leave(from, capacity)
  }

  #makeRow(row: number): void {
    if (row < this.#rows) return
    this.#places.makeRoom(row + 1)
    this.#floors.makeRoom(row + 1)
    this.#rows = row + 1
  }
}

/** Whether a row of this length fills its place to the last entry. */
function isPlace(length: number): boolean {
  return length >= FIRST_CAPACITY && (length & (length - 1)) === 0
}

/** Capacity of the place for so many entries. */
function placeFor(length: number): number {
  let capacity = FIRST_CAPACITY
  while (capacity < length) capacity *= 2
  return capacity
}

function copyEntries<T extends Int32Array | Float32Array>(
  { list, width }: Chunks<T>,
  from: number,
  to: number,
  count: number,
): void {
  const source = list[from >>> CHUNK_BITS]
  const start = (from & WITHIN) * width
  const entries = source.subarray(start, start + count * width)
  list[to >>> CHUNK_BITS].set(entries, (to & WITHIN) * width)
}
