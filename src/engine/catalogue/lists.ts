import type { ByteReader, ByteWriter } from '../../core/bytes.ts'

/**
 * A short list of indexes for each item, all in one array: as a million arrays they would
 * take three times the room.
 */
export class Lists {
  #values = new Int32Array(64)
  #used = 0
  /** Where each list begins in `#values`, its length, and the room it has. */
  #starts = new Uint32Array(64)
  #counts = new Uint16Array(64)
  #rooms = new Uint16Array(64)
  #length = 0

  get length(): number {
    return this.#length
  }

  count(index: number): number {
    return index >= 0 && index < this.#length ? this.#counts[index] : 0
  }

  get(index: number): number[] {
    const list: number[] = []
    const start = this.#starts[index]
    for (let i = 0; i < this.count(index); i++) list.push(this.#values[start + i])
    return list
  }

  set(index: number, list: readonly number[]): void {
    if (index >= this.#starts.length) this.#grow(index + 1)
    this.#length = Math.max(this.#length, index + 1)
    if (list.length > this.#rooms[index]) this.#move(index, list.length)
    this.#counts[index] = list.length
    for (let i = 0; i < list.length; i++) this.#values[this.#starts[index] + i] = list[i]
  }

  save(writer: ByteWriter): void {
    writer.count(this.#length)
    for (let index = 0; index < this.#length; index++) {
      writer.count(this.#counts[index])
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
  #move(index: number, room: number): void {
    if (this.#used + room > this.#values.length) {
      const values = new Int32Array(Math.max(this.#used + room, this.#values.length * 2))
      values.set(this.#values)
      this.#values = values
    }
    this.#starts[index] = this.#used
    this.#rooms[index] = room
    this.#used += room
  }

  #grow(least: number): void {
    const length = Math.max(least, this.#starts.length * 2)
    const [starts, counts, rooms] = [this.#starts, this.#counts, this.#rooms]
    this.#starts = new Uint32Array(length)
    this.#counts = new Uint16Array(length)
    this.#rooms = new Uint16Array(length)
    this.#starts.set(starts)
    this.#counts.set(counts)
    this.#rooms.set(rooms)
  }
}
