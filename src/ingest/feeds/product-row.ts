import { LIMITS } from '../../schema/limits.ts'
import type { Market, Offer, Product, Sku } from '../../schema/product.ts'
import { Hearing } from '../hearing.ts'
import { asRefused } from '../refusals.ts'
import { readMoment } from '../time.ts'
import { readAvailability } from './availability.ts'
import { plainText } from './html.ts'
import type { FeedRow } from './row.ts'

/** A row judged: what it says of its product, and its own SKU. */
export interface ProductRow {
  product: Omit<Product, 'skus'>
  sku: Sku
  /** It names a group: more rows may follow. */
  grouped: boolean
  hearing: Hearing
}

/** @throws Refused with the column as its field */
export function readProductRow(row: FeedRow, market: Market, now: number): ProductRow {
  const hearing = new Hearing()
  const at = (name: string) => row.fields.get(name)
  const id = hearing.id(at('id'), 'id')
  if (id === undefined) return hearing.refuse('id', 'missing', 'A product needs an id.')
  const group = hearing.id(at('item_group_id'), 'item_group_id')
  const title = hearing.text(plain(at('title'), 'title', hearing), 'title')
  if (title === undefined) return hearing.refuse('title', 'missing', 'A product needs a title.')
  const url = readUrl(at('link'), 'link', hearing)
  if (url === undefined) return hearing.refuse('link', 'missing', 'A product needs a link.')

  const product: Omit<Product, 'skus'> = { id: group ?? id, title, url, categories: [] }
  product.categories = readCategories(row, hearing)
  const description = readDescription(at('description') ?? at('summary') ?? at('content'), hearing)
  if (description !== undefined) product.description = description
  const image = optionalUrl(at('image_link'), 'image_link', hearing)
  if (image !== undefined) product.image = image
  const brand = hearing.text(at('brand'), 'brand')
  if (brand !== undefined) product.brand = brand
  const attributes = readAttributes(row, hearing)
  if (attributes) product.attributes = attributes
  readFame(row, product, hearing)
  return {
    product,
    sku: readSku(id, row, market, now, hearing),
    grouped: group !== undefined,
    hearing,
  }
}

function plain(value: string | undefined, field: string, hearing: Hearing): string | undefined {
  if (value === undefined) return undefined
  const text = plainText(value)
  if (text !== value && /<|&\w+;/.test(value)) hearing.repair('html_removed', field, value, text)
  return text
}

/** A description may be cut, and says so: it is the one text nobody chooses a product by. */
function readDescription(value: string | undefined, hearing: Hearing): string | undefined {
  const text = plain(value, 'description', hearing)
  if (text === undefined || text.length <= LIMITS.longText) {
    return hearing.text(text, 'description', LIMITS.longText)
  }
  hearing.repair('text_cut', 'description', `${text.length} characters`, `${LIMITS.longText}`)
  return hearing.text(text.slice(0, LIMITS.longText), 'description', LIMITS.longText)
}

function readUrl(value: string | undefined, field: string, hearing: Hearing): string | undefined {
  const url = hearing.text(value, field, LIMITS.url)
  if (url === undefined) return undefined
  if (/^https?:\/\/[^\s/?#@]+([/?#]\S*)?$/i.test(url)) return url
  return hearing.refuse(field, 'bad_url', 'Send a whole address that begins with https://.')
}

function optionalUrl(value: string | undefined, field: string, hearing: Hearing) {
  try {
    return readUrl(value, field, hearing)
  } catch (error) {
    asRefused(error)
    hearing.repair('url_dropped', field, value)
    return undefined
  }
}

/** The shop's own path, else Google's; a bare number of Google's taxonomy names nothing. */
function readCategories(row: FeedRow, hearing: Hearing): string[] {
  const own = row.fields.get('product_type')
  const google = row.fields.get('google_product_category')
  const path = own ?? (google && !/^\d+$/.test(google) ? google : undefined)
  if (path === undefined) return []
  const field = own ? 'product_type' : 'google_product_category'
  const steps = plainText(path)
    .split(/\s*(?:>|›|»)\s*/)
    .filter(step => step !== '')
  if (steps.length > 8) hearing.repair('text_cut', field, path, steps.slice(0, 8).join(' > '))
  return steps
    .slice(0, 8)
    .map(step => hearing.text(step, field))
    .filter(step => step !== undefined)
}

function readSku(id: string, row: FeedRow, market: Market, now: number, hearing: Hearing): Sku {
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
  if (stock !== undefined) offer.stock = stock
  return offer
}

/** Merchant's own form, digits and a point and the market's currency, is no repair. */
function readPriceField(row: FeedRow, field: string, market: Market, hearing: Hearing) {
  const text = row.fields.get(field)
  const own = text && /^(\d{1,12}(?:\.\d{1,2})?)(?: ([A-Z]{3}))?$/.exec(text)
  const exact = own && (own[2] === undefined || own[2] === market.currency)
  const price = hearing.money(exact ? Number(own[1]) : text, field, market.currency)
  if (price === undefined || price >= 0) return price
  return hearing.refuse(field, 'negative', 'A price may not be negative.')
}

/** `2026-01-01T00:00+01:00/2026-01-31T23:59+01:00`; without dates a sale is on. */
function isSaleOn(row: FeedRow, now: number, hearing: Hearing): boolean {
  const field = 'sale_price_effective_date'
  const dates = row.fields.get(field)?.split('/')
  if (dates?.length !== 2) return true
  try {
    const [from, to] = dates.map(date => readMoment(date.trim(), field, hearing))
    return (from === undefined || from <= now) && (to === undefined || now <= to)
  } catch (error) {
    asRefused(error)
    hearing.repair('field_dropped', field, row.fields.get(field))
    return false
  }
}

function readStock(row: FeedRow, hearing: Hearing): number | undefined {
  for (const field of ['quantity', 'stock', 'inventory', 'sell_on_google_quantity']) {
    const text = row.fields.get(field)
    if (text === undefined) continue
    if (/^\d{1,9}$/.test(text)) return Number(text)
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

/** Stars and how many gave them: Merchant has no field for it, shops write their own. */
function readFame(row: FeedRow, product: Omit<Product, 'skus'>, hearing: Hearing): void {
  const rating = firstNumber(row, ['product_rating', 'rating', 'average_rating'])
  if (rating !== undefined && rating >= 0 && rating <= 5) product.rating = rating
  else if (rating !== undefined) hearing.repair('field_dropped', 'product_rating', rating)
  const reviews = firstNumber(row, [
    'review_count',
    'reviews',
    'number_of_reviews',
    'ratings_count',
  ])
  if (reviews !== undefined && Number.isInteger(reviews) && reviews >= 0) product.reviews = reviews
  else if (reviews !== undefined) hearing.repair('field_dropped', 'review_count', reviews)
  const since = row.fields.get('date_added') ?? row.fields.get('since')
  if (since === undefined) return
  try {
    product.since = readMoment(since, 'date_added', new Hearing())
  } catch (error) {
    asRefused(error)
    hearing.repair('field_dropped', 'date_added', since)
  }
}

function firstNumber(row: FeedRow, fields: string[]): number | undefined {
  for (const field of fields) {
    const text = row.fields.get(field)?.replace(',', '.')
    if (text && /^\d{1,9}(\.\d{1,6})?$/.test(text)) return Number(text)
  }
  return undefined
}

/** Columns that are read above or say nothing to a shopper; every other one is an attribute. */
const NOT_ATTRIBUTES = new Set(
  (
    'id item_group_id title description summary content link mobile_link image_link brand price sale_price ' +
    'sale_price_effective_date availability availability_date quantity stock inventory ' +
    'sell_on_google_quantity product_type google_product_category size taille color colour couleur gtin mpn ' +
    'product_rating rating average_rating review_count reviews number_of_reviews ratings_count date_added since ' +
    'additional_image_link lifestyle_image_link shipping shipping_label shipping_length shipping_width ' +
    'shipping_height tax tax_category identifier_exists expiration_date updated published pubdate guid author ' +
    'ads_redirect ads_grouping ads_labels adwords_redirect canonical_link cost_of_goods_sold ' +
    'auto_pricing_min_price installment subscription_cost loyalty_points excluded_destination ' +
    'included_destination product_highlight min_handling_time max_handling_time transit_time_label ' +
    'pause unit_pricing_measure unit_pricing_base_measure multipack is_bundle adult checkout_link_template'
  ).split(' '),
)

function readAttributes(row: FeedRow, hearing: Hearing): Record<string, string> | undefined {
  // No prototype: a column may be called __proto__.
  const attributes: Record<string, string> = Object.create(null)
  let count = 0
  for (const [name, value] of attributePairs(row)) {
    if (name in attributes) continue
    const text = plainText(value)
    if (text === '' || name === '') continue
    if (text.length > LIMITS.text || count >= LIMITS.attributes) {
      hearing.repair('field_dropped', name, text)
      continue
    }
    const clean = hearing.text(text, name)
    if (clean === undefined) continue
    attributes[name] = clean
    count++
  }
  return count > 0 ? { ...attributes } : undefined
}

function* attributePairs(row: FeedRow): Generator<[string, string]> {
  for (const [name, value] of row.details) yield [attributeName(name), value]
  for (const [name, value] of row.fields) {
    if (!NOT_ATTRIBUTES.has(name)) yield [name, value]
  }
}

function attributeName(name: string): string {
  return plainText(name).toLowerCase().replace(/\s+/g, '_').slice(0, 64)
}
