import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'

/** Products and sizes that were asked for and could not be had; the one not asked for longest goes first. */
const MOST = 4_096
const LOOKS = 0
const ORDERS = 1
/** A category's own rate counts as much as the shop's once so many looked. */
const PRIOR_LOOKS = 50

/** What was asked for while it was sold out. `id` is that of the item, or of the very size. */
export interface Missed {
  id: string
  /** Visits in which it was looked at while it could not be had. */
  looks: number
  /** People who asked to be told when it is back. */
  wishes: number
  /** First and last time, ms. */
  since: number
  last: number
}

/**
 * What people looked for and could not have, and how often a look ends in an order where a
 * thing can be had: the two of them say what a stock-out costs. It counts visits and names
 * nobody. What is back in stock begins anew with its next look.
 */
export class MissedDemand {
  readonly #missed = new Map<string, Missed>()
  /** Leaf category + 1 (0 is none told) → looks in stock, lines ordered. */
  readonly #rates: [looks: number, orders: number][] = []

  /** Somebody opened the page of an item. */
  look(told: string, time: number, catalogue: Catalogue): void {
    const item = catalogue.find(told)
    if (!catalogue.has(item)) return
    const id = soldOut(told, item, catalogue)
    if (id !== undefined) this.#miss(id, time).looks++
    else {
      this.#missed.delete(catalogue.idOf(item))
      this.#missed.delete(told)
      this.#rateOf(catalogue.categoryOf(item))[LOOKS]++
    }
  }

  wish({ item, sku, time }: { item: string; sku?: string; time: number }): void {
    this.#miss(sku ?? item, time).wishes++
  }

  /** The lines of a new order. */
  ordered({ items }: ShopEvent, catalogue: Catalogue): void {
    for (const { id } of items ?? []) {
      const item = catalogue.find(id)
      if (catalogue.has(item)) this.#rateOf(catalogue.categoryOf(item))[ORDERS]++
    }
  }

  /** What cannot be had still, the most wanted first. */
  *stillOut(catalogue: Catalogue): Generator<Missed> {
    const wanted = [...this.#missed.values()].sort(
      (a, b) => b.looks - a.looks || b.wishes - a.wishes || b.last - a.last,
    )
    for (const missed of wanted) {
      const item = catalogue.find(missed.id)
      if (catalogue.has(item) && soldOut(missed.id, item, catalogue) === missed.id) yield missed
    }
  }

  /** Orders for each look at something of this category that can be had, leaning on the whole shop's. */
  rateIn(category: number): number {
    const [looks, orders] = this.#rates[category + 1] ?? [0, 0]
    const [allLooks, allOrders] = this.#rates.reduce(
      (sum, each) => [sum[0] + (each?.[LOOKS] ?? 0), sum[1] + (each?.[ORDERS] ?? 0)],
      [0, 0],
    )
    const ofShop = allLooks === 0 ? 0 : Math.min(1, allOrders / allLooks)
    return Math.min(1, (orders + PRIOR_LOOKS * ofShop) / (looks + PRIOR_LOOKS))
  }

  save(writer: ByteWriter): void {
    writer.count(this.#missed.size)
    for (const { id, looks, wishes, since, last } of this.#missed.values()) {
      writer.text(id)
      for (const value of [looks, wishes, since, last]) writer.count(value)
    }
    writer.count(this.#rates.length)
    for (const rate of this.#rates) for (const value of rate ?? [0, 0]) writer.count(value)
  }

  static load(reader: ByteReader): MissedDemand {
    const demand = new MissedDemand()
    for (let left = reader.count(); left > 0; left--) {
      const id = reader.text()
      const [looks, wishes] = [reader.count(), reader.count()]
      demand.#missed.set(id, { id, looks, wishes, since: reader.count(), last: reader.count() })
    }
    for (let left = reader.count(); left > 0; left--)
      demand.#rates.push([reader.count(), reader.count()])
    return demand
  }

  #miss(id: string, time: number): Missed {
    const missed = this.#missed.get(id) ?? { id, looks: 0, wishes: 0, since: time, last: time }
    missed.last = Math.max(missed.last, time)
    this.#missed.delete(id) // last in the table: asked for most lately
    this.#missed.set(id, missed)
    if (this.#missed.size > MOST) this.#missed.delete(this.#missed.keys().next().value!)
    return missed
  }

  #rateOf(category: number): [number, number] {
    while (this.#rates.length <= category + 1) this.#rates.push([0, 0])
    return this.#rates[category + 1]
  }
}

/** The id under which it cannot be had: the size that was asked for, else the whole item. */
function soldOut(told: string, item: number, catalogue: Catalogue): string | undefined {
  if (!catalogue.inStock(item)) return catalogue.idOf(item)
  return catalogue.skuInStock(told) === false ? told : undefined
}
