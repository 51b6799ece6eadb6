import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Assigned } from './assigned.ts'

/** The newest are remembered: a robot mostly says what it is each time. */
const MOST = 1 << 17

/**
 * Robots that took no part yet: somebody may be found out before the first thing that would
 * have counted is heard. In a ring of their own, so that no robot makes a person forgotten.
 */
export class Robots {
  readonly #ring: Assigned

  constructor(ring = new Assigned(MOST)) {
    this.#ring = ring
  }

  add(visitor: string): void {
    const ring = this.#ring
    if (ring.find(visitor) >= 0) return
    if (ring.slice[ring.nextRow] !== 0) ring.clear(ring.nextRow)
    ring.slice[ring.add(visitor)] = 1
  }

  has(visitor: string): boolean {
    return this.#ring.find(visitor) >= 0
  }

  /** Forget them; true when they were known. */
  take(visitor: string): boolean {
    const row = this.#ring.find(visitor)
    if (row >= 0) this.#ring.clear(row)
    return row >= 0
  }

  save(writer: ByteWriter): void {
    this.#ring.save(writer)
  }

  static load(reader: ByteReader): Robots {
    return new Robots(Assigned.load(reader, MOST))
  }
}
