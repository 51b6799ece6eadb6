/** Sizes are rounded up to this: what was freed fits the next of its size. */
const UNIT = 8
const CHUNK_BYTES = 1 << 20
const NO_BYTES = new Uint8Array(0)
const UNITS_A_CHUNK = CHUNK_BYTES / UNIT

/**
 * Texts by index, as UTF-8 in a few large buffers: a million strings would be a million
 * objects for the collector to walk, and each piece cut out of a file holds on to the file.
 *
 * A text replaced leaves its room to the next of its size.
 */
export class Texts {
  readonly #chunks: Buffer[] = []
  /** Where each text lies, in units, and its bytes. */
  #places = new Uint32Array(64)
  #sizes = new Uint32Array(64)
  #length = 0
  /** Freed places, by size in units. */
  readonly #free: number[][] = []
  /** Units used of the newest chunk. */
  #used = UNITS_A_CHUNK

  /** One more than the highest index ever set. */
  get length(): number {
    return this.#length
  }

  /** Empty for an index never set. */
  get(index: number): string {
    if (index < 0 || index >= this.#length || this.#sizes[index] === 0) return ''
    const place = this.#places[index]
    const at = (place % UNITS_A_CHUNK) * UNIT
    const chunk = this.#chunks[Math.floor(place / UNITS_A_CHUNK)]
    return chunk.toString('utf8', at, at + this.#sizes[index])
  }

  isEmpty(index: number): boolean {
    return index < 0 || index >= this.#length || this.#sizes[index] === 0
  }

  set(index: number, text: string): void {
    this.setBytes(index, scratch, encode(text))
  }

  /** The first `size` of these bytes, which are UTF-8. */
  setBytes(index: number, bytes: Uint8Array, size: number): void {
    if (size > CHUNK_BYTES) throw new RangeError(`a text of ${size} bytes is too long to hold`)
    if (index >= this.#places.length) this.#grow(index + 1)
    if (index >= this.#length) this.#length = index + 1
    const before = unitsOf(this.#sizes[index])
    const units = unitsOf(size)
    if (before !== units) {
      if (before > 0) this.#freeOf(before).push(this.#places[index])
      if (units > 0) this.#places[index] = this.#freeOf(units).pop() ?? this.#cut(units)
    }
    this.#sizes[index] = size
    if (size === 0) return
    const place = this.#places[index]
    const chunk = this.#chunks[Math.floor(place / UNITS_A_CHUNK)]
    const at = (place % UNITS_A_CHUNK) * UNIT
    for (let i = 0; i < size; i++) chunk[at + i] = bytes[i]
  }

  /** A view, true until the text is replaced. */
  bytesOf(index: number): Uint8Array {
    if (this.isEmpty(index)) return NO_BYTES
    const at = (this.#places[index] % UNITS_A_CHUNK) * UNIT
    const chunk = this.#chunks[Math.floor(this.#places[index] / UNITS_A_CHUNK)]
    return chunk.subarray(at, at + this.#sizes[index])
  }

  equals(index: number, bytes: Uint8Array, size: number): boolean {
    if (this.#sizes[index] !== size) return false
    const place = this.#places[index]
    const chunk = this.#chunks[Math.floor(place / UNITS_A_CHUNK)]
    const at = (place % UNITS_A_CHUNK) * UNIT
    for (let i = 0; i < size; i++) if (chunk[at + i] !== bytes[i]) return false
    return true
  }

  #freeOf(units: number): number[] {
    this.#free[units] ??= []
    return this.#free[units]
  }

  /** A text never lies across two chunks. */
  #cut(units: number): number {
    if (this.#used + units > UNITS_A_CHUNK) {
      this.#chunks.push(Buffer.allocUnsafeSlow(CHUNK_BYTES))
      this.#used = 0
    }
    const place = (this.#chunks.length - 1) * UNITS_A_CHUNK + this.#used
    this.#used += units
    return place
  }

  #grow(least: number): void {
    const length = Math.max(least, this.#places.length * 2)
    const places = new Uint32Array(length)
    const sizes = new Uint32Array(length)
    places.set(this.#places)
    sizes.set(this.#sizes)
    this.#places = places
    this.#sizes = sizes
  }
}

/** Where `encode` leaves its bytes, until it is called again. */
export let scratch = new Uint8Array(4096)
const encoder = new TextEncoder()

/** Write a text to `scratch` as UTF-8. @returns its bytes */
export function encode(text: string): number {
  const { length } = text
  if (length * 3 > scratch.length) scratch = new Uint8Array(length * 6)
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 127) return encoder.encodeInto(text, scratch).written
    scratch[i] = unit
  }
  return length
}

function unitsOf(size: number): number {
  return Math.ceil(size / UNIT)
}
