import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { hash32 } from '../../../core/hash.ts'
import { widened } from '../../../core/widened.ts'

/** Visitors remembered one by one; whoever was met first makes room, and stays in the sums. */
const MOST = 1 << 22
const FIRST_ROOM = 64

/**
 * Who takes part, and the little of each that the results need: a row of a ring, found by a
 * 64-bit fingerprint. Thirty-five bytes a visitor, and no name.
 *
 * Only the rows are saved, in the order people came. Where a row is found depends on its
 * name, and is worked out again on loading: so whoever is forgotten leaves no trace of it.
 */
export class Assigned {
  readonly #most: number
  #met = 0
  #low = new Uint32Array(FIRST_ROOM)
  #high = new Uint32Array(FIRST_ROOM)
  /** Open addressing over them: one more than the row, 0 where the place is free. */
  #places = new Uint32Array(FIRST_ROOM * 2)

  /** One more than the place of the slice; 0 is an empty row. */
  slice = new Uint8Array(FIRST_ROOM)
  /** How they came; 0 until a page has told. */
  entry = new Uint8Array(FIRST_ROOM)
  campaign = new Uint16Array(FIRST_ROOM)
  /** When: seconds since 1970. */
  entered = new Uint32Array(FIRST_ROOM)
  acts = new Uint8Array(FIRST_ROOM)
  /** UTC day of their first act, days since 1970; 0 while nothing is known. */
  firstDay = new Uint16Array(FIRST_ROOM)
  /** Bit n: they were here n days after it. */
  days = new Uint32Array(FIRST_ROOM)

  constructor(most = MOST) {
    this.#most = most
  }

  /** Row of a visitor, −1 when they take no part. */
  find(visitor: string): number {
    return this.#places[this.#placeOf(lowOf(visitor), highOf(visitor))] - 1
  }

  /** The row that a new visitor will get; somebody may still stand in it. */
  get nextRow(): number {
    return this.#met % this.#most
  }

  /** Whoever stands in the next row stays for one more round. */
  pass(): void {
    this.#met++
  }

  /** Give a new visitor the next row, which must be empty. */
  add(visitor: string): number {
    const row = this.nextRow
    if (row >= this.#low.length) this.#widen()
    this.#met++
    this.#put(row, lowOf(visitor), highOf(visitor))
    return row
  }

  /** From now on the row is another key's. */
  rename(row: number, visitor: string): void {
    this.#take(row)
    this.#put(row, lowOf(visitor), highOf(visitor))
  }

  clear(row: number): void {
    this.#take(row)
    for (const column of this.#columns()) column[row] = 0
  }

  /** Who of two was met first. */
  isOlder(row: number, other: number): boolean {
    return this.#age(row) > this.#age(other)
  }

  save(writer: ByteWriter): void {
    const used = Math.min(this.#met, this.#most)
    writer.count(this.#met)
    for (const column of [this.#low, this.#high, ...this.#columns()]) {
      writer.bytes(new Uint8Array(column.buffer, 0, used * column.BYTES_PER_ELEMENT))
    }
  }

  static load(reader: ByteReader, most = MOST): Assigned {
    const assigned = new Assigned(most)
    assigned.#met = reader.count()
    const used = Math.min(assigned.#met, most)
    while (assigned.#low.length < used) assigned.#widen()
    for (const column of [assigned.#low, assigned.#high, ...assigned.#columns()]) {
      const saved = reader.bytes()
      if (saved.length !== used * column.BYTES_PER_ELEMENT) {
        throw new RangeError('a saved column of visitors does not have the size it says')
      }
      new Uint8Array(column.buffer).set(saved)
    }
    assigned.#index(used)
    return assigned
  }

  #age(row: number): number {
    return (this.#met - 1 - row + this.#most) % this.#most
  }

  #put(row: number, low: number, high: number): void {
    this.#low[row] = low
    this.#high[row] = high
    this.#places[this.#placeOf(low, high)] = row + 1
  }

  /** Out of the table, and move up those that stood behind. */
  #take(row: number): void {
    const mask = this.#places.length - 1
    let hole = this.#placeOf(this.#low[row], this.#high[row])
    this.#places[hole] = 0
    for (let at = (hole + 1) & mask; this.#places[at] !== 0; at = (at + 1) & mask) {
      const home = this.#high[this.#places[at] - 1] & mask
      if (((at - home) & mask) < ((at - hole) & mask)) continue
      this.#places[hole] = this.#places[at]
      this.#places[at] = 0
      hole = at
    }
    this.#low[row] = 0
    this.#high[row] = 0
  }

  #placeOf(low: number, high: number): number {
    const mask = this.#places.length - 1
    let at = high & mask
    for (let row = this.#places[at]; row !== 0; row = this.#places[at]) {
      if (this.#low[row - 1] === low && this.#high[row - 1] === high) break
      at = (at + 1) & mask
    }
    return at
  }

  #widen(): void {
    const room = Math.min(this.#low.length * 2, this.#most)
    this.#low = widened(this.#low, room)
    this.#high = widened(this.#high, room)
    this.slice = widened(this.slice, room)
    this.entry = widened(this.entry, room)
    this.campaign = widened(this.campaign, room)
    this.entered = widened(this.entered, room)
    this.acts = widened(this.acts, room)
    this.firstDay = widened(this.firstDay, room)
    this.days = widened(this.days, room)
    this.#index(Math.min(this.#met, this.#most))
  }

  #index(used: number): void {
    this.#places = new Uint32Array(this.#low.length * 2)
    for (let row = 0; row < used; row++) {
      if (this.slice[row] === 0) continue
      this.#places[this.#placeOf(this.#low[row], this.#high[row])] = row + 1
    }
  }

  #columns() {
    return [
      this.slice,
      this.entry,
      this.campaign,
      this.entered,
      this.acts,
      this.firstDay,
      this.days,
    ]
  }
}

function lowOf(key: string): number {
  return hash32(key, 0x51ed270b)
}

function highOf(key: string): number {
  return hash32(key, 0x2545f491)
}
