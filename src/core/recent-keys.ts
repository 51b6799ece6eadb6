import type { ByteReader, ByteWriter } from './bytes.ts'
import { hash32, mix32 } from './hash.ts'
import { widened } from './widened.ts'

/** Marks there is room for at first; it doubles as they come. */
const FEW = 256

/**
 * When each of many pairs (somebody, a thing) was last marked, in fixed memory: the newest
 * `places` marks, 28 bytes each, the oldest making room.
 *
 * The marks stand in a ring in the order they came; a table beside it finds them and is not
 * saved. So nothing that is saved depends on where a name happens to hash to, and somebody
 * who is forgotten leaves only empty places, the same whatever they were called.
 */
export class RecentKeys {
  readonly #places: number
  /** Ring: fingerprint of somebody, of the thing, and when; time 0 is an empty place. */
  #low: Uint32Array<ArrayBuffer>
  #high: Uint32Array<ArrayBuffer>
  #things: Uint32Array<ArrayBuffer>
  #times: Float64Array<ArrayBuffer>
  /** Fingerprint → place in the ring + 1, open addressing with linear probing; 0 is empty. */
  #table: Int32Array
  /** Marks ever made. */
  #made = 0

  /** @param places a power of two */
  constructor(places: number) {
    if (places < 1 || (places & (places - 1)) !== 0) {
      throw new RangeError(`places must be a power of two, got ${places}`)
    }
    this.#places = places
    const room = Math.min(places, FEW)
    this.#low = new Uint32Array(room)
    this.#high = new Uint32Array(room)
    this.#things = new Uint32Array(room)
    this.#times = new Float64Array(room)
    this.#table = new Int32Array(room * 2)
  }

  /** Mark a pair; true when it was not marked within `windowMs` before `time`. The first mark of a window stays. */
  mark(somebody: string, thing: string, time: number, windowMs: number): boolean {
    const low = hash32(somebody, LOW)
    const high = hash32(somebody, HIGH)
    const kind = hash32(thing)
    const known = this.#table[this.#placeOf(low, high, kind)] - 1
    if (known >= 0 && time - this.#times[known] < windowMs) return false
    if (known >= 0) this.#blank(known)
    this.#append(low, high, kind, time)
    return true
  }

  /** `from` was `into` all along: what only the one was marked for, the other is. */
  merge(from: string, into: string): void {
    const low = hash32(into, LOW)
    const high = hash32(into, HIGH)
    for (const at of this.#marksOf(from)) {
      const kind = this.#things[at]
      const time = this.#times[at]
      this.#blank(at)
      const place = this.#placeOf(low, high, kind)
      if (this.#table[place] === 0) this.#put(at, place, low, high, kind, time)
    }
  }

  forget(somebody: string): void {
    for (const at of this.#marksOf(somebody)) this.#blank(at)
  }

  save(writer: ByteWriter): void {
    const used = Math.min(this.#made, this.#places)
    writer.count(this.#places)
    writer.count(this.#made)
    for (const array of this.#rings()) {
      writer.bytes(new Uint8Array(array.buffer, 0, used * array.BYTES_PER_ELEMENT))
    }
  }

  static load(reader: ByteReader): RecentKeys {
    const keys = new RecentKeys(reader.count())
    keys.#made = reader.count()
    keys.#makeRoom(keys.#made)
    for (const array of keys.#rings()) new Uint8Array(array.buffer).set(reader.bytes())
    keys.#fillTable()
    return keys
  }

  /** For so many marks in all, as far as the ring goes. */
  #makeRoom(marks: number): void {
    let room = this.#times.length
    while (room < Math.min(marks, this.#places)) room *= 2
    if (room === this.#times.length) return
    this.#low = widened(this.#low, room)
    this.#high = widened(this.#high, room)
    this.#things = widened(this.#things, room)
    this.#times = widened(this.#times, room)
    this.#table = new Int32Array(room * 2)
    this.#fillTable()
  }

  #fillTable(): void {
    for (let at = 0; at < this.#times.length; at++) {
      if (this.#times[at] === 0) continue
      this.#table[this.#placeOf(this.#low[at], this.#high[at], this.#things[at])] = at + 1
    }
  }

  #rings() {
    return [this.#low, this.#high, this.#things, this.#times]
  }

  *#marksOf(somebody: string): Generator<number> {
    const low = hash32(somebody, LOW)
    const high = hash32(somebody, HIGH)
    const used = Math.min(this.#made, this.#places)
    for (let at = 0; at < used; at++) {
      if (this.#low[at] === low && this.#high[at] === high && this.#times[at] > 0) yield at
    }
  }

  #append(low: number, high: number, kind: number, time: number): void {
    this.#makeRoom(this.#made + 1)
    const at = this.#made++ % this.#places
    if (this.#times[at] > 0) this.#blank(at)
    this.#put(at, this.#placeOf(low, high, kind), low, high, kind, time)
  }

  #put(at: number, place: number, low: number, high: number, kind: number, time: number): void {
    this.#low[at] = low
    this.#high[at] = high
    this.#things[at] = kind
    this.#times[at] = time
    this.#table[place] = at + 1
  }

  /** Take it out of the table, move up those that stood behind it, and leave its place empty. */
  #blank(at: number): void {
    const mask = this.#table.length - 1
    let hole = this.#placeOf(this.#low[at], this.#high[at], this.#things[at])
    this.#table[hole] = 0
    for (let place = (hole + 1) & mask; this.#table[place] !== 0; place = (place + 1) & mask) {
      const moved = this.#table[place] - 1
      const home = this.#homeOf(this.#low[moved], this.#high[moved], this.#things[moved])
      if (((place - home) & mask) < ((place - hole) & mask)) continue
      this.#table[hole] = moved + 1
      this.#table[place] = 0
      hole = place
    }
    for (const array of this.#rings()) array[at] = 0
  }

  #homeOf(low: number, high: number, kind: number): number {
    return mix32(low ^ high, kind) & (this.#table.length - 1)
  }

  /** Where this mark stands in the table, or the empty place where it belongs. */
  #placeOf(low: number, high: number, kind: number): number {
    const mask = this.#table.length - 1
    for (let place = this.#homeOf(low, high, kind); ; place = (place + 1) & mask) {
      const at = this.#table[place] - 1
      if (at < 0) return place
      if (this.#low[at] === low && this.#high[at] === high && this.#things[at] === kind) {
        return place
      }
    }
  }
}

/** Two independent seeds: 64 bits tell people apart. */
const LOW = 0x1b873593
const HIGH = 0xcc9e2d51
