import type { Alike } from './alike.ts'

/** A power of two. */
const PLACES = 4096

/**
 * The newest answers, kept until the catalogue changes: half of a shop's pages show the
 * same few hundred items, and to ask again takes eighty microseconds. An item has one
 * place, where another may follow it.
 */
export class Answers {
  readonly #room: number
  /** Item and category of each place; −1 where it is empty. */
  #asked = new Int32Array(0)
  #categories = new Int32Array(0)
  #counts = new Int32Array(0)
  #items = new Int32Array(0)
  #scores = new Float32Array(0)

  /** @param room most items of an answer. */
  constructor(room: number) {
    this.#room = room
  }

  /** Put a kept answer into `alike`; false when there is none. */
  recall(item: number, category: number, alike: Alike): boolean {
    const place = item & (PLACES - 1)
    if (this.#asked[place] !== item || this.#categories[place] !== category) return false
    const from = place * this.#room
    alike.count = this.#counts[place]
    alike.items.set(this.#items.subarray(from, from + alike.count))
    alike.scores.set(this.#scores.subarray(from, from + alike.count))
    return true
  }

  keep(item: number, category: number, { count, items, scores }: Alike): void {
    const place = item & (PLACES - 1)
    if (this.#items.length === 0) this.#open()
    this.#asked[place] = item
    this.#categories[place] = category
    this.#counts[place] = count
    this.#items.set(items.subarray(0, count), place * this.#room)
    this.#scores.set(scores.subarray(0, count), place * this.#room)
  }

  clear(): void {
    this.#asked.fill(-1)
  }

  /** A shop that never asks pays for no room. */
  #open(): void {
    this.#asked = new Int32Array(PLACES).fill(-1)
    this.#categories = new Int32Array(PLACES)
    this.#counts = new Int32Array(PLACES)
    this.#items = new Int32Array(PLACES * this.#room)
    this.#scores = new Float32Array(PLACES * this.#room)
  }
}
