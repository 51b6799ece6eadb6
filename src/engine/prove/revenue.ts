import type { ShopEvent } from '../../schema/event.ts'

/** The event's own total where it is told, else the sum of its lines. */
export function revenueOf(event: ShopEvent): number {
  return event.value ?? linesOf(event)
}

export function linesOf({ items = [] }: ShopEvent): number {
  return items.reduce((sum, line) => sum + (line.price ?? 0) * (line.quantity ?? 1), 0)
}

/**
 * How much of the prices of its lines was paid: below 1 where a coupon took something off the
 * order. A total above them holds a delivery, say.
 */
export function partPaid(event: ShopEvent, vat: number): number {
  const lines = linesOf(event)
  if (event.value === undefined || lines <= 0) return 1
  const paid = isWithoutVat(event, lines, vat) ? event.value * (1 + vat) : event.value
  return Math.abs(lines - paid) <= ROUNDING ? 1 : Math.min(1, paid / lines)
}

/** Many shops tell a total without the VAT beside prices with it. The tax says so, or the sum does. */
function isWithoutVat({ value = 0, transaction }: ShopEvent, lines: number, vat: number): boolean {
  const onTop = value * vat
  if (!transaction?.tax) return Math.abs(lines - value - onTop) <= ROUNDING
  const inside = onTop / (1 + vat)
  return Math.abs(transaction.tax - onTop) < Math.abs(transaction.tax - inside)
}

/** Minor units by which a total may miss the sum of its lines. */
const ROUNDING = 5

/** What a refund asks for, minor units; undefined when it is for the whole order. */
export function askedBack(event: ShopEvent): number | undefined {
  const asked = event.items?.length ? revenueOf(event) : event.value
  return Math.abs(asked ?? 0) || undefined
}
