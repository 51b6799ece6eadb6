import type { ByteReader, ByteWriter } from '../../core/bytes.ts'

/** A short list of indexes for each item. */
export class Lists {
  readonly #lists: (readonly number[])[] = []

  get length(): number {
    return this.#lists.length
  }

  get(index: number): readonly number[] {
    return this.#lists[index] ?? NONE
  }

  set(index: number, list: readonly number[]): void {
    while (this.#lists.length <= index) this.#lists.push(NONE)
    this.#lists[index] = list
  }

  save(writer: ByteWriter): void {
    writer.count(this.#lists.length)
    for (const list of this.#lists) {
      writer.count(list.length)
      for (const value of list) writer.count(value)
    }
  }

  static load(reader: ByteReader): Lists {
    const lists = new Lists()
    for (let left = reader.count(); left > 0; left--) {
      lists.#lists.push(Array.from({ length: reader.count() }, () => reader.count()))
    }
    return lists
  }
}

const NONE: readonly number[] = []
