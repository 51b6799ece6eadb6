import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { FIELDS } from './bets.ts'

/** Rows of a page: those of one characteristic's values, and as many conjunctions. */
const PAGE_ROWS = 64
const NOTHING = new Float64Array(FIELDS)

/**
 * The sums of every row and arm, in pages of one arm, each made when something is first added
 * to it: what was never met, and arms that were never shown, take no room.
 */
export class Cells {
  readonly arms: number
  readonly #pages: (Float64Array | undefined)[][]

  constructor(arms: number) {
    this.arms = arms
    this.#pages = Array.from({ length: arms }, () => [])
  }

  get bytes(): number {
    const pages = this.#pages.flat().filter(page => page !== undefined).length
    return pages * PAGE_ROWS * FIELDS * 8
  }

  add(row: number, arm: number, sums: Float64Array): void {
    const page = this.#pageOf(row, arm)
    const at = (row & (PAGE_ROWS - 1)) * FIELDS
    for (let f = 0; f < FIELDS; f++) page[at + f] += sums[f]
  }

  /** The same sums to the same arm of many rows. */
  addTo(rows: Int32Array, count: number, arm: number, sums: Float64Array): void {
    for (let i = 0; i < count; i++) if (rows[i] >= 0) this.add(rows[i], arm, sums)
  }

  /** A view, to read only. */
  read(row: number, arm: number): Float64Array {
    const page = this.#pages[arm][row >>> 6]
    if (page === undefined) return NOTHING
    const at = (row & (PAGE_ROWS - 1)) * FIELDS
    return page.subarray(at, at + FIELDS)
  }

  forget(row: number): void {
    const at = (row & (PAGE_ROWS - 1)) * FIELDS
    for (const pages of this.#pages) pages[row >>> 6]?.fill(0, at, at + FIELDS)
  }

  /** Page by page; what has nothing in it takes nothing. */
  save(writer: ByteWriter): void {
    for (const pages of this.#pages) {
      const full = pages.flatMap((page, at) => (page?.some(isSomething) ? [at] : []))
      writer.count(full.length)
      for (const at of full) {
        writer.count(at)
        savePage(writer, pages[at]!)
      }
    }
  }

  /** @throws RangeError when there are sums of more rows than that. */
  load(reader: ByteReader, rows: number): void {
    for (const pages of this.#pages) {
      for (let left = reader.count(); left > 0; left--) {
        const at = reader.count()
        const room = rows - at * PAGE_ROWS
        if (room <= 0) throw new RangeError('a ledger holds sums of situations that it has not')
        pages[at] = loadPage(reader, Math.min(room, PAGE_ROWS))
      }
    }
  }

  #pageOf(row: number, arm: number): Float64Array {
    return (this.#pages[arm][row >>> 6] ??= new Float64Array(PAGE_ROWS * FIELDS))
  }
}

/** Row by row: how many have nothing before the next that has something, and its sums. */
function savePage(writer: ByteWriter, page: Float64Array): void {
  let skipped = 0
  for (let row = 0; row < PAGE_ROWS; row++) {
    const sums = page.subarray(row * FIELDS, (row + 1) * FIELDS)
    if (!sums.some(isSomething)) {
      skipped++
      continue
    }
    writer.count(skipped)
    for (const sum of sums) writer.f64(sum)
    skipped = 0
  }
  writer.count(PAGE_ROWS)
}

function loadPage(reader: ByteReader, rows: number): Float64Array {
  const page = new Float64Array(PAGE_ROWS * FIELDS)
  for (let row = 0; ; row++) {
    const skipped = reader.count()
    if (skipped === PAGE_ROWS) return page
    row += skipped
    if (row >= rows) throw new RangeError('a ledger holds sums of situations that it has not')
    for (let f = 0; f < FIELDS; f++) page[row * FIELDS + f] = reader.f64()
  }
}

function isSomething(sum: number): boolean {
  return sum !== 0
}
