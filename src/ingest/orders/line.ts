import { LIMITS } from '../../schema/limits.ts'
import { Hearing, type Loose } from '../hearing.ts'
import { decimalToMinor, minorDigits, readPrice } from '../money.ts'
import { lineTotal } from './amount.ts'
import type { OrderField } from './columns.ts'
import { countryCode } from './country.ts'
import { type Clockwork, readOrderTime } from './moment.ts'

export interface LineOptions extends Clockwork {
  /** Currency of lines that name none. */
  currency: string
  /** Item codes that are no goods: postage, bank charges. In small letters. */
  notGoods?: ReadonlySet<string>
  /** Order numbers that begin so, with a digit behind, are cancellations; empty for none. */
  cancelledPrefix?: string
  /** Now, ms. */
  now: number
}

/** One line of an order or of a refund, in our units. */
export interface OrderLine {
  order: string
  kind: 'purchase' | 'refund'
  /** Which refund of the order, by its time as it is written; absent where the number is its own. */
  refund?: string
  item: string
  /** From 1 up, of a refund too. */
  quantity: number
  /** Of one unit, minor units. */
  price: number
  /** Minor units, rounded once. */
  total: number
  time: number
  currency: string
  /** As the shop names them. */
  customer?: string
  country?: string
  name?: string
}

/** Why a line moves no goods for money. The codes are counted and told. */
export const LEFT_OUT = ['no_price', 'negative_price', 'no_quantity', 'not_goods'] as const
export type LeftOut = (typeof LEFT_OUT)[number]

/**
 * A line sells something when its price and its quantity are not zero: a line without price is
 * a correction of the stock or a gift, one below zero an adjustment of the books, and what the
 * shop names as no goods (postage, charges) is what it says. A quantity below zero, or the
 * number of a cancellation, gives back.
 * @throws Refused
 */
export function readLine(raw: Loose, options: LineOptions): OrderLine | LeftOut {
  const hearing = new Hearing()
  const order = needed(hearing.id(raw.order, 'order'), 'order', hearing)
  const item = needed(hearing.id(raw.item, 'item'), 'item', hearing)
  if (options.notGoods?.has(item.toLowerCase())) return 'not_goods'
  const quantity = readQuantity(raw.quantity, hearing)
  if (quantity === 0) return 'no_quantity'
  const price = readPriceOf(raw, options, hearing)
  if (/^-?[0.]*$/.test(price.decimal)) return 'no_price'
  if (price.decimal.startsWith('-')) return 'negative_price'
  const isCancellation = isCancelled(order, options.cancelledPrefix ?? 'C')
  const line: OrderLine = {
    order,
    kind: isCancellation || quantity < 0 ? 'refund' : 'purchase',
    ...(!isCancellation && quantity < 0 && { refund: String(raw.time).trim().slice(0, 40) }),
    item,
    quantity: Math.abs(quantity),
    ...readMoney(price, quantity, hearing),
    time: readTime(raw.time, options, hearing),
  }
  return { ...line, ...readBeside(raw, hearing) }
}

function readQuantity(value: unknown, hearing: Hearing): number {
  if (value === undefined) return 1 // the file has no such column
  if (typeof value === 'string' && /^-?\d{1,6}$/.test(value)) return Number(value)
  const quantity = hearing.whole(value, 'quantity', -1_000_000, 1_000_000)
  return needed(quantity, 'quantity', hearing)
}

function readPriceOf(raw: Loose, options: LineOptions, hearing: Hearing) {
  const text = typeof raw.price === 'number' ? plainDecimal(raw.price) : raw.price
  if (text === undefined || text === '') return hearing.refuse('price', 'missing', NO_PRICE)
  const told = hearing.currency(raw.currency, 'currency')
  const read = typeof text === 'string' ? readPrice(text, told ?? options.currency) : undefined
  if (!read) return hearing.refuse('price', 'not_a_number', 'Write a price as 12.99 or 12,99.')
  if (told !== undefined && read.currency !== undefined && told !== read.currency) {
    const reason = `The price is in ${read.currency} and the line in ${told}.`
    return hearing.refuse('price', 'currency_mismatch', reason)
  }
  return { decimal: read.decimal, currency: told ?? read.currency ?? options.currency }
}
const NO_PRICE = 'A line needs its price; write 0 where there is none.'

function plainDecimal(value: number): string {
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? value.toFixed(6) : ''
}

function readMoney(
  price: { decimal: string; currency: string },
  quantity: number,
  hearing: Hearing,
) {
  const digits = minorDigits(price.currency)
  const unit = decimalToMinor(price.decimal, digits)
  const total = lineTotal(price.decimal, quantity, digits)
  if (unit === undefined || total === undefined || unit.minor > 1e12) {
    return hearing.refuse('price', 'out_of_range', 'Amounts go up to 10^12 minor units.')
  }
  return { price: unit.minor, total, currency: price.currency }
}

function readTime(value: unknown, options: LineOptions, hearing: Hearing): number {
  const time = readOrderTime(value, options, hearing)
  if (time <= options.now + LIMITS.futureMs) return time
  const reason = 'The time lies more than 24 hours ahead: check the clock and the zone.'
  return hearing.refuse('time', 'future', reason)
}

/** A file writes "nobody" in many ways. */
const NOBODY = /^(|nan|null|none|n\/a|unknown|guest|-)$/i

/** What is good to know and costs no line: who, where, and how the item is called. */
function readBeside(raw: Loose, hearing: Hearing): Partial<OrderLine> {
  const beside: Partial<OrderLine> = {}
  const customer = readCustomer(raw.customer ?? '', hearing)
  if (!NOBODY.test(customer)) beside.customer = customer
  const country = typeof raw.country === 'string' ? countryCode(raw.country) : undefined
  if (country !== undefined) beside.country = country
  const told = typeof raw.name === 'string' ? raw.name.slice(0, LIMITS.text) : undefined
  const name = hearing.text(told, 'name')
  if (name !== undefined) beside.name = name
  return beside
}

/** As it stands there: it is hashed, and must be what the shop's server says elsewhere. */
function readCustomer(value: unknown, hearing: Hearing): string {
  if (typeof value !== 'string' && typeof value !== 'number') {
    return hearing.refuse('customer', 'wrong_type', 'Send the id of the customer, a text.')
  }
  const customer = String(value)
    .trim()
    .replace(/^(\d+)\.0$/, '$1') // what spreadsheets make of a number with gaps in its column
  if (customer.length <= LIMITS.id) return customer
  return hearing.refuse('customer', 'too_long', `Send at most ${LIMITS.id} characters.`)
}

function needed<T>(value: T | undefined, field: OrderField, hearing: Hearing): T {
  if (value !== undefined) return value
  return hearing.refuse(field, 'missing', `A line needs its ${field}.`)
}

function isCancelled(order: string, prefix: string): boolean {
  if (prefix === '' || order.length <= prefix.length) return false
  const next = order.charCodeAt(prefix.length)
  return (
    next >= 48 && next <= 57 && order.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase()
  )
}
