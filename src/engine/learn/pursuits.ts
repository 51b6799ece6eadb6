import type { ByteReader, ByteWriter } from '../../core/bytes.ts'

/** Visitors remembered; the one who came first makes room. */
const VISITORS = 1 << 15
/** Clicks, and orders, kept of each. */
const KEPT = 20

interface Pursuit {
  clicks: { decision: string; time: number }[]
  /** Times of orders. */
  orders: number[]
}

/**
 * Who clicked what, and who ordered when: an order answers the clicks before it,
 * whichever of them is heard of first, for browsers are late and say things twice.
 */
export class Pursuits {
  readonly #of = new Map<string, Pursuit>()

  /** @returns times of the orders that this click led to, as far as they are known */
  clicked(visitor: string, decision: string, time: number): number[] {
    const { clicks, orders } = this.#open(visitor)
    const known = clicks.find(click => click.decision === decision)
    if (known) known.time = Math.min(known.time, time)
    else clicks.push({ decision, time })
    if (clicks.length > KEPT) clicks.shift()
    return orders.filter(ordered => ordered >= time)
  }

  /** @returns the decisions that were clicked before this order */
  ordered(visitor: string, time: number): string[] {
    const { clicks, orders } = this.#open(visitor)
    if (!orders.includes(time)) orders.push(time)
    if (orders.length > KEPT) orders.shift()
    return clicks.filter(click => click.time <= time).map(({ decision }) => decision)
  }

  merge(from: string, into: string): void {
    const gone = this.#of.get(from)
    if (gone === undefined) return
    this.#of.delete(from)
    const stays = this.#open(into)
    stays.clicks = [...stays.clicks, ...gone.clicks].slice(-KEPT)
    stays.orders = [...stays.orders, ...gone.orders].slice(-KEPT)
  }

  forget(visitor: string): void {
    this.#of.delete(visitor)
  }

  save(writer: ByteWriter): void {
    writer.count(this.#of.size)
    for (const [visitor, { clicks, orders }] of this.#of) {
      writer.text(visitor)
      writer.count(clicks.length)
      for (const { decision, time } of clicks) {
        writer.text(decision)
        writer.f64(time)
      }
      writer.count(orders.length)
      for (const time of orders) writer.f64(time)
    }
  }

  static load(reader: ByteReader): Pursuits {
    const pursuits = new Pursuits()
    for (let visitors = reader.count(); visitors > 0; visitors--) {
      const pursuit = pursuits.#open(reader.text())
      for (let left = reader.count(); left > 0; left--) {
        pursuit.clicks.push({ decision: reader.text(), time: reader.f64() })
      }
      for (let left = reader.count(); left > 0; left--) pursuit.orders.push(reader.f64())
    }
    return pursuits
  }

  #open(visitor: string): Pursuit {
    const known = this.#of.get(visitor)
    if (known) return known
    const pursuit = { clicks: [], orders: [] }
    this.#of.set(visitor, pursuit)
    if (this.#of.size > VISITORS) this.#of.delete(this.#of.keys().next().value!)
    return pursuit
  }
}
