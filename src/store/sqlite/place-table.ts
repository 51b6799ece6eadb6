/** Shards grow one by one, each at its own time: millions that move at once would stop the server. */
const SHARDS = 1024
const FIRST_SLOTS = 16
const FULL = 0.8
const GROWTH = 1.25

/**
 * Where the ids of a day that is still written stand in it: ten to thirteen bytes an id.
 *
 * An id leaves a 32-bit mark and its offset in the day; whoever finds a mark looks at the
 * record itself to be sure. An id that is new, as most are, is told by one look.
 */
export class PlaceTable {
  readonly #shards: Shard[] = Array.from({ length: SHARDS }, () => new Shard())

  /** Bytes held. */
  get bytes(): number {
    return this.#shards.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  /** @param slot and @param mark independent hashes of the id; @param offset from 0 */
  add(slot: number, mark: number, offset: number): void {
    this.#shards[slot & (SHARDS - 1)].add(mark >>> 0, offset)
  }

  /** Offset of an id with this mark that `isIt`, or −1. */
  find(slot: number, mark: number, isIt: (offset: number) => boolean): number {
    return this.#shards[slot & (SHARDS - 1)].find(mark >>> 0, isIt)
  }
}

/**
 * Open addressing, linear probing; a slot is a mark and an offset + 1, side by side. The place
 * follows from the mark, by multiplying instead of dividing (Lemire 2019), so that any size
 * will do: one that grows by a quarter is never half empty.
 */
class Shard {
  #size = FIRST_SLOTS
  #used = 0
  #slots = new Uint32Array(FIRST_SLOTS * 2)

  get bytes(): number {
    return this.#slots.byteLength
  }

  add(mark: number, offset: number): void {
    if (this.#used + 1 > this.#size * FULL) this.#grow()
    this.#put(mark, offset + 1)
    this.#used++
  }

  find(mark: number, isIt: (offset: number) => boolean): number {
    const slots = this.#slots
    for (let at = this.#homeOf(mark); ; at = at + 1 === this.#size ? 0 : at + 1) {
      const held = slots[at * 2 + 1]
      if (held === 0) return -1
      if (slots[at * 2] === mark && isIt(held - 1)) return held - 1
    }
  }

  #put(mark: number, held: number): void {
    const slots = this.#slots
    let at = this.#homeOf(mark)
    while (slots[at * 2 + 1] !== 0) at = at + 1 === this.#size ? 0 : at + 1
    slots[at * 2] = mark
    slots[at * 2 + 1] = held
  }

  #homeOf(mark: number): number {
    return Math.floor((mark / 4294967296) * this.#size)
  }

  #grow(): void {
    const before = this.#slots
    this.#size = Math.ceil(this.#size * GROWTH)
    this.#slots = new Uint32Array(this.#size * 2)
    for (let i = 0; i < before.length; i += 2) {
      if (before[i + 1] !== 0) this.#put(before[i], before[i + 1])
    }
  }
}
