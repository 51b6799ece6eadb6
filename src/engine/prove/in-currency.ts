import type { ShopEvent } from '../../schema/event.ts'
import { monthOf } from './month.ts'
import type { Rates } from './rates.ts'

/**
 * An order or refund in the reporting currency, at the rate of its month.
 * @returns undefined when no rate up to that month is known
 */
export function inCurrency(
  event: ShopEvent,
  currency: string,
  rates: Rates,
  timeZone: string,
): ShopEvent | undefined {
  if (event.currency === currency) return event
  if (event.currency === undefined) return { ...event, currency }
  const rate = rates.of(event.currency, monthOf(event.time, timeZone))
  if (rate === undefined) return undefined
  const worth = (minor: number | undefined) =>
    minor === undefined ? undefined : Math.round(minor * rate)
  return {
    ...event,
    currency,
    value: worth(event.value),
    ...(event.transaction && {
      transaction: { ...event.transaction, tax: worth(event.transaction.tax) },
    }),
    items: event.items?.map(line => ({ ...line, price: worth(line.price) })),
  }
}
