import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Places } from '../../core/places.ts'
import { Table } from '../../core/table.ts'
import type { Tally } from './tally.ts'

const FIRST_CAPACITY = 4
/** Fields of a row's place. */
const START = 0
const LENGTH = 1

/**
 * Sparse rows of weights, of which each keeps its heaviest entries
 * (Space-Saving: Metwally, Agrawal & El Abbadi, 2005).
 *
 * When a row is full, a new key takes the place of the lightest and inherits its
 * weight: a weight is never below the true sum, and above it by at most the
 * lightest weight of the row. All rows share two arrays; a row that outgrows its
 * place moves to one twice as large.
 */
export class HeavyRows {
  /** Most entries of a row, a power of two. */
  readonly limit: number
  #keys = new Int32Array(1024)
  #weights = new Float32Array(1024)
  readonly #room = new Places()
  /** Where each row stands: its first entry and how many it has. */
  readonly #places = new Table([0, 0])

  constructor(limit: number) {
    if (limit < FIRST_CAPACITY || (limit & (limit - 1)) !== 0) {
      throw new RangeError(`limit must be a power of two from ${FIRST_CAPACITY}, got ${limit}`)
    }
    this.limit = limit
  }

  add(row: number, key: number, weight: number): void {
    const start = this.#places.get(row, START)
    const length = this.#places.get(row, LENGTH)
    const keys = this.#keys
    for (let i = start; i < start + length; i++) {
      if (keys[i] === key) {
        this.#weights[i] += weight
        return
      }
    }
    if (length < this.limit) this.#append(row, key, weight)
    else this.#replaceLightest(start, key, weight)
  }

  each(row: number, visit: (key: number, weight: number) => void): void {
    const start = this.#places.get(row, START)
    const end = start + this.#places.get(row, LENGTH)
    for (let i = start; i < end; i++) visit(this.#keys[i], this.#weights[i])
  }

  /** Add a row's weights, `scale` times, to a tally; who speaks is remembered there. */
  tell(row: number, speaker: number, scale: number, tally: Tally): void {
    const start = this.#places.get(row, START)
    const end = start + this.#places.get(row, LENGTH)
    for (let i = start; i < end; i++) tally.add(this.#keys[i], this.#weights[i] * scale, speaker)
  }

  /** The same with each weight as its share of the row's. */
  tellShares(row: number, scale: number, tally: Tally): void {
    this.tell(row, row, scale / (this.total(row) || 1), tally)
  }

  total(row: number): number {
    const start = this.#places.get(row, START)
    const end = start + this.#places.get(row, LENGTH)
    let total = 0
    for (let i = start; i < end; i++) total += this.#weights[i]
    return total
  }

  lengthOf(row: number): number {
    return this.#places.get(row, LENGTH)
  }

  save(writer: ByteWriter): void {
    writer.count(this.limit)
    writer.count(this.#places.length)
    for (let row = 0; row < this.#places.length; row++) {
      writer.count(this.#places.get(row, LENGTH))
      this.each(row, (key, weight) => {
        writer.count(key)
        writer.f32(weight)
      })
    }
  }

  static load(reader: ByteReader): HeavyRows {
    const rows = new HeavyRows(reader.count())
    const count = reader.count()
    for (let row = 0; row < count; row++) {
      const length = reader.count()
      if (length > rows.limit) throw new RangeError(`a row of ${length} entries is over its limit`)
      rows.#places.set(row, LENGTH, 0)
      for (let i = 0; i < length; i++) rows.#append(row, reader.count(), reader.f32())
    }
    return rows
  }

  #append(row: number, key: number, weight: number): void {
    const length = this.#places.get(row, LENGTH)
    if (length === 0) this.#places.set(row, START, this.#take(FIRST_CAPACITY))
    else if (length >= FIRST_CAPACITY && (length & (length - 1)) === 0) this.#move(row, length)
    const at = this.#places.get(row, START) + length
    this.#keys[at] = key
    this.#weights[at] = weight
    this.#places.set(row, LENGTH, length + 1)
  }

  /** The earliest of the lightest, so that every replay replaces the same one. */
  #replaceLightest(start: number, key: number, weight: number): void {
    let lightest = start
    for (let i = start + 1; i < start + this.limit; i++) {
      if (this.#weights[i] < this.#weights[lightest]) lightest = i
    }
    this.#keys[lightest] = key
    this.#weights[lightest] += weight
  }

  /** The row has filled its `capacity`: give it twice the room. */
  #move(row: number, capacity: number): void {
    const from = this.#places.get(row, START)
    const to = this.#take(capacity * 2)
    this.#keys.copyWithin(to, from, from + capacity)
    this.#weights.copyWithin(to, from, from + capacity)
    this.#places.set(row, START, to)
    this.#room.leave(from, capacity)
  }

  #take(capacity: number): number {
    const start = this.#room.take(capacity)
    if (this.#room.used > this.#keys.length) this.#grow()
    return start
  }

  #grow(): void {
    const keys = new Int32Array(this.#keys.length * 2)
    const weights = new Float32Array(keys.length)
    keys.set(this.#keys)
    weights.set(this.#weights)
    this.#keys = keys
    this.#weights = weights
  }
}
