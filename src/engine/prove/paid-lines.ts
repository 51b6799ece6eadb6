import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { hash32 } from '../../core/hash.ts'
import type { EventItem, ShopEvent } from '../../schema/event.ts'
import { linesOf, revenueOf } from './revenue.ts'

/** Different items of one order: what more there are have no price here. */
const MOST_ITEMS = 24

/** What was paid for one of each item of an order, in the order's own currency. */
export interface PaidLines {
  currency: string
  /** Hash of an item's id, then minor units, and so on: some fifty bytes an order. */
  prices: readonly number[]
}

export const NO_LINES: PaidLines = { currency: '', prices: [] }

/** A coupon is taken off each of them alike. */
export function paidLines(order: ShopEvent): PaidLines {
  const sums = new Map<number, { paid: number; count: number }>()
  for (const { id, price, quantity = 1 } of order.items ?? []) {
    if (price === undefined || quantity <= 0) continue
    const { paid, count } = sums.get(hash32(id)) ?? { paid: 0, count: 0 }
    sums.set(hash32(id), { paid: paid + price * quantity, count: count + quantity })
  }
  const part = Math.min(1, revenueOf(order) / linesOf(order)) || 0
  const prices: number[] = []
  for (const [item, { paid, count }] of [...sums].slice(0, MOST_ITEMS)) {
    prices.push(item, (paid * part) / count)
  }
  return { currency: order.currency ?? '', prices }
}

/** What these items cost in that order; undefined when one of them has no price, here or there. */
export function worthOf(items: readonly EventItem[], { prices }: PaidLines): number | undefined {
  let worth = 0
  for (const { id, price, quantity = 1 } of items) {
    const unit = price ?? priceOf(hash32(id), prices)
    if (unit === undefined) return undefined
    worth += unit * quantity
  }
  return Math.abs(worth) <= 1e12 ? Math.round(worth) : undefined
}

function priceOf(item: number, prices: readonly number[]): number | undefined {
  for (let at = 0; at < prices.length; at += 2) if (prices[at] === item) return prices[at + 1]
  return undefined
}

export function saveLines(writer: ByteWriter, { currency, prices }: PaidLines): void {
  writer.count(prices.length)
  if (prices.length === 0) return
  writer.text(currency)
  for (const number of prices) writer.f64(number)
}

export function loadLines(reader: ByteReader): PaidLines {
  const length = reader.count()
  if (length === 0) return NO_LINES
  return { currency: reader.text(), prices: Array.from({ length }, () => reader.f64()) }
}
