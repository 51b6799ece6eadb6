import { LIMITS } from '../../schema/limits.ts'
import type { Market, Product, Sku } from '../../schema/product.ts'
import { Hearing } from '../hearing.ts'
import { asRefused } from '../refusals.ts'
import { readMoment } from '../time.ts'
import { readAttributes } from './attributes.ts'
import { plainText } from './html.ts'
import type { FeedRow } from './row.ts'
import { readSku } from './sku-row.ts'

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
  const text = plainText(path)
  const steps = (own ? firstPath(text) : text).split(/\s*(?:>|›|»)\s*/).filter(step => step !== '')
  if (steps.length > 8) hearing.repair('text_cut', field, path, steps.slice(0, 8).join(' > '))
  return steps
    .slice(0, 8)
    .map(step => hearing.text(step, field))
    .filter(step => step !== undefined)
}

/**
 * Merchant parts several types by commas, and the first is the product's. Shops write commas
 * in names, too, though they should not (`Jupes, robes`), and Google's own names have them:
 * only before another path does one part.
 */
function firstPath(types: string): string {
  const [first, ...others] = types.split(',')
  return [first, others.join()].every(part => /[>›»]/.test(part)) ? first : types
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
