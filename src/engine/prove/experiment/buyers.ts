import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { type Money, NO_MONEY } from './group-sums.ts'

/** What one buyer brought so far; who tells it is kept apart. */
interface Brought {
  verified: Money
  unverified: Money
}
const NOTHING: Readonly<Brought> = { verified: NO_MONEY, unverified: NO_MONEY }
const NO_ORDERS: [Money, Money] = [NO_MONEY, NO_MONEY]

/** Those who bought, by their row: few of all visitors. */
export class Buyers {
  readonly #of = new Map<number, Brought>()

  /** Something is left of what they bought, or of what it cost us. */
  has(row: number): boolean {
    const { verified, unverified } = this.of(row)
    return isSomething(verified) || isSomething(unverified)
  }

  of(row: number): Readonly<Brought> {
    return this.#of.get(row) ?? NOTHING
  }

  bring(row: number, money: Money, isVerified: boolean): void {
    const { verified, unverified } = this.of(row)
    this.#of.set(row, {
      verified: isVerified ? sum(verified, money) : verified,
      unverified: isVerified ? unverified : sum(unverified, money),
    })
  }

  /** All orders, then those alone that a server has told. */
  money(row: number): [Money, Money] {
    const brought = this.#of.get(row)
    if (brought === undefined) return NO_ORDERS
    return [sum(brought.verified, brought.unverified), brought.verified]
  }

  merge(stays: number, goes: number): void {
    const gone = this.#of.get(goes)
    if (gone === undefined) return
    this.#of.delete(goes)
    this.bring(stays, gone.verified, true)
    this.bring(stays, gone.unverified, false)
  }

  forget(row: number): void {
    this.#of.delete(row)
  }

  save(writer: ByteWriter): void {
    writer.count(this.#of.size)
    for (const [row, { verified, unverified }] of this.#of) {
      writer.count(row)
      for (const { orders, revenue, margin } of [verified, unverified]) {
        for (const number of [orders, revenue, margin]) writer.f64(number)
      }
    }
  }

  static load(reader: ByteReader): Buyers {
    const buyers = new Buyers()
    const money = () => ({ orders: reader.f64(), revenue: reader.f64(), margin: reader.f64() })
    for (let left = reader.count(); left > 0; left--) {
      buyers.#of.set(reader.count(), { verified: money(), unverified: money() })
    }
    return buyers
  }
}

function sum(a: Money, b: Money): Money {
  return {
    orders: a.orders + b.orders,
    revenue: a.revenue + b.revenue,
    margin: a.margin + b.margin,
  }
}

function isSomething({ orders, revenue, margin }: Money): boolean {
  return orders !== 0 || revenue !== 0 || margin !== 0
}
