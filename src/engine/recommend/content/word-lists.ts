import { mix32 } from '../../../core/hash.ts'
import { Places } from '../../../core/places.ts'

const FIRST_ROWS = 256

/**
 * Which items of a category have a word, in order of their numbers: for each pair of
 * category and word a sorted list. All lists share one array, and a list that outgrows its
 * place moves to one twice as large. What they say depends on what is in them alone, not on
 * the order in which it came.
 *
 * Pairs are known by 32 bits: of half a million, some thirty share a list with another, and
 * an item counts there for a word that it has not.
 */
export class WordLists {
  /** Open addressing: one more than the row of a pair, 0 where the place is free. */
  #slots = new Int32Array(FIRST_ROWS * 2)
  #pairs = new Int32Array(FIRST_ROWS)
  #starts = new Int32Array(FIRST_ROWS)
  #lengths = new Int32Array(FIRST_ROWS)
  #count = 0
  #items = new Int32Array(1024)
  readonly #room = new Places()

  /** Bytes held. */
  get bytes(): number {
    return 4 * (this.#slots.length + 3 * this.#pairs.length + this.#items.length)
  }

  /** Number of the list, −1 when there is none. */
  find(category: number, word: number): number {
    return this.#slots[this.#slotOf(pairOf(category, word))] - 1
  }

  lengthOf(row: number): number {
    return row < 0 ? 0 : this.#lengths[row]
  }

  at(row: number, place: number): number {
    return this.#items[this.#starts[row] + place]
  }

  /** How many of the list come before an item. */
  placeOf(row: number, item: number): number {
    const start = this.#starts[row]
    let low = 0
    let high = this.#lengths[row]
    if (high > 0 && this.#items[start + high - 1] < item) return high
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#items[start + middle] < item) low = middle + 1
      else high = middle
    }
    return low
  }

  add(category: number, word: number, item: number): void {
    const row = this.#rowOf(pairOf(category, word))
    const length = this.#lengths[row]
    const place = this.placeOf(row, item)
    if (place < length && this.at(row, place) === item) return
    if (length === 0) this.#starts[row] = this.#take(1)
    else if ((length & (length - 1)) === 0) this.#move(row, length)
    const from = this.#starts[row] + place
    this.#items.copyWithin(from + 1, from, this.#starts[row] + length)
    this.#items[from] = item
    this.#lengths[row]++
  }

  remove(category: number, word: number, item: number): void {
    const row = this.find(category, word)
    if (row < 0) return
    const length = this.#lengths[row]
    const place = this.placeOf(row, item)
    if (place === length || this.at(row, place) !== item) return
    const start = this.#starts[row]
    this.#items.copyWithin(start + place, start + place + 1, start + length)
    this.#lengths[row] = length - 1
    if (length === 1) this.#room.leave(start, 1)
    else if (((length - 1) & (length - 2)) === 0) this.#shrink(row, length - 1)
  }

  /** A list of `length`, a power of two, now fits a place of that size. */
  #shrink(row: number, length: number): void {
    const from = this.#starts[row]
    const to = this.#take(length)
    this.#items.copyWithin(to, from, from + length)
    this.#starts[row] = to
    this.#room.leave(from, length * 2)
  }

  #move(row: number, capacity: number): void {
    const from = this.#starts[row]
    const to = this.#take(capacity * 2)
    this.#items.copyWithin(to, from, from + capacity)
    this.#starts[row] = to
    this.#room.leave(from, capacity)
  }

  #take(capacity: number): number {
    const start = this.#room.take(capacity)
    if (this.#room.used > this.#items.length) this.#items = longer(this.#items, this.#room.used)
    return start
  }

  #rowOf(pair: number): number {
    const slot = this.#slotOf(pair)
    if (this.#slots[slot] > 0) return this.#slots[slot] - 1
    const row = this.#count++
    if (row === this.#pairs.length) this.#grow()
    this.#pairs[row] = pair
    this.#slots[this.#slotOf(pair)] = row + 1
    return row
  }

  /** Where the pair's row stands, or the free place where it belongs (linear probing). */
  #slotOf(pair: number): number {
    const mask = this.#slots.length - 1
    let slot = pair & mask
    for (let row = this.#slots[slot]; row !== 0; row = this.#slots[slot]) {
      if (this.#pairs[row - 1] === pair) break
      slot = (slot + 1) & mask
    }
    return slot
  }

  #grow(): void {
    const rows = this.#pairs.length * 2
    this.#pairs = longer(this.#pairs, rows)
    this.#starts = longer(this.#starts, rows)
    this.#lengths = longer(this.#lengths, rows)
    this.#slots = new Int32Array(rows * 2)
    for (let row = 0; row < this.#count - 1; row++) {
      this.#slots[this.#slotOf(this.#pairs[row])] = row + 1
    }
  }
}

function pairOf(category: number, word: number): number {
  return mix32(word, Math.imul(category + 2, 0x9e3779b1)) | 0
}

function longer(values: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, Math.ceil(values.length * 1.5)))
  larger.set(values)
  return larger
}
