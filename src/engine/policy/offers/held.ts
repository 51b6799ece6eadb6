import type { OfferReserved, OfferState } from '../../../schema/offer.ts'

/** An offer that was shown, and what became of it. */
export interface Held extends OfferReserved {
  /** Day of the shop on which it was shown: its budget. */
  day: string
  state: OfferState
  /** The order it was redeemed for, and what it took off there. */
  order?: string
  settled?: number
}

/** What it takes of the budget as it stands. */
export function costOf({ state, value, settled }: Held): number {
  if (state === 'reserved') return value
  return state === 'settled' ? (settled ?? value) : 0
}

/** The same fields in the same order, whatever happened to it, so that the same log gives the same bytes. */
export function saved(held: Held): unknown[] {
  const { id, visitor, item, percent, amount, value, price, currency } = held
  const { time, expires, code, day, state, order, settled } = held
  return [
    ...[id, visitor, item, percent ?? 0, amount ?? 0, value, price, currency],
    ...[time, expires, code ?? '', day, state, order ?? '', settled ?? 0],
  ]
}

// biome-ignore lint/suspicious/noExplicitAny: what `saved` wrote, in that order
export function loaded(fields: any[]): Held {
  const [id, visitor, item, percent, amount, value, price, currency] = fields
  const [time, expires, code, day, state, order, settled] = fields.slice(8)
  return {
    ...{ id, visitor, item, value, price, currency, time, expires, day, state },
    ...(percent && { percent }),
    ...(amount && { amount }),
    ...(code && { code }),
    ...(order && { order, settled }),
  }
}
