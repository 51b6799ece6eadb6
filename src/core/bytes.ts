/**
 * Saved forms are one buffer, written front to back and read the same way.
 * Numbers are little-endian; counts are LEB128, so that small ones cost a byte.
 */
export class ByteWriter {
  #bytes: Uint8Array
  #view: DataView
  #size = 0

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity)
    this.#view = new DataView(this.#bytes.buffer)
  }

  get size(): number {
    return this.#size
  }

  u8(value: number): void {
    this.#room(1)
    this.#bytes[this.#size++] = value
  }

  u32(value: number): void {
    this.#room(4)
    this.#view.setUint32(this.#size, value, true)
    this.#size += 4
  }

  f32(value: number): void {
    this.#room(4)
    this.#view.setFloat32(this.#size, value, true)
    this.#size += 4
  }

  f64(value: number): void {
    this.#room(8)
    this.#view.setFloat64(this.#size, value, true)
    this.#size += 8
  }

  /** A whole number from 0 to 2^53 − 1. */
  count(value: number): void {
    this.#room(8)
    while (value > 127) {
      this.#bytes[this.#size++] = (value % 128) | 128
      value = Math.floor(value / 128)
    }
    this.#bytes[this.#size++] = value
  }

  text(value: string): void {
    if (!this.#plain(value)) this.bytes(encoder.encode(value))
  }

  /** Names are mostly ASCII and short: those need no encoder, which costs more than they do. */
  #plain(value: string): boolean {
    const start = this.#size
    this.count(value.length)
    this.#room(value.length)
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i)
      if (code > 127) {
        this.#size = start
        return false
      }
      this.#bytes[this.#size++] = code
    }
    return true
  }

  bytes(value: Uint8Array): void {
    this.count(value.length)
    this.#room(value.length)
    this.#bytes.set(value, this.#size)
    this.#size += value.length
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#size)
  }

  /** What was written, as a view that is true until something else is. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#size)
  }

  /** What was written since the last time. */
  take(): Uint8Array {
    const taken = this.done()
    this.clear()
    return taken
  }

  /** Begin anew. The room stays for what comes next, unless it became large. */
  clear(): void {
    this.#size = 0
    if (this.#bytes.length > MOST_KEPT) this.#renew(new Uint8Array(MOST_KEPT))
  }

  #room(more: number): void {
    if (this.#size + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#size + more))
    larger.set(this.#bytes)
    this.#renew(larger)
  }

  #renew(bytes: Uint8Array): void {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer)
  }
}
/** Room that a writer keeps for the next of many. */
const MOST_KEPT = 1 << 16
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** @throws RangeError when the buffer ends before the value does, or a text is none. */
export class ByteReader {
  #bytes: Uint8Array
  #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  u8(): number {
    return this.#bytes[this.#take(1)]
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true)
  }

  f32(): number {
    return this.#view.getFloat32(this.#take(4), true)
  }

  f64(): number {
    return this.#view.getFloat64(this.#take(8), true)
  }

  count(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.u8()
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
      if (scale > 2 ** 53) throw new RangeError('a count is longer than 53 bits')
    }
  }

  text(): string {
    const bytes = this.bytes()
    try {
      return decoder.decode(bytes)
    } catch {
      throw new RangeError('a text is not UTF-8')
    }
  }

  /** A view, not a copy. */
  bytes(): Uint8Array {
    const size = this.count()
    const at = this.#take(size)
    return this.#bytes.subarray(at, at + size)
  }

  #take(size: number): number {
    const at = this.#at
    if (at + size > this.#bytes.length) throw new RangeError('the buffer ends before its content')
    this.#at = at + size
    return at
  }
}
