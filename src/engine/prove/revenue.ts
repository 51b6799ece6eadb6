import type { ShopEvent } from '../../schema/event.ts'

/** The event's own total where it is told, else the sum of its lines. */
export function revenueOf(event: ShopEvent): number {
  if (event.value !== undefined) return event.value
  return (event.items ?? []).reduce(
    (sum, line) => sum + (line.price ?? 0) * (line.quantity ?? 1),
    0,
  )
}

/** What a refund asks for, minor units; undefined when it is for the whole order. */
export function askedBack(event: ShopEvent): number | undefined {
  const asked = event.items?.length ? revenueOf(event) : event.value
  return Math.abs(asked ?? 0) || undefined
}
