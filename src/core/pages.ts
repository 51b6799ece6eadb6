/** Numbers of a page. The first page of a small structure is smaller. */
const PAGE_BITS = 14
const PAGE = 1 << PAGE_BITS
const REST = PAGE - 1

type Page = Int32Array | Float64Array

/**
 * Numbers by place, growing a page at a time: an array that doubles holds everybody up
 * for as long as a million numbers take to move. Most numbers are small and whole, so a
 * page takes four bytes a number until one needs eight.
 */
export class Pages {
  /** What places hold that were never set, repeated. */
  readonly #initial: readonly number[]
  readonly #pages: Page[]

  constructor(initial: readonly number[], capacity: number) {
    this.#initial = initial
    this.#pages = [this.#filled(0, Math.min(PAGE, capacity))]
    this.makeRoom(capacity)
  }

  /** Of a place below the room made. */
  get(place: number): number {
    return this.#pages[place >>> PAGE_BITS][place & REST]
  }

  set(place: number, value: number): void {
    const index = place >>> PAGE_BITS
    const page = this.#pages[index]
    page[place & REST] = value
    // Zero below zero is a zero, and no Int32Array tells.
    if (page instanceof Int32Array && !Object.is(page[place & REST], value)) {
      const wide = Float64Array.from(page)
      wide[place & REST] = value
      this.#pages[index] = wide
    }
  }

  /** Room for so many numbers. */
  makeRoom(count: number): void {
    const [first] = this.#pages
    if (first.length < PAGE && first.length < count) {
      const larger = this.#filled(0, Math.min(PAGE, Math.max(count, first.length * 2)))
      this.#pages[0] = first instanceof Int32Array ? larger : Float64Array.from(larger)
      this.#pages[0].set(first)
    }
    while (this.#room < count) this.#pages.push(this.#filled(this.#pages.length * PAGE, PAGE))
  }

  get #room(): number {
    return this.#pages.length === 1 ? this.#pages[0].length : this.#pages.length * PAGE
  }

  #filled(from: number, length: number): Page {
    const isNarrow = this.#initial.every(value => Object.is(value | 0, value))
    const page = isNarrow ? new Int32Array(length) : new Float64Array(length)
    const { length: period } = this.#initial
    if (period === 1) return page.fill(this.#initial[0])
    for (let i = 0; i < length; i++) page[i] = this.#initial[(from + i) % period]
    return page
  }
}
