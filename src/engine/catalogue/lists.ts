import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Column } from '../../core/column.ts'

/**
 * A short list of indexes for each item, all in one array: as a million arrays they would
 * take three times the room.
 */
export class Lists {
  /** Of each list: its room, its length, its values. */
  #values = new Int32Array(64)
  #used = 1
  /** Where each list begins in `#values`; 0 for one that was never filled. */
  readonly #starts = new Column()

  get length(): number {
    return this.#starts.length
  }

  /** Bytes held, without where the lists begin. */
  get bytes(): number {
    return this.#values.byteLength
  }

  count(index: number): number {
    const start = this.#starts.get(index)
    return start === 0 ? 0 : this.#values[start + 1]
  }

  get(index: number): number[] {
    const first = this.#starts.get(index) + 2
    const list: number[] = []
    for (let i = 0; i < this.count(index); i++) list.push(this.#values[first + i])
    return list
  }

  set(index: number, list: readonly number[]): void {
    let start = this.#starts.get(index)
    const room = start === 0 ? 0 : this.#values[start]
    if (list.length > room) start = this.#cut(list.length)
    this.#starts.set(index, start)
    if (start === 0) return
    this.#values[start + 1] = list.length
    for (let i = 0; i < list.length; i++) this.#values[start + 2 + i] = list[i]
  }

  save(writer: ByteWriter): void {
    writer.count(this.length)
    for (let index = 0; index < this.length; index++) {
      writer.count(this.count(index))
      for (const value of this.get(index)) writer.count(value)
    }
  }

  static load(reader: ByteReader): Lists {
    const lists = new Lists()
    const length = reader.count()
    for (let index = 0; index < length; index++) {
      lists.set(
        index,
        Array.from({ length: reader.count() }, () => reader.count()),
      )
    }
    return lists
  }

  /** Longer lists go to the end; what they leave is lost, and lists seldom grow. */
  #cut(room: number): number {
    const start = this.#used
    this.#used += room + 2
    if (this.#used > this.#values.length) {
      const values = new Int32Array(Math.max(this.#used, this.#values.length * 2))
      values.set(this.#values)
      this.#values = values
    }
    this.#values[start] = room
    return start
  }
}
