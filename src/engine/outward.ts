import type { ByteReader, ByteWriter } from '../core/bytes.ts'
import type { Wish } from './wishes/wishes.ts'

/** So many wait for whoever is told; who has not heard for longer misses the oldest. */
const MOST = 10_000

/** Something that other systems of the shop may be told, named by its place in the log. */
export type Happening = { position: number; time: number } & (
  | { type: 'segment.entered' | 'segment.left'; segment: string; visitor: string }
  | { type: 'wish.back_in_stock'; wish: string; item: string; sku: string; market: string }
)

/**
 * What happened that may have to be told outside, newest last. It follows from the log, so a
 * process that dies before it has told somebody finds the same again: this is the queue, and
 * who tells only has to remember how far they are.
 */
export class Outward {
  #kept: Happening[] = []

  note(happening: Happening): void {
    this.#kept.push(happening)
    if (this.#kept.length > MOST) this.#kept.shift()
  }

  /** A letter said that it is back; the address is nobody's business. */
  noteBack({ id, item, sku, market }: Wish, position: number, time: number): void {
    this.note({ position, time, type: 'wish.back_in_stock', wish: id, item, sku, market })
  }

  /** Those behind a place, the oldest first. */
  after(position: number): Happening[] {
    return this.#kept.slice(this.#firstAfter(position))
  }

  names(visitor: string): boolean {
    return this.#kept.some(one => 'visitor' in one && one.visitor === visitor)
  }

  forget(visitor: string): void {
    this.#kept = this.#kept.filter(one => !('visitor' in one) || one.visitor !== visitor)
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify(this.#kept))
  }

  static load(reader: ByteReader): Outward {
    const outward = new Outward()
    outward.#kept = JSON.parse(reader.text())
    return outward
  }

  #firstAfter(position: number): number {
    let first = this.#kept.length
    while (first > 0 && this.#kept[first - 1].position > position) first--
    return first
  }
}
