import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Assigned } from './assigned.ts'

/**
 * Visitors that only a file of old looks tells of: counted, and no part of the experiment, for
 * nobody chose anything for them. Who comes after all takes part from then on.
 */
export class Onlookers {
  #count: number
  readonly #ring: Assigned

  constructor(count = 0, ring = new Assigned()) {
    this.#count = count
    this.#ring = ring
  }

  /** Those who were forgotten since are still counted. */
  get count(): number {
    return this.#count
  }

  has(visitor: string): boolean {
    return this.#ring.find(visitor) >= 0
  }

  see(visitor: string): void {
    if (this.has(visitor)) return
    const ring = this.#ring
    if (ring.slice[ring.nextRow] !== 0) ring.clear(ring.nextRow)
    ring.slice[ring.add(visitor)] = 1
    this.#count++
  }

  /** They are no onlooker any more, if they were one. */
  leave(visitor: string): void {
    if (this.forget(visitor)) this.#count--
  }

  forget(visitor: string): boolean {
    const row = this.#ring.find(visitor)
    if (row >= 0) this.#ring.clear(row)
    return row >= 0
  }

  save(writer: ByteWriter): void {
    writer.count(this.#count)
    this.#ring.save(writer)
  }

  static load(reader: ByteReader): Onlookers {
    return new Onlookers(reader.count(), Assigned.load(reader))
  }
}
