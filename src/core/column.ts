import type { ByteReader, ByteWriter } from './bytes.ts'

/**
 * Numbers by index, growing as needed. What was never set has the `initial` value.
 */
export class Column {
  readonly initial: number
  #values: Float64Array
  #length = 0

  constructor(initial = 0, capacity = 64) {
    this.initial = initial
    this.#values = new Float64Array(capacity).fill(initial)
  }

  /** One more than the highest index ever set. */
  get length(): number {
    return this.#length
  }

  get(index: number): number {
    return index >= 0 && index < this.#length ? this.#values[index] : this.initial
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) this.#grow(index + 1)
    if (index >= this.#length) this.#length = index + 1
    this.#values[index] = value
  }

  /** Whole numbers from −1 cost a byte or a few; anything else makes the column eight bytes each. */
  save(writer: ByteWriter): void {
    const values = this.#values.subarray(0, this.#length)
    const small = values.every(v => Number.isSafeInteger(v + 1) && v >= -1 && !Object.is(v, -0))
    writer.u8(small ? 1 : 8)
    writer.count(values.length)
    for (const v of values) {
      if (small) writer.count(v + 1)
      else writer.f64(v)
    }
  }

  static load(reader: ByteReader, initial = 0): Column {
    const small = reader.u8() === 1
    const length = reader.count()
    if (length > reader.left) throw new RangeError('a column is longer than its buffer')
    const column = new Column(initial, Math.max(64, length))
    for (let i = 0; i < length; i++) column.#values[i] = small ? reader.count() - 1 : reader.f64()
    column.#length = length
    return column
  }

  #grow(least: number): void {
    const larger = new Float64Array(Math.max(least, this.#values.length * 2)).fill(this.initial)
    larger.set(this.#values)
    this.#values = larger
  }
}
