import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { NumberRing } from './number-ring.ts'
import { loadLines, NO_LINES, type PaidLines, paidLines, saveLines } from './paid-lines.ts'
import { askedBack, partPaid, revenueOf } from './revenue.ts'
import { WaitingForRate } from './waiting-for-rate.ts'
import { type Refund, WaitingRefunds } from './waiting-refunds.ts'

/**
 * Orders remembered by their number; older numbers may come back as new. Anybody can make
 * up orders with a public key, so those have a room of their own: a flood of them makes
 * no order of the shop's server forgotten.
 */
const MOST_VERIFIED = 1 << 17
const MOST_UNVERIFIED = 1 << 16

export interface Order {
  visitor: string
  /** Minor units, VAT included, without shipping. */
  revenue: number
  /** Without VAT and cost, of the lines whose cost is known. */
  margin: number
  verified: boolean
}

interface KnownOrder extends Order {
  /** What a server asked back while only a page had told the order: its own word asks it anew. */
  askedBack: number
  lines: PaidLines
}

/** What one report changes: an order taken off, one added, a sum given back. */
export interface Change {
  off?: Order
  on?: Order
  back?: Order
  /** It was sold before, to nobody known: what is added is whose it is. */
  isClaim?: boolean
}
const NOTHING: Change = {}
/** Whose an order was that they left behind: it is nobody else's. */
const GONE = 'gone'

export function isSomebodys({ visitor }: Order): boolean {
  return visitor !== '' && visitor !== GONE
}

/**
 * Orders by `transaction_id`, so that the tag and the server may both report one and
 * it counts once. A refund takes off what the order brought, once.
 */
export class Orders {
  readonly #byNumber = new Map<string, KnownOrder>()
  readonly #verified = new NumberRing(MOST_VERIFIED)
  readonly #unverified = new NumberRing(MOST_UNVERIFIED)
  #waiting = new WaitingRefunds()
  /** In another currency than the shop reports in: left out until there is a rate. */
  foreign = new WaitingForRate()
  counted = 0
  repeated = 0
  verified = 0
  refunded = 0
  linesWithoutCost = 0

  /** Refunds that wait for their order. */
  get waiting(): number {
    return this.#waiting.count
  }

  has(number: string): boolean {
    return this.#byNumber.has(number)
  }

  /** Whose it is, by the name it was told with; undefined for an order not known. */
  ownerOf(number: string): string | undefined {
    return this.#byNumber.get(number)?.visitor
  }

  /** What its items cost, so that one of them may be given back by name alone. */
  linesOf(number: string): PaidLines | undefined {
    return this.#byNumber.get(number)?.lines
  }

  /** @param told the order as it was told, in its own currency */
  keepLines(told: ShopEvent): void {
    const order = this.#byNumber.get(told.transaction!.id)
    if (order !== undefined) order.lines = paidLines(told)
  }

  /** Orders that count in the totals and in no slice: nobody was named with them. */
  get ofNobody(): number {
    let count = 0
    for (const order of this.#byNumber.values()) if (order.visitor === '') count++
    return count
  }

  /** Would a file's word on this order count? One in parts cannot replace what a page told whole. */
  wants({ transaction }: ShopEvent): boolean {
    const known = this.#byNumber.get(transaction!.id)
    return known === undefined || (!known.verified && transaction!.part === undefined)
  }

  /**
   * What a report of an order adds to the results, and what it takes off them. A server's
   * word stands over a browser's: anybody can send a purchase with a public key, so a
   * verified report puts its own figures and visitor in the place of unverified ones.
   */
  place(event: ShopEvent, catalogue: CatalogueView, vat: number): Change {
    const number = event.transaction!.id
    const known = this.#byNumber.get(number)
    if (known !== undefined) this.repeated++
    if (known !== undefined && (known.verified || !event.verified)) return claim(known, event)
    const order: KnownOrder = {
      visitor: event.visitor ?? known?.visitor ?? '',
      revenue: revenueOf(event),
      margin: this.#marginOf(event, catalogue, vat),
      verified: event.verified,
      askedBack: 0,
      lines: NO_LINES,
    }
    if (order.verified) this.verified++
    if (known !== undefined) {
      const before = { ...known }
      Object.assign(known, order)
      this.#makeRoom(number, known)
      return { off: before, on: order, back: takeBack(known, before.askedBack) }
    }
    this.#byNumber.set(number, order)
    this.#makeRoom(number, order)
    this.counted++
    return { on: { ...order }, back: this.#giveBackWaiting(number, order) }
  }

  /**
   * What a refund takes off: once in full, and of a verified order only by a server's word.
   * One that comes before its order waits for it.
   */
  refund(event: ShopEvent): Change {
    const number = event.transaction!.id
    const order = this.#byNumber.get(number)
    const refund = { asked: askedBack(event), verified: event.verified }
    if (order !== undefined) return { back: this.#giveBack(order, refund) }
    this.#waiting.add(number, refund)
    return NOTHING
  }

  /** All that waited, as one sum. */
  #giveBackWaiting(number: string, order: KnownOrder): Order | undefined {
    let sum: Order | undefined
    for (const refund of this.#waiting.take(number)) {
      const back = this.#giveBack(order, refund)
      if (back === undefined) continue
      sum ??= { ...back, revenue: 0, margin: 0 }
      sum.revenue += back.revenue
      sum.margin += back.margin
    }
    return sum
  }

  #giveBack(order: KnownOrder, { asked, verified }: Refund): Order | undefined {
    if (order.verified && !verified) return undefined
    if (verified && !order.verified) order.askedBack += asked ?? ALL
    const back = takeBack(order, asked ?? ALL)
    if (back !== undefined) this.refunded++
    return back
  }

  /** The orders stay, without whose they were. */
  unlink(isTheirs: (visitor: string) => boolean): void {
    for (const order of this.#byNumber.values()) if (isTheirs(order.visitor)) order.visitor = GONE
    this.foreign.unlink(isTheirs, GONE)
  }

  save(writer: ByteWriter): void {
    for (const field of FIGURES) writer.count(this[field])
    this.#waiting.save(writer)
    this.foreign.save(writer)
    this.#verified.save(writer)
    this.#unverified.save(writer)
    writer.count(this.#byNumber.size)
    for (const [number, order] of this.#byNumber) {
      writer.text(number)
      writer.text(order.visitor)
      writer.f64(order.revenue)
      writer.f64(order.margin)
      writer.u8(order.verified ? 1 : 0)
      writer.f64(order.askedBack)
      saveLines(writer, order.lines)
    }
  }

  static load(reader: ByteReader): Orders {
    const orders = new Orders()
    for (const field of FIGURES) orders[field] = reader.count()
    orders.#waiting = WaitingRefunds.load(reader)
    orders.foreign = WaitingForRate.load(reader)
    orders.#verified.load(reader)
    orders.#unverified.load(reader)
    for (let left = reader.count(); left > 0; left--) {
      orders.#byNumber.set(reader.text(), {
        visitor: reader.text(),
        revenue: reader.f64(),
        margin: reader.f64(),
        verified: reader.u8() === 1,
        askedBack: reader.f64(),
        lines: loadLines(reader),
      })
    }
    return orders
  }

  /** An order verified since it came has moved to the other room: its old place frees nothing. */
  #makeRoom(number: string, { verified }: Order): void {
    const left = (verified ? this.#verified : this.#unverified).push(number)
    if (left === undefined) return
    if (this.#byNumber.get(left)?.verified === verified) this.#byNumber.delete(left)
  }

  #marginOf(event: ShopEvent, catalogue: CatalogueView, vat: number): number {
    let paid = 0
    let costs = 0
    for (const { id, price, quantity = 1 } of event.items ?? []) {
      const cost = catalogue.costOf(id, event.currency ?? '')
      if (cost < 0 || price === undefined) {
        this.linesWithoutCost++
        continue
      }
      paid += price * quantity
      costs += cost * quantity
    }
    return Math.round((paid * partPaid(event, vat)) / (1 + vat) - costs)
  }
}

/** As much of what was asked as there is left of the order. */
function takeBack(order: Order, asked: number): Order | undefined {
  const revenue = Math.min(order.revenue, asked)
  if (revenue <= 0) return undefined
  const margin = Math.round((order.margin * revenue) / order.revenue)
  order.revenue -= revenue
  order.margin -= margin
  return { ...order, revenue, margin }
}

const ALL = Number.MAX_SAFE_INTEGER

/**
 * A shop's server often tells of an order before the page that thanks for it, and names nobody:
 * it is of the first who tells of it too.
 */
function claim(known: Order, { visitor }: ShopEvent): Change {
  if (known.visitor !== '' || visitor === undefined) return NOTHING
  known.visitor = visitor
  return { on: { ...known }, isClaim: true }
}

const FIGURES = ['counted', 'repeated', 'verified', 'refunded', 'linesWithoutCost'] as const
