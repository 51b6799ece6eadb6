import { Column } from './column.ts'

/** Sizes are rounded up to this: what was freed fits the next of its size. */
const UNIT = 8
const CHUNK_BYTES = 1 << 20
const NO_BYTES = new Uint8Array(0)
const UNITS_A_CHUNK = CHUNK_BYTES / UNIT
/** Texts read lately stay strings: what is shown is shown again. A power of two. */
const LATELY = 4096
/** Above any size: a place and a size make one number. */
const SIZES = 2 ** 21

/**
 * Texts by index, as UTF-8 in a few large buffers: a million strings would be a million
 * objects for the collector to walk, and each piece cut out of a file holds on to the file.
 *
 * A text replaced leaves its room to the next of its size.
 */
export class Texts {
  readonly #chunks: Buffer[] = []
  /** Where each text lies, in units, and its size in bytes: `place * SIZES + size`. */
  readonly #entries = new Column()
  /** Freed places, by size in units. */
  readonly #free: number[][] = []
  /** Units used of the newest chunk. */
  #used = UNITS_A_CHUNK
  /** By the last bits of their index: which text is kept there, and the text. */
  #latelyIndex = new Int32Array(0)
  #lately: string[] = []

  /** One more than the highest index ever set. */
  get length(): number {
    return this.#entries.length
  }

  /** Empty for an index never set. */
  get(index: number): string {
    const slot = index & (LATELY - 1)
    if (this.#latelyIndex[slot] === index) return this.#lately[slot]
    const text = this.#decode(this.#entries.get(index))
    if (this.#lately.length === 0) this.#rememberReading()
    this.#latelyIndex[slot] = index
    this.#lately[slot] = text
    return text
  }

  isEmpty(index: number): boolean {
    return this.#entries.get(index) % SIZES === 0
  }

  set(index: number, text: string): void {
    this.setBytes(index, scratch, encode(text))
  }

  /** The first `size` of these bytes, which are UTF-8. */
  setBytes(index: number, bytes: Uint8Array, size: number): void {
    if (size > CHUNK_BYTES) throw new RangeError(`a text of ${size} bytes is too long to hold`)
    const slot = index & (LATELY - 1)
    if (this.#latelyIndex[slot] === index) this.#latelyIndex[slot] = -1
    const before = this.#entries.get(index)
    const entry = this.#placeFor(before, unitsOf(size)) * SIZES + size
    this.#entries.set(index, entry)
    if (size === 0) return
    const chunk = this.#chunkOf(entry)
    const at = placeIn(entry)
    for (let i = 0; i < size; i++) chunk[at + i] = bytes[i]
  }

  /** A view, true until the text is replaced. */
  bytesOf(index: number): Uint8Array {
    const entry = this.#entries.get(index)
    const size = entry % SIZES
    const at = placeIn(entry)
    return size === 0 ? NO_BYTES : this.#chunkOf(entry).subarray(at, at + size)
  }

  equals(index: number, bytes: Uint8Array, size: number): boolean {
    const entry = this.#entries.get(index)
    if (entry % SIZES !== size) return false
    const chunk = this.#chunkOf(entry)
    const at = placeIn(entry)
    for (let i = 0; i < size; i++) if (chunk[at + i] !== bytes[i]) return false
    return true
  }

  /** What nobody reads takes no room. */
  #rememberReading(): void {
    this.#latelyIndex = new Int32Array(LATELY).fill(-1)
    this.#lately = new Array(LATELY).fill('')
  }

  #decode(entry: number): string {
    const size = entry % SIZES
    if (size === 0) return ''
    const at = placeIn(entry)
    return this.#chunkOf(entry).toString('utf8', at, at + size)
  }

  #chunkOf(entry: number): Buffer {
    return this.#chunks[Math.floor(entry / (SIZES * UNITS_A_CHUNK))]
  }

  /** The place of the text before, if the new one needs as much; else a freed one, or a new one. */
  #placeFor(before: number, units: number): number {
    const place = Math.floor(before / SIZES)
    const had = unitsOf(before % SIZES)
    if (had === units) return place
    if (had > 0) this.#freeOf(had).push(place)
    return units === 0 ? 0 : (this.#freeOf(units).pop() ?? this.#cut(units))
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

/** Byte of its chunk where the text begins. */
function placeIn(entry: number): number {
  return (Math.floor(entry / SIZES) % UNITS_A_CHUNK) * UNIT
}

function unitsOf(size: number): number {
  return Math.ceil(size / UNIT)
}
