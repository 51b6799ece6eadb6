import { CHUNK_BITS, Chunks, WITHIN } from '../../../core/chunks.ts'
import { Column } from '../../../core/column.ts'
import { mix32 } from '../../../core/hash.ts'
import { Places } from '../../../core/places.ts'
import { SortedPairs } from '../../../core/sorted-pairs.ts'
import { PairTable } from './pair-table.ts'

/** A list as long as this is kept in blocks, so that a change moves few of its items. */
const LONG = 1024
/** A long list of so few is short again. */
const SHORT = 256
/** What there is to say of a word that nobody has. */
export const NOBODY = 0

/**
 * Which items of a category have a word, in order of their numbers. What is told depends on
 * what is in a list alone, not on the order in which it came.
 *
 * Half of all words are a name or a number that one item has: of those the item itself is
 * noted. Lists of a few share chunks, and one that outgrows its place moves to one twice as
 * large; the long ones are in blocks, so that a million items may leave one by one.
 *
 * Pairs of category and word are known by 32 bits: of half a million, some thirty share a
 * list with another, and an item counts there for a word that it has not.
 */
export class WordLists {
  /** One more than the item that alone has the word, or −1 less the number of the list. */
  readonly #entries = new PairTable()
  readonly #starts = new Column()
  readonly #lengths = new Column()
  readonly #free: number[] = []
  readonly #items = new Chunks(Int32Array)
  readonly #room = new Places()
  /** By the number of the list. */
  readonly #long = new Map<number, SortedPairs>()

  /** Bytes held, about. */
  get bytes(): number {
    let bytes = this.#entries.bytes + 8 * this.#starts.length + 4 * this.#room.used
    for (const { length } of this.#long.values()) bytes += 6 * length
    return bytes
  }

  /** What to ask the rest with, true until the next change. */
  find(category: number, word: number): number {
    return this.#entries.get(pairOf(category, word))
  }

  lengthOf(entry: number): number {
    if (entry >= 0) return Math.min(entry, 1)
    return this.#lengths.get(-1 - entry)
  }

  /** How many of the list come before an item. */
  placeOf(entry: number, item: number): number {
    if (entry >= 0) return entry === NOBODY || entry - 1 >= item ? 0 : 1
    const long = this.#long.get(-1 - entry)
    return long ? long.rank(0, item) : this.#placeIn(-1 - entry, item)
  }

  /** Write `count` items of the list to `into`, from a place on. */
  read(entry: number, from: number, count: number, into: Int32Array): void {
    if (entry > 0) into[0] = entry - 1
    if (entry >= 0) return
    const row = -1 - entry
    const long = this.#long.get(row)
    if (long) {
      long.read(from, count, into)
      return
    }
    const chunk = this.#chunkOf(row)
    const start = (this.#starts.get(row) & WITHIN) + from
    for (let i = 0; i < count; i++) into[i] = chunk[start + i]
  }

  add(category: number, word: number, item: number): void {
    const pair = pairOf(category, word)
    const entry = this.#entries.get(pair)
    if (entry === NOBODY) this.#entries.set(pair, item + 1)
    else if (entry < 0) this.#insert(-1 - entry, item)
    else if (entry !== item + 1) this.#entries.set(pair, -1 - this.#pairUp(entry - 1, item))
  }

  remove(category: number, word: number, item: number): void {
    const pair = pairOf(category, word)
    const entry = this.#entries.get(pair)
    if (entry === item + 1) this.#entries.set(pair, NOBODY)
    if (entry >= 0) return
    const row = -1 - entry
    this.#delete(row, item)
    if (this.#lengths.get(row) > 1) return
    this.#entries.set(pair, this.#chunkOf(row)[this.#starts.get(row) & WITHIN] + 1)
    this.#room.leave(this.#starts.get(row), 1)
    this.#free.push(row)
  }

  /** A new list of two. */
  #pairUp(one: number, other: number): number {
    const row = this.#free.pop() ?? this.#starts.length
    this.#starts.set(row, this.#take(1))
    this.#lengths.set(row, 1)
    this.#chunkOf(row)[this.#starts.get(row) & WITHIN] = one
    this.#insert(row, other)
    return row
  }

  #insert(row: number, item: number): void {
    const long = this.#long.get(row)
    if (long) {
      long.add(0, item)
      this.#lengths.set(row, long.length)
      return
    }
    const length = this.#lengths.get(row)
    const place = this.#placeIn(row, item)
    if (place < length && this.#at(row, place) === item) return
    if (length === LONG) {
      this.#lengthen(row).add(0, item)
    } else {
      if (isFull(length)) this.#move(row, length, length * 2)
      const chunk = this.#chunkOf(row)
      const start = this.#starts.get(row) & WITHIN
      chunk.copyWithin(start + place + 1, start + place, start + length)
      chunk[start + place] = item
    }
    this.#lengths.set(row, length + 1)
  }

  #delete(row: number, item: number): void {
    const long = this.#long.get(row)
    if (long) {
      long.remove(0, item)
      this.#lengths.set(row, long.length)
      if (long.length === SHORT) this.#shorten(row, long)
      return
    }
    const length = this.#lengths.get(row)
    const place = this.#placeIn(row, item)
    if (place === length || this.#at(row, place) !== item) return
    const start = this.#starts.get(row) & WITHIN
    this.#chunkOf(row).copyWithin(start + place, start + place + 1, start + length)
    this.#lengths.set(row, length - 1)
    if (isFull(length - 1)) this.#move(row, 2 * (length - 1), length - 1)
  }

  #lengthen(row: number): SortedPairs {
    const long = new SortedPairs()
    for (let place = 0; place < LONG; place++) long.add(0, this.#at(row, place))
    this.#room.leave(this.#starts.get(row), LONG)
    this.#long.set(row, long)
    return long
  }

  #shorten(row: number, long: SortedPairs): void {
    this.#starts.set(row, this.#take(SHORT))
    const chunk = this.#chunkOf(row)
    let at = this.#starts.get(row) & WITHIN
    for (const item of long) chunk[at++] = item
    this.#long.delete(row)
  }

  /** To a place of another capacity, as many items as fit both. */
  #move(row: number, before: number, after: number): void {
    const from = this.#starts.get(row)
    const source = this.#chunkOf(row)
    this.#starts.set(row, this.#take(after))
    const count = Math.min(before, after)
    const items = source.subarray(from & WITHIN, (from & WITHIN) + count)
    this.#chunkOf(row).set(items, this.#starts.get(row) & WITHIN)
    this.#room.leave(from, before)
  }

  #take(capacity: number): number {
    const start = this.#room.take(capacity)
    this.#items.makeRoom(this.#room.used)
    return start
  }

  #placeIn(row: number, item: number): number {
    const chunk = this.#chunkOf(row)
    const start = this.#starts.get(row) & WITHIN
    let low = 0
    let high = this.#lengths.get(row)
    if (high > 0 && chunk[start + high - 1] < item) return high
    while (low < high) {
      const middle = (low + high) >> 1
      if (chunk[start + middle] < item) low = middle + 1
      else high = middle
    }
    return low
  }

  #at(row: number, place: number): number {
    return this.#chunkOf(row)[(this.#starts.get(row) & WITHIN) + place]
  }

  #chunkOf(row: number): Int32Array {
    return this.#items.list[this.#starts.get(row) >>> CHUNK_BITS]
  }
}

/** Places are powers of two. */
function isFull(length: number): boolean {
  return (length & (length - 1)) === 0
}

function pairOf(category: number, word: number): number {
  return mix32(word, Math.imul(category + 2, 0x9e3779b1)) | 0
}
