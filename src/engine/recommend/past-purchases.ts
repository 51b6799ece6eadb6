import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'

/** Two purchases of one visitor within this time may go together. */
const TOGETHER_MS = 30 * DAY
/** Who buys again is known within this time. */
const KEPT_MS = 400 * DAY
const MOST_BUYERS = 100_000
const MOST_ITEMS = 20

interface Bought {
  item: number
  time: number
}

/** What each recent buyer bought, the buyer longest without a purchase first. */
export class PastPurchases {
  readonly #buyers = new Map<string, Bought[]>()

  get count(): number {
    return this.#buyers.size
  }

  /** Items the visitor bought within 30 days, oldest first. History may come after what is newer. */
  of(visitor: string, time: number): number[] {
    const bought = this.#buyers.get(visitor) ?? []
    return bought.filter(b => Math.abs(time - b.time) <= TOGETHER_MS).map(b => b.item)
  }

  /** When the visitor last bought an item before this time, ms; 0 for never. */
  lastOf(visitor: string, item: number, time: number): number {
    const bought = this.#buyers.get(visitor) ?? []
    return bought.reduce((last, b) => (b.item === item && b.time < time ? b.time : last), 0)
  }

  add(visitor: string, items: readonly number[], time: number): void {
    const kept = (this.#buyers.get(visitor) ?? []).filter(b => time - b.time <= KEPT_MS)
    for (const item of items) kept.push({ item, time })
    kept.sort((a, b) => a.time - b.time)
    this.#buyers.delete(visitor)
    this.#buyers.set(visitor, kept.slice(-MOST_ITEMS))
    this.#dropOld(time)
  }

  merge(from: string, into: string): void {
    const bought = this.#buyers.get(from)
    if (bought === undefined) return
    const both = [...(this.#buyers.get(into) ?? []), ...bought].sort((a, b) => a.time - b.time)
    this.#buyers.delete(from)
    this.#buyers.set(into, both.slice(-MOST_ITEMS))
  }

  forget(visitor: string): void {
    this.#buyers.delete(visitor)
  }

  save(writer: ByteWriter): void {
    writer.count(this.#buyers.size)
    for (const [visitor, bought] of this.#buyers) {
      writer.text(visitor)
      writer.count(bought.length)
      for (const { item, time } of bought) {
        writer.count(item)
        writer.count(time)
      }
    }
  }

  static load(reader: ByteReader): PastPurchases {
    const purchases = new PastPurchases()
    for (let left = reader.count(); left > 0; left--) {
      const visitor = reader.text()
      const bought: Bought[] = []
      for (let n = reader.count(); n > 0; n--) {
        bought.push({ item: reader.count(), time: reader.count() })
      }
      purchases.#buyers.set(visitor, bought)
    }
    return purchases
  }

  #dropOld(time: number): void {
    for (const [visitor, bought] of this.#buyers) {
      const newest = bought[bought.length - 1].time
      if (time - newest <= KEPT_MS && this.#buyers.size <= MOST_BUYERS) return
      this.#buyers.delete(visitor)
    }
  }
}
