import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Column } from '../../core/column.ts'

/** Numbers of a block; a list longer than that gets one of its own. */
const BLOCK = 1 << 16

/**
 * A short list of indexes for each item, in few large arrays: as a million arrays they
 * would take three times the room. Most items have one SKU: one index alone stands where
 * its list would begin.
 */
export class Lists {
  /** Of each list: its room, its length, its values. */
  readonly #blocks: Int32Array[] = [new Int32Array(64)]
  /** Numbers used of the newest block. */
  #used = 1
  /** Where each list begins; 0 for one that was never filled, −1 − index for one alone. */
  readonly #starts = new Column()

  get length(): number {
    return this.#starts.length
  }

  /** Bytes held, without where the lists begin. */
  get bytes(): number {
    return this.#blocks.reduce((sum, block) => sum + block.byteLength, 0)
  }

  count(index: number): number {
    const start = this.#starts.get(index)
    if (start > 0) return this.#blockOf(start)[(start % BLOCK) + 1]
    return start < 0 ? 1 : 0
  }

  get(index: number): number[] {
    const start = this.#starts.get(index)
    if (start <= 0) return start < 0 ? [-1 - start] : []
    const block = this.#blockOf(start)
    const first = (start % BLOCK) + 2
    const list: number[] = []
    for (let i = 0; i < block[first - 1]; i++) list.push(block[first + i])
    return list
  }

  set(index: number, list: readonly number[]): void {
    let start = this.#starts.get(index)
    if (start <= 0 && list.length === 1 && list[0] >= 0) {
      this.#starts.set(index, -1 - list[0])
      return
    }
    const room = start > 0 ? this.#blockOf(start)[start % BLOCK] : 0
    if (list.length > room) start = this.#cut(list.length)
    this.#starts.set(index, Math.max(0, start))
    if (start <= 0) return
    const block = this.#blockOf(start)
    const first = (start % BLOCK) + 2
    block[first - 1] = list.length
    for (let i = 0; i < list.length; i++) block[first + i] = list[i]
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

  #blockOf(start: number): Int32Array {
    return this.#blocks[Math.floor(start / BLOCK)]
  }

  /** Longer lists go to the end; what they leave is lost, and lists seldom grow. */
  #cut(room: number): number {
    const needed = room + 2
    const newest = this.#blocks.length - 1
    if (this.#used + needed > BLOCK) {
      this.#blocks.push(new Int32Array(Math.max(BLOCK, needed)))
      this.#used = 0
    } else if (this.#used + needed > this.#blocks[newest].length) {
      this.#grow(newest, this.#used + needed)
    }
    const block = this.#blocks.length - 1
    this.#blocks[block][this.#used] = room
    const start = block * BLOCK + this.#used
    this.#used += needed
    return start
  }

  /** The first block of a small structure is smaller. */
  #grow(at: number, least: number): void {
    const block = this.#blocks[at]
    const larger = new Int32Array(Math.min(BLOCK, Math.max(least, block.length * 2)))
    larger.set(block)
    this.#blocks[at] = larger
  }
}
