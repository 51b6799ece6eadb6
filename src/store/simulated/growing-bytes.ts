/** The bytes of a file, which is written here and there and mostly at its end. */
export class GrowingBytes {
  #room = new Uint8Array(1024)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Good until the next change. */
  get bytes(): Uint8Array {
    return this.#room.subarray(0, this.#size)
  }

  put(at: number, bytes: Uint8Array): void {
    const end = at + bytes.length
    if (end > this.#room.length) {
      const larger = new Uint8Array(Math.max(end, this.#room.length * 2))
      larger.set(this.bytes)
      this.#room = larger
    }
    this.#room.set(bytes, at)
    this.#size = Math.max(this.#size, end)
  }

  truncate(size: number): void {
    if (size >= this.#size) return
    this.#room.fill(0, size, this.#size)
    this.#size = size
  }

  become(bytes: Uint8Array): void {
    this.truncate(0)
    this.put(0, bytes)
  }
}
