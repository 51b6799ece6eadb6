import type { ByteReader, ByteWriter } from './bytes.ts'
import { Pages } from './pages.ts'

/**
 * Numbers by index, growing as needed. What was never set has the `initial` value.
 */
export class Column {
  readonly initial: number
  readonly #values: Pages
  #length = 0

  constructor(initial = 0, capacity = 64) {
    this.initial = initial
    this.#values = new Pages([initial], capacity)
  }

  /** One more than the highest index ever set. */
  get length(): number {
    return this.#length
  }

  get(index: number): number {
    return index >= 0 && index < this.#length ? this.#values.get(index) : this.initial
  }

  set(index: number, value: number): void {
    if (index >= this.#length) {
      this.#values.makeRoom(index + 1)
      this.#length = index + 1
    }
    this.#values.set(index, value)
  }

  /** Whole numbers from −1 cost a byte or a few; anything else makes the column eight bytes each. */
  save(writer: ByteWriter): void {
    const small = this.#isSmall()
    writer.u8(small ? 1 : 8)
    writer.count(this.#length)
    for (let i = 0; i < this.#length; i++) {
      if (small) writer.count(this.#values.get(i) + 1)
      else writer.f64(this.#values.get(i))
    }
  }

  static load(reader: ByteReader, initial = 0): Column {
    const small = reader.u8() === 1
    const length = reader.count()
    if (length > reader.left) throw new RangeError('a column is longer than its buffer')
    const column = new Column(initial, Math.max(64, length))
    for (let i = 0; i < length; i++) column.set(i, small ? reader.count() - 1 : reader.f64())
    return column
  }

  #isSmall(): boolean {
    for (let i = 0; i < this.#length; i++) {
      const v = this.#values.get(i)
      if (!Number.isSafeInteger(v + 1) || v < -1 || Object.is(v, -0)) return false
    }
    return true
  }
}
