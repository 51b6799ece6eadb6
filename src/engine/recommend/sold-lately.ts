import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'

/** Window of what is counted, whole days, today among them. */
export const SOLD_DAYS = 30
/** Items of one day; those of a shop that sells more kinds of thing in a day are not counted. */
const MOST_A_DAY = 1 << 16

/**
 * In how many orders of the last thirty days each item was: counted one by one, so that the
 * number may be told to a shopper. Popularity fades instead, and has nothing to tell.
 */
export class SoldLately {
  /** Day → item → orders, the oldest day first. */
  readonly #days = new Map<number, Map<number, number>>()

  /** Items of one new order, each once however many were bought. */
  add(items: Iterable<number>, time: number): void {
    const day = Math.floor(time / DAY)
    for (const [old] of this.#days) if (old <= day - SOLD_DAYS) this.#days.delete(old)
    let sold = this.#days.get(day)
    if (sold === undefined) this.#days.set(day, (sold = new Map()))
    for (const item of new Set(items)) {
      if (sold.size < MOST_A_DAY || sold.has(item)) sold.set(item, (sold.get(item) ?? 0) + 1)
    }
  }

  clear(): void {
    this.#days.clear()
  }

  ordersOf(item: number, now: number): number {
    const today = Math.floor(now / DAY)
    let orders = 0
    for (const [day, sold] of this.#days) {
      if (day > today - SOLD_DAYS && day <= today) orders += sold.get(item) ?? 0
    }
    return orders
  }

  save(writer: ByteWriter): void {
    writer.count(this.#days.size)
    for (const [day, sold] of this.#days) {
      writer.count(day)
      writer.count(sold.size)
      for (const [item, orders] of sold) {
        writer.count(item)
        writer.count(orders)
      }
    }
  }

  static load(reader: ByteReader): SoldLately {
    const lately = new SoldLately()
    for (let days = reader.count(); days > 0; days--) {
      const sold = new Map<number, number>()
      lately.#days.set(reader.count(), sold)
      for (let left = reader.count(); left > 0; left--) sold.set(reader.count(), reader.count())
    }
    return lately
  }
}
