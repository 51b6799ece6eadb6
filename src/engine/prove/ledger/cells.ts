import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { FIELDS } from './bets.ts'

/** Rows that are made room for at once: growing never copies what is there. */
const PAGE_ROWS = 256

/** The sums of every row and arm, in pages. */
export class Cells {
  readonly arms: number
  readonly #pages: Float64Array[] = []

  constructor(arms: number) {
    this.arms = arms
  }

  get bytes(): number {
    return this.#pages.length * PAGE_ROWS * this.arms * FIELDS * 8
  }

  makeRoom(rows: number): void {
    while (this.#pages.length * PAGE_ROWS < rows) {
      this.#pages.push(new Float64Array(PAGE_ROWS * this.arms * FIELDS))
    }
  }

  add(row: number, arm: number, sums: Float64Array): void {
    const page = this.#pages[row >>> 8]
    const at = ((row & (PAGE_ROWS - 1)) * this.arms + arm) * FIELDS
    for (let f = 0; f < FIELDS; f++) page[at + f] += sums[f]
  }

  /** The same sums to the same arm of many rows. */
  addTo(rows: Int32Array, count: number, arm: number, sums: Float64Array): void {
    for (let i = 0; i < count; i++) if (rows[i] >= 0) this.add(rows[i], arm, sums)
  }

  /** A view. */
  read(row: number, arm: number): Float64Array {
    const page = this.#pages[row >>> 8]
    const at = ((row & (PAGE_ROWS - 1)) * this.arms + arm) * FIELDS
    return page.subarray(at, at + FIELDS)
  }

  forget(row: number): void {
    if (row < this.#pages.length * PAGE_ROWS) {
      for (let arm = 0; arm < this.arms; arm++) this.read(row, arm).fill(0)
    }
  }

  /** Rows with nothing in them take no room. */
  save(writer: ByteWriter, rows: number): void {
    for (let row = 0; row < rows; row++) {
      for (let arm = 0; arm < this.arms; arm++) saveSums(writer, this.read(row, arm))
    }
  }

  load(reader: ByteReader, rows: number): void {
    this.makeRoom(rows)
    for (let row = 0; row < rows; row++) {
      for (let arm = 0; arm < this.arms; arm++) loadSums(reader, this.read(row, arm))
    }
  }
}

function saveSums(writer: ByteWriter, sums: Float64Array): void {
  const isEmpty = sums.every(sum => sum === 0)
  writer.u8(isEmpty ? 0 : 1)
  if (!isEmpty) for (const sum of sums) writer.f64(sum)
}

function loadSums(reader: ByteReader, sums: Float64Array): void {
  if (reader.u8() === 0) return
  for (let f = 0; f < FIELDS; f++) sums[f] = reader.f64()
}
