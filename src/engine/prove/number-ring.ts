import type { ByteReader, ByteWriter } from '../../core/bytes.ts'

/** Numbers of orders as they came; when there is no more room, the oldest leaves. */
export class NumberRing {
  readonly #capacity: number
  readonly #numbers: string[] = []
  #next = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /** The number that had to leave, where one did. */
  push(number: string): string | undefined {
    const left = this.#numbers[this.#next]
    this.#numbers[this.#next] = number
    this.#next = (this.#next + 1) % this.#capacity
    return left
  }

  save(writer: ByteWriter): void {
    writer.count(this.#next)
    writer.count(this.#numbers.length)
    for (const number of this.#numbers) writer.text(number)
  }

  load(reader: ByteReader): void {
    this.#next = reader.count()
    for (let left = reader.count(); left > 0; left--) this.#numbers.push(reader.text())
  }
}
