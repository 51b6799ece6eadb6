import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { hash32 } from '../../core/hash.ts'
import { KeyIndex } from '../../core/key-index.ts'
import { KeySet } from '../../core/key-set.ts'
import { Table } from '../../core/table.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { HistoryMonth, HistorySums, ReportingMonths } from '../../schema/report.ts'
import { monthOf } from './month.ts'
import { askedBack, revenueOf } from './revenue.ts'

/**
 * Of each order and refund: its telling, the parts of it that are here, what is left to refund,
 * and the currency of that.
 */
const TELLING = 0
const PARTS = 1
const LEFT = 2
const CURRENCY = 3
const EMPTY = [0, 0, 0, 0]

/**
 * The orders and refunds of a shop's files. They are no part of the experiment: what they
 * brought stands here, by month and currency, and nowhere else.
 *
 * The first telling of an order stands. It is known by its number for ever, in about fifty
 * bytes, so that a file read again a year later changes nothing. An order may come in parts:
 * the next part of the same telling is added, and no other.
 */
export class History {
  #known = new KeyIndex()
  #state = new Table(EMPTY)
  #customers = new People()
  #buyers = new People()
  readonly #months = new Map<string, HistoryMonth>()

  /** Would it tell something new? */
  isNews(event: ShopEvent): boolean {
    const { part = 0, telling = '' } = event.transaction!
    const at = this.#known.find(keyOf(event))
    if (at < 0) return part === 0
    return (
      part > 0 &&
      part === this.#state.get(at, PARTS) &&
      hash32(telling) === this.#state.get(at, TELLING)
    )
  }

  hasOrder(number: string): boolean {
    return this.#known.has(orderKey(number))
  }

  /** Know it from now on. */
  note(event: ShopEvent): void {
    const { part = 0, telling = '' } = event.transaction!
    const at = this.#known.number(keyOf(event))
    if (part === 0) this.#state.set(at, TELLING, hash32(telling))
    this.#state.set(at, PARTS, part + 1)
  }

  /** Add what is noted to the sums. */
  add(event: ShopEvent, timeZone: string): void {
    const at = this.#known.find(keyOf(event))
    const { part = 0 } = event.transaction!
    const value = Math.abs(revenueOf(event))
    const isOrder = event.name === 'purchase'
    if (isOrder) {
      this.#state.set(at, LEFT, this.#state.get(at, LEFT) + value)
      this.#state.set(at, CURRENCY, packed(event.currency))
    } else this.#takeOff(event, value)
    this.#meet(event, isOrder)
    const month = this.#monthOf(event, timeZone)
    if (part === 0) month[isOrder ? 'orders' : 'refunds']++
    month[isOrder ? 'sold' : 'refunded'] += value
  }

  /** A refund that comes by itself, of an order that a file told. */
  refund(event: ShopEvent, timeZone: string): void {
    if (!event.verified || this.#known.has(keyOf(event))) return
    const order = this.#known.find(orderKey(event.transaction!.id))
    const left = this.#state.get(order, LEFT)
    const currency = unpacked(this.#state.get(order, CURRENCY))
    const value = Math.min(left, askedBack(event) ?? left)
    if (value <= 0 || (event.currency ?? currency) !== currency) return
    this.#known.number(keyOf(event))
    this.#state.set(order, LEFT, left - value)
    const month = this.#monthOf({ ...event, currency }, timeZone)
    month.refunds++
    month.refunded += value
  }

  /** Did a file tell of an order of theirs? */
  isBuyer(visitor: string): boolean {
    return this.#buyers.has(visitor)
  }

  /** Two were one. */
  merge(from: string, into: string): void {
    for (const people of [this.#customers, this.#buyers]) people.merge(from, into)
  }

  /** What they bought stays in the sums, which name nobody. */
  forget(visitor: string): void {
    for (const people of [this.#customers, this.#buyers]) people.forget(visitor)
  }

  sums(inReporting: (months: readonly HistoryMonth[]) => ReportingMonths): HistorySums {
    const months = [...this.#months.values()].sort(byMonth)
    return {
      customers: this.#customers.count,
      buyers: this.#buyers.count,
      orders: months.reduce((sum, month) => sum + month.orders, 0),
      refunds: months.reduce((sum, month) => sum + month.refunds, 0),
      months: months.map(month => ({ ...month })),
      reporting: inReporting(months),
    }
  }

  save(writer: ByteWriter): void {
    for (const part of [this.#known, this.#customers, this.#buyers]) part.save(writer)
    this.#state.save(writer)
    writer.text(JSON.stringify([...this.#months.values()]))
  }

  static load(reader: ByteReader): History {
    const history = new History()
    history.#known = KeyIndex.load(reader)
    history.#customers = People.load(reader)
    history.#buyers = People.load(reader)
    history.#state = Table.load(reader, EMPTY)
    for (const month of JSON.parse(reader.text()) as HistoryMonth[]) {
      history.#months.set(`${month.month} ${month.currency}`, month)
    }
    return history
  }

  /** What a file gives back cannot be given back again. */
  #takeOff({ transaction }: ShopEvent, value: number): void {
    const order = this.#known.find(orderKey(transaction!.id))
    if (order >= 0) this.#state.set(order, LEFT, Math.max(0, this.#state.get(order, LEFT) - value))
  }

  #meet({ visitor }: ShopEvent, isOrder: boolean): void {
    if (visitor === undefined) return
    this.#customers.meet(visitor)
    if (isOrder) this.#buyers.meet(visitor)
  }

  #monthOf({ time, currency = '' }: ShopEvent, timeZone: string): HistoryMonth {
    const name = monthOf(time, timeZone)
    const key = `${name} ${currency}`
    let month = this.#months.get(key)
    if (month === undefined) {
      month = { month: name, currency, orders: 0, refunds: 0, sold: 0, refunded: 0 }
      this.#months.set(key, month)
    }
    return month
  }
}

/** How many different people; whoever is forgotten is still counted. */
class People {
  #known = new KeySet()
  count = 0

  meet(visitor: string): void {
    if (this.#known.add(visitor)) this.count++
  }

  has(visitor: string): boolean {
    return this.#known.has(visitor)
  }

  merge(from: string, into: string): void {
    if (!this.#known.remove(from)) return
    this.count--
    this.meet(into)
  }

  forget(visitor: string): void {
    this.#known.remove(visitor)
  }

  save(writer: ByteWriter): void {
    writer.count(this.count)
    this.#known.save(writer)
  }

  static load(reader: ByteReader): People {
    const people = new People()
    people.count = reader.count()
    people.#known = KeySet.load(reader)
    return people
  }
}

function orderKey(number: string): string {
  return `order\u0000${number}`
}

/** An order may be refunded more than once: files tell which by what they write, others by time. */
function keyOf({ name, transaction, time }: ShopEvent): string {
  const { id, telling, refund = '' } = transaction!
  if (name === 'purchase') return orderKey(id)
  return `refund\u0000${id}\u0000${telling === undefined ? time : refund}`
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** A code of three letters as a number, 0 for none. */
function packed(currency = ''): number {
  let number = 0
  for (const letter of currency) number = number * 27 + LETTERS.indexOf(letter) + 1
  return number
}

function unpacked(number: number): string {
  let currency = ''
  for (let left = number; left > 0; left = Math.floor(left / 27)) {
    currency = LETTERS[(left % 27) - 1] + currency
  }
  return currency
}

function byMonth(a: HistoryMonth, b: HistoryMonth): number {
  if (a.month !== b.month) return a.month < b.month ? -1 : 1
  return a.currency < b.currency ? -1 : 1
}
