import { FIELDS, GRAIN } from './bets.ts'

const PAGE_PLACES = 512

/** The larger part of the sums of cells that were added to often. A place, once given, is the cell's. */
export class Carried {
  readonly #pages: Float64Array[] = []
  #size = 0

  get bytes(): number {
    return this.#pages.length * PAGE_PLACES * FIELDS * 8
  }

  give(): number {
    if (this.#size === this.#pages.length * PAGE_PLACES) {
      this.#pages.push(new Float64Array(PAGE_PLACES * FIELDS))
    }
    return this.#size++
  }

  add(place: number, grains: Int32Array): void {
    const sums = this.#at(place)
    for (let f = 0; f < FIELDS; f++) sums[f] += grains[f] / GRAIN
  }

  set(place: number, sums: Float64Array): void {
    this.#at(place).set(sums)
  }

  clear(place: number): void {
    this.#at(place).fill(0)
  }

  addInto(sums: Float64Array, place: number): void {
    const page = this.#pages[Math.floor(place / PAGE_PLACES)]
    const at = (place % PAGE_PLACES) * FIELDS
    for (let f = 0; f < FIELDS; f++) sums[f] += page[at + f]
  }

  readOne(place: number, field: number): number {
    return place < 0 ? 0 : this.#at(place)[field]
  }

  #at(place: number): Float64Array {
    const at = (place % PAGE_PLACES) * FIELDS
    return this.#pages[Math.floor(place / PAGE_PLACES)].subarray(at, at + FIELDS)
  }
}
