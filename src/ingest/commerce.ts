import type { EventName, ShopEvent, Transaction } from '../schema/event.ts'
import type { Hearing, Loose } from './hearing.ts'
import { totalOf } from './items.ts'
import { readPrice } from './money.ts'

/** Events whose total GA4 requires: computed from the lines where it is missing. */
const TOTALLED = new Set<EventName>([
  'add_to_cart',
  'remove_from_cart',
  'view_cart',
  'begin_checkout',
  'add_shipping_info',
  'add_payment_info',
  'purchase',
  'refund',
])
const ORDERS = new Set<EventName>(['purchase', 'refund'])

/** The event's currency: told, or written beside one of its prices. */
export function readCurrencyOf(params: Loose, hearing: Hearing): string | undefined {
  if (params.currency !== undefined) {
    const told = hearing.currency(params.currency, 'currency')
    if (told !== undefined) return told
  }
  return writtenBeside(params.value) ?? writtenBeside(firstPrice(params.items))
}

function firstPrice(items: unknown): unknown {
  return Array.isArray(items) ? (items[0] as Loose | undefined)?.price : undefined
}

function writtenBeside(price: unknown): string | undefined {
  return typeof price === 'string' ? readPrice(price)?.currency : undefined
}

/** Total, order and currency into `event`; `event.items` is read already. */
export function readTotals(
  params: Loose,
  event: ShopEvent,
  currency: { told: string | undefined; used: string },
  hearing: Hearing,
): void {
  const value = hearing.money(params.value, 'value', currency.used)
  if (value !== undefined) event.value = withoutMinus(value, 'value', event.name, hearing)
  else if (event.items && TOTALLED.has(event.name)) computeValue(event, hearing)
  if (ORDERS.has(event.name)) event.transaction = readOrder(params, event, currency.used, hearing)
  if (event.value === undefined && !event.items?.some(item => item.price !== undefined)) return
  event.currency = currency.used
  if (currency.told === undefined) {
    hearing.repair('currency_default', 'currency', undefined, currency.used)
  }
}

function computeValue(event: ShopEvent, hearing: Hearing): void {
  const total = totalOf(event.items!)
  if (total === undefined) return
  event.value = total
  hearing.repair('value_computed', 'value', undefined, total)
}

function withoutMinus(amount: number, field: string, name: EventName, hearing: Hearing): number {
  if (amount >= 0) return amount
  if (name !== 'refund') {
    return hearing.refuse(field, 'negative', 'A total may not be negative: send a refund instead.')
  }
  hearing.repair('sign', field, amount, -amount)
  return -amount
}

function readOrder(
  params: Loose,
  event: ShopEvent,
  currency: string,
  hearing: Hearing,
): Transaction {
  const id = hearing.id(params.transaction_id, 'transaction_id') ?? olderId(params, hearing)
  if (id === undefined) {
    const what = event.name === 'purchase' ? 'Purchase' : 'Refund'
    const reason = `${what} without an order number: send transaction_id, the same on every retry.`
    return hearing.refuse('transaction_id', 'missing', reason)
  }
  const transaction: Transaction = { id }
  const tax = hearing.money(params.tax, 'tax', currency)
  if (tax !== undefined) transaction.tax = withoutMinus(tax, 'tax', event.name, hearing)
  const shipping = hearing.money(params.shipping, 'shipping', currency)
  if (shipping !== undefined) {
    transaction.shipping = withoutMinus(shipping, 'shipping', event.name, hearing)
  }
  const coupon = hearing.text(params.coupon, 'coupon')
  if (coupon !== undefined) transaction.coupon = coupon
  return transaction
}

function olderId(params: Loose, hearing: Hearing): string | undefined {
  for (const older of ['order_id', 'orderId', 'transactionId']) {
    const id = hearing.id(params[older], older)
    if (id === undefined) continue
    hearing.repair('field_alias', older, older, 'transaction_id')
    return id
  }
  return undefined
}
