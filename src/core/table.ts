import type { ByteReader, ByteWriter } from './bytes.ts'
import { Column } from './column.ts'
import { Pages } from './pages.ts'

/**
 * Columns that are read together, stored side by side: their numbers of one index cost
 * one memory access instead of one each. Saved as the columns they stand for.
 */
export class Table {
  /** Value of each field where it was never set. */
  readonly initial: readonly number[]
  readonly #width: number
  readonly #values: Pages
  #length = 0

  constructor(initial: readonly number[], capacity = 64) {
    this.initial = initial
    this.#width = initial.length
    this.#values = new Pages(initial, capacity * initial.length)
  }

  /** One more than the highest index ever set. */
  get length(): number {
    return this.#length
  }

  get(index: number, field: number): number {
    return index >= 0 && index < this.#length
      ? this.#values.get(index * this.#width + field)
      : this.initial[field]
  }

  set(index: number, field: number, value: number): void {
    if (index >= this.#length) {
      this.#values.makeRoom((index + 1) * this.#width)
      this.#length = index + 1
    }
    this.#values.set(index * this.#width + field, value)
  }

  save(writer: ByteWriter): void {
    for (const [field, initial] of this.initial.entries()) {
      const column = new Column(initial, this.#length)
      for (let i = 0; i < this.#length; i++) column.set(i, this.get(i, field))
      column.save(writer)
    }
  }

  static load(reader: ByteReader, initial: readonly number[]): Table {
    const columns = initial.map(value => Column.load(reader, value))
    const length = Math.max(...columns.map(column => column.length))
    const table = new Table(initial, Math.max(64, length))
    for (let i = 0; i < length; i++) {
      for (const [field, column] of columns.entries()) table.set(i, field, column.get(i))
    }
    return table
  }
}
