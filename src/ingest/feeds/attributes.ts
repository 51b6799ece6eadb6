import { LIMITS } from '../../schema/limits.ts'
import type { Hearing } from '../hearing.ts'
import { plainText } from './html.ts'
import type { FeedRow } from './row.ts'

/** Columns that are read elsewhere or say nothing to a shopper; every other one is an attribute. */
const NOT_ATTRIBUTES = new Set(
  (
    'id item_group_id title description summary content link mobile_link image_link brand price sale_price ' +
    'lowest_price_30_days ' +
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

/** `product_detail`, custom labels and every column of the shop's own. */
export function readAttributes(row: FeedRow, hearing: Hearing): Record<string, string> | undefined {
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
