import { longer } from './numbers.ts'

const FIRST = 4096

/**
 * A short list of numbers for each place, all in one array and read without making lists of
 * them: a search looks at a hundred thousand.
 */
export class Bags {
  #values = new Int32Array(FIRST)
  #starts = new Int32Array(FIRST)
  #counts = new Int32Array(FIRST)
  #rooms = new Int32Array(FIRST)
  #used = 0

  count(place: number): number {
    return place < this.#counts.length ? this.#counts[place] : 0
  }

  at(place: number, which: number): number {
    return this.#values[this.#starts[place] + which]
  }

  has(place: number, value: number): boolean {
    const start = this.#starts[place]
    const end = start + this.count(place)
    for (let i = start; i < end; i++) if (this.#values[i] === value) return true
    return false
  }

  get(place: number): number[] {
    return Array.from({ length: this.count(place) }, (_, which) => this.at(place, which))
  }

  /** A list that outgrows its room goes to the end; what it leaves is lost, and few grow. */
  set(place: number, list: readonly number[]): void {
    this.#makeRoom(place, list.length)
    this.#counts[place] = list.length
    this.#values.set(list, this.#starts[place])
  }

  #makeRoom(place: number, count: number): void {
    if (place >= this.#counts.length) {
      this.#starts = longer(this.#starts, place + 1)
      this.#counts = longer(this.#counts, place + 1)
      this.#rooms = longer(this.#rooms, place + 1)
    }
    if (count <= this.#rooms[place]) return
    this.#starts[place] = this.#used
    this.#rooms[place] = count
    this.#used += count
    if (this.#used > this.#values.length) this.#values = longer(this.#values, this.#used)
  }
}
