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

  /** Rows with nothing in them take a byte. */
  save(writer: ByteWriter, rows: number): void {
    for (let row = 0; row < rows; row++) {
      const full = this.#fullArms(row)
      writer.count(full >>> 0)
      for (let arm = 0; arm < this.arms; arm++) {
        if ((full & (1 << arm)) !== 0) for (const sum of this.read(row, arm)) writer.f64(sum)
      }
    }
  }

  load(reader: ByteReader, rows: number): void {
    for (let row = 0; row < rows; row++) {
      const full = reader.count()
      for (let arm = 0; arm < this.arms; arm++) {
        if ((full & (1 << arm)) !== 0) this.#loadOne(reader, row, arm)
      }
    }
  }

  #loadOne(reader: ByteReader, row: number, arm: number): void {
    const page = this.#pageOf(row, arm)
    const at = (row & (PAGE_ROWS - 1)) * FIELDS
    for (let f = 0; f < FIELDS; f++) page[at + f] = reader.f64()
  }

  /** Arms of the row that have sums, as bits. */
  #fullArms(row: number): number {
    let full = 0
    for (let arm = 0; arm < this.arms; arm++) {
      if (this.read(row, arm).some(sum => sum !== 0)) full |= 1 << arm
    }
    return full
  }

  #pageOf(row: number, arm: number): Float64Array {
    return (this.#pages[arm][row >>> 6] ??= new Float64Array(PAGE_ROWS * FIELDS))
  }
}
