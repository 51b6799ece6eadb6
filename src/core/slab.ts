/** Sizes are rounded up to this: what was freed fits the next of its size. */
const UNIT = 64
const CHUNK_BYTES = 1 << 20
const UNITS_A_CHUNK = CHUNK_BYTES / UNIT
/** Larger pieces get a buffer of their own. */
const LARGEST = 1 << 14

/** Where a piece lies; opaque to whoever holds it. */
export interface Piece {
  readonly place: number
  readonly size: number
}

/**
 * Many small pieces of bytes in few large buffers, outside the heap: a hundred thousand
 * objects less for the collector to walk.
 *
 * Freed room is used again by pieces of the same size, rounded up to 64 bytes.
 */
export class Slab {
  readonly #chunks: Uint8Array[] = []
  /** Freed places, by size in units. */
  readonly #free: number[][] = []
  readonly #large = new Map<number, Uint8Array>()
  #nextLarge = -1
  /** Units used of the newest chunk. */
  #used = UNITS_A_CHUNK

  /** Bytes held from the system. */
  get bytes(): number {
    let bytes = this.#chunks.length * CHUNK_BYTES
    for (const large of this.#large.values()) bytes += large.length
    return bytes
  }

  put(bytes: Uint8Array): Piece {
    if (bytes.length > LARGEST) return this.#putLarge(bytes)
    const units = unitsOf(bytes.length)
    const place = this.#free[units]?.pop() ?? this.#cut(units)
    this.#chunks[Math.floor(place / UNITS_A_CHUNK)].set(bytes, (place % UNITS_A_CHUNK) * UNIT)
    return { place, size: bytes.length }
  }

  /** A view, true until the piece is freed. */
  get({ place, size }: Piece): Uint8Array {
    if (place < 0) return this.#large.get(place)!
    const at = (place % UNITS_A_CHUNK) * UNIT
    return this.#chunks[Math.floor(place / UNITS_A_CHUNK)].subarray(at, at + size)
  }

  free({ place, size }: Piece): void {
    if (place < 0) this.#large.delete(place)
    else {
      const units = unitsOf(size)
      this.#free[units] ??= []
      this.#free[units].push(place)
    }
  }

  #putLarge(bytes: Uint8Array): Piece {
    const place = this.#nextLarge--
    this.#large.set(place, bytes.slice())
    return { place, size: bytes.length }
  }

  /** A piece never lies across two chunks. */
  #cut(units: number): number {
    if (this.#used + units > UNITS_A_CHUNK) {
      this.#chunks.push(new Uint8Array(CHUNK_BYTES))
      this.#used = 0
    }
    const place = (this.#chunks.length - 1) * UNITS_A_CHUNK + this.#used
    this.#used += units
    return place
  }
}

function unitsOf(size: number): number {
  return Math.max(1, Math.ceil(size / UNIT))
}
