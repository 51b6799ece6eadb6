import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { CatalogueView } from '../catalogue/shape.ts'

/** Orders remembered by their number; older numbers may come back as new. */
const CAPACITY = 1 << 17

export interface Order {
  visitor: string
  /** Minor units, VAT included, without shipping. */
  revenue: number
  /** Without VAT and cost, of the lines whose cost is known. */
  margin: number
  verified: boolean
}

/**
 * Orders by `transaction_id`, so that the tag and the server may both report one and
 * it counts once. A refund takes off what the order brought, once.
 */
export class Orders {
  readonly #byNumber = new Map<string, Order>()
  readonly #ring: string[] = []
  #next = 0
  counted = 0
  repeated = 0
  verified = 0
  refunded = 0
  linesWithoutCost = 0

  /** The order if it is new. A second report of it can still make it verified. */
  place(event: ShopEvent, catalogue: CatalogueView, vat: number): Order | undefined {
    const number = event.transaction!.id
    const known = this.#byNumber.get(number)
    if (known !== undefined) {
      this.repeated++
      if (event.verified && !known.verified) {
        known.verified = true
        this.verified++
      }
      return undefined
    }
    const order: Order = {
      visitor: event.visitor ?? '',
      revenue: revenueOf(event),
      margin: this.#marginOf(event, catalogue, vat),
      verified: event.verified,
    }
    this.#remember(number, order)
    this.counted++
    if (order.verified) this.verified++
    return order
  }

  /** What a refund takes off, as a positive order; undefined for an unknown order or a second full refund. */
  refund(event: ShopEvent): Order | undefined {
    const order = this.#byNumber.get(event.transaction!.id)
    if (order === undefined || order.revenue <= 0) return undefined
    const asked = event.items?.length ? revenueOf(event) : (event.value ?? order.revenue)
    const revenue = Math.min(order.revenue, asked || order.revenue)
    const margin = Math.round((order.margin * revenue) / order.revenue)
    order.revenue -= revenue
    order.margin -= margin
    this.refunded++
    return { ...order, revenue, margin }
  }

  save(writer: ByteWriter): void {
    for (const n of [
      this.counted,
      this.repeated,
      this.verified,
      this.refunded,
      this.linesWithoutCost,
    ]) {
      writer.count(n)
    }
    writer.count(this.#next)
    writer.count(this.#ring.length)
    for (const number of this.#ring) {
      const order = this.#byNumber.get(number)!
      writer.text(number)
      writer.text(order.visitor)
      writer.f64(order.revenue)
      writer.f64(order.margin)
      writer.u8(order.verified ? 1 : 0)
    }
  }

  static load(reader: ByteReader): Orders {
    const orders = new Orders()
    orders.counted = reader.count()
    orders.repeated = reader.count()
    orders.verified = reader.count()
    orders.refunded = reader.count()
    orders.linesWithoutCost = reader.count()
    orders.#next = reader.count()
    for (let left = reader.count(); left > 0; left--) {
      const number = reader.text()
      orders.#ring.push(number)
      orders.#byNumber.set(number, {
        visitor: reader.text(),
        revenue: reader.f64(),
        margin: reader.f64(),
        verified: reader.u8() === 1,
      })
    }
    return orders
  }

  #remember(number: string, order: Order): void {
    const forgotten = this.#ring[this.#next]
    if (forgotten !== undefined) this.#byNumber.delete(forgotten)
    this.#ring[this.#next] = number
    this.#byNumber.set(number, order)
    this.#next = (this.#next + 1) % CAPACITY
  }

  #marginOf(event: ShopEvent, catalogue: CatalogueView, vat: number): number {
    let margin = 0
    for (const line of event.items ?? []) {
      const cost = catalogue.costOf(catalogue.find(line.id))
      if (cost < 0 || line.price === undefined) {
        this.linesWithoutCost++
        continue
      }
      margin += (line.price / (1 + vat) - cost) * (line.quantity ?? 1)
    }
    return Math.round(margin)
  }
}

/** The event's own total where it is told, else the sum of its lines. */
function revenueOf(event: ShopEvent): number {
  if (event.value !== undefined) return event.value
  return (event.items ?? []).reduce(
    (sum, line) => sum + (line.price ?? 0) * (line.quantity ?? 1),
    0,
  )
}
