import type { Market, Offer, Sku } from '../../schema/product.ts'
import { Hearing } from '../hearing.ts'
import { minorDigits } from '../money.ts'
import { asRefused } from '../refusals.ts'
import { readEnd, readMoment } from '../time.ts'
import { noneBelowZero, readAvailability } from './availability.ts'
import type { FeedRow } from './row.ts'

/** What is bought: size, colour, price and stock. */
export function readSku(
  id: string,
  row: FeedRow,
  market: Market,
  now: number,
  hearing: Hearing,
): Sku {
  const at = (name: string) => row.fields.get(name)
  const sku: Sku = { id, offer: readOffer(row, market, now, hearing) }
  const size = hearing.text(at('size') ?? at('taille'), 'size')
  if (size !== undefined) sku.size = size
  const colour = hearing.text(at('color') ?? at('colour') ?? at('couleur'), 'color')
  if (colour !== undefined) sku.colour = colour
  const gtin = at('gtin')?.replace(/[\s-]/g, '')
  if (gtin && /^\d{6,14}$/.test(gtin)) sku.gtin = gtin
  else if (gtin) hearing.repair('field_dropped', 'gtin', gtin)
  return sku
}

function readOffer(row: FeedRow, market: Market, now: number, hearing: Hearing): Offer {
  const list = readPriceField(row, 'price', market, hearing)
  if (list === undefined) return hearing.refuse('price', 'missing', 'A product needs a price.')
  const sale = readPriceField(row, 'sale_price', market, hearing)
  const onSale = sale !== undefined && sale < list && isSaleOn(row, now, hearing)
  const stock = readStock(row, hearing)
  const offer: Offer = { price: onSale ? sale : list, inStock: readInStock(row, stock, hearing) }
  if (onSale) offer.listPrice = list
  const lowest = readPriceField(row, 'lowest_price_30_days', market, hearing)
  if (lowest) offer.lowestPrice = lowest
  if (stock !== undefined) offer.stock = stock
  return offer
}

const IN_HUNDREDTHS = /^(\d{1,12}(?:\.\d{1,2})?)(?: ([A-Z]{3}))?$/
const IN_THOUSANDTHS = /^(\d{1,12}(?:\.\d{1,3})?)(?: ([A-Z]{3}))?$/

/** Merchant's own form, digits and a point and the market's currency, is no repair. */
function readPriceField(row: FeedRow, field: string, market: Market, hearing: Hearing) {
  const text = row.fields.get(field)
  const form = minorDigits(market.currency) === 3 ? IN_THOUSANDTHS : IN_HUNDREDTHS
  const own = text && form.exec(text)
  const exact = own && (own[2] === undefined || own[2] === market.currency)
  const price = hearing.money(exact ? Number(own[1]) : text, field, market.currency)
  if (price === undefined || price >= 0) return price
  return hearing.refuse(field, 'negative', 'A price may not be negative.')
}

const SALE_DATES = 'sale_price_effective_date'

/** Without dates a sale is on. */
function isSaleOn(row: FeedRow, now: number, hearing: Hearing): boolean {
  try {
    const [from, to] = saleDates(row, hearing)
    return (from === undefined || from <= now) && (to === undefined || now <= to)
  } catch (error) {
    asRefused(error)
    hearing.repair('field_dropped', SALE_DATES, row.fields.get(SALE_DATES))
    return false
  }
}

/** Will its sale begin or end, so that the very same row says another price one day? */
export function turnsLater(row: FeedRow, now: number): boolean {
  if (!row.fields.has('sale_price') || !row.fields.has(SALE_DATES)) return false
  try {
    return saleDates(row, new Hearing()).some(date => date !== undefined && date >= now)
  } catch (error) {
    asRefused(error)
    return false
  }
}

/** `2026-01-01T00:00+01:00/2026-01-31T23:59+01:00`. */
function saleDates(row: FeedRow, hearing: Hearing): (number | undefined)[] {
  const dates = row.fields.get(SALE_DATES)?.split('/')
  if (dates?.length !== 2) return []
  const [from, to] = dates.map(date => date.trim())
  return [readMoment(from, SALE_DATES, hearing), readEnd(to, SALE_DATES, hearing)]
}

function readStock(row: FeedRow, hearing: Hearing): number | undefined {
  for (const field of ['quantity', 'stock', 'inventory', 'sell_on_google_quantity']) {
    const text = row.fields.get(field)
    if (text === undefined) continue
    if (/^-?\d{1,9}$/.test(text)) return noneBelowZero(Number(text), field, hearing)
    hearing.repair('field_dropped', field, text)
  }
  return undefined
}

function readInStock(row: FeedRow, stock: number | undefined, hearing: Hearing): boolean {
  const text = row.fields.get('availability')
  if (text === undefined) {
    if (stock !== undefined) return stock > 0
    const reason = 'Say availability: in_stock, out_of_stock, preorder or backorder.'
    return hearing.refuse('availability', 'missing', reason)
  }
  const read = readAvailability(text)
  if (!read) {
    const reason = 'Use in_stock, out_of_stock, preorder or backorder.'
    return hearing.refuse('availability', 'unknown_value', reason)
  }
  if (!read.exact) {
    const after = read.inStock ? 'in_stock' : 'out_of_stock'
    hearing.repair('availability', 'availability', text, after)
  }
  return read.inStock
}
