import type { OfferChange } from '../../schema/product.ts'
import { type Hearing, isObject, type Loose } from '../hearing.ts'
import { noneBelowZero, readAvailability } from './availability.ts'
import { judgeList, type ListJudgement } from './list.ts'

/**
 * Changes of price and stock between two feeds: a list, or `{changes: […]}`, of
 * `{sku, price?, listPrice?, inStock? | availability?, stock?}`. Prices are major
 * units as in a feed; `listPrice: null` ends a reduction; what is absent stays.
 * @param offers does the market offer this SKU? What it does not, cannot change
 */
export function judgeOffers(
  body: unknown,
  market: { currency: string },
  offers: (sku: string) => boolean,
): ListJudgement<OfferChange> {
  const list = isObject(body) ? body.changes : body
  return judgeList(list, (entry, hearing) => readChange(entry, market.currency, offers, hearing))
}

function readChange(
  entry: Loose,
  currency: string,
  offers: (sku: string) => boolean,
  hearing: Hearing,
): OfferChange {
  const sku = hearing.id(entry.sku ?? entry.id, 'sku')
  if (sku === undefined) return hearing.refuse('sku', 'missing', 'Name the sku that changed.')
  if (!offers(sku)) return hearing.refuse('sku', 'unknown_sku', UNKNOWN)
  const own = hearing.currency(entry.currency, 'currency')
  if (own !== undefined && own !== currency) {
    const reason = `This market sells in ${currency}: send the price in it.`
    return hearing.refuse('currency', 'currency_mismatch', reason)
  }
  const change: OfferChange = { sku }
  const price = positive(hearing.money(entry.price, 'price', currency), 'price', hearing)
  if (price !== undefined) change.price = price
  if (entry.listPrice === null) change.listPrice = null
  const list = positive(hearing.money(entry.listPrice, 'listPrice', currency), 'listPrice', hearing)
  if (list !== undefined) change.listPrice = list
  const told = hearing.whole(entry.stock ?? entry.quantity, 'stock', -1e9, 1e9)
  const stock = told && noneBelowZero(told, 'stock', hearing)
  if (stock !== undefined) change.stock = stock
  const inStock = readInStock(entry, hearing) ?? (stock === undefined ? undefined : stock > 0)
  if (inStock !== undefined) change.inStock = inStock
  if (Object.keys(change).length > 1) return change
  return hearing.refuse('', 'missing', 'Say what changed: price, listPrice, inStock or stock.')
}

const UNKNOWN = 'No feed of this market offers this SKU: check it, or send the feed first.'

function positive(amount: number | undefined, field: string, hearing: Hearing) {
  if (amount === undefined || amount >= 0) return amount
  return hearing.refuse(field, 'negative', 'A price may not be negative.')
}

function readInStock(entry: Loose, hearing: Hearing): boolean | undefined {
  if (typeof entry.inStock === 'boolean') return entry.inStock
  const field = entry.inStock === undefined ? 'availability' : 'inStock'
  const text = hearing.text(entry.inStock ?? entry.availability, field)
  if (text === undefined) return undefined
  const read = readAvailability(text)
  if (!read) {
    const reason = 'Use true or false, or in_stock, out_of_stock, preorder, backorder.'
    return hearing.refuse(field, 'unknown_value', reason)
  }
  if (!read.exact) hearing.repair('availability', field, text, read.inStock)
  return read.inStock
}
