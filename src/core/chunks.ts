/** Entries of a chunk, as bits. The first chunk of a small structure is smaller. */
export const CHUNK_BITS = 16
export const CHUNK = 1 << CHUNK_BITS
/** Place of an entry within its chunk. */
export const WITHIN = CHUNK - 1

type Numbers = Uint8Array | Int32Array | Float32Array | Float64Array

/**
 * Entries of `width` numbers side by side, growing a chunk at a time: an array that doubles
 * holds everybody up while gigabytes are copied, and needs three times its room meanwhile.
 *
 * Entry `i` begins at `(i & WITHIN) * width` of `list[i >>> CHUNK_BITS]`; a loop over entries
 * that never lie across two chunks fetches its chunk once.
 */
export class Chunks<T extends Numbers> {
  readonly list: T[]
  readonly width: number
  readonly #kind: new (
    length: number,
  ) => T

  constructor(kind: new (length: number) => T, width = 1, capacity = 64) {
    this.#kind = kind
    this.width = width
    this.list = [new kind(Math.min(CHUNK, capacity) * width)]
  }

  /** Room for so many entries. */
  makeRoom(entries: number): void {
    const [first] = this.list
    const size = first.length / this.width
    if (size < CHUNK && size < entries) {
      const larger = new this.#kind(Math.min(CHUNK, Math.max(entries, size * 2)) * this.width)
      larger.set(first)
      this.list[0] = larger
    }
    while (this.list.length * CHUNK < entries) this.list.push(new this.#kind(CHUNK * this.width))
  }
}
