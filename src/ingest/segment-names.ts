import type { EventName } from '../schema/event.ts'

/** Segment's e-commerce spec, `Product Viewed`, in GA4's words. Keys in lower case. */
export const SEGMENT_NAMES = new Map<string, EventName>([
  ['products searched', 'search'],
  ['product list viewed', 'view_item_list'],
  ['product list filtered', 'filter'],
  ['promotion viewed', 'view_promotion'],
  ['promotion clicked', 'select_promotion'],
  ['product clicked', 'select_item'],
  ['product viewed', 'view_item'],
  ['product added', 'add_to_cart'],
  ['product removed', 'remove_from_cart'],
  ['product added to wishlist', 'add_to_wishlist'],
  ['cart viewed', 'view_cart'],
  ['checkout started', 'begin_checkout'],
  ['payment info entered', 'add_payment_info'],
  ['order completed', 'purchase'],
  ['order refunded', 'refund'],
  ['order cancelled', 'refund'],
  ['email link clicked', 'email_click'],
  ['signed up', 'sign_up'],
  ['account created', 'sign_up'],
  ['signed in', 'login'],
])

/** Where a field of ours lies in a Segment message, so that a pointer leads to what was sent. */
const PLACES: [RegExp, string][] = [
  [/^\/params\/items(?=\/|$)/, '/properties/products'],
  [/\/item_(name|brand|category|variant)$/, '/$1'],
  [/\/item_id$/, '/product_id'],
  [/\/index$/, '/position'],
  [/^\/params\/transaction_id$/, '/properties/order_id'],
  [/^\/params\/search_term$/, '/properties/query'],
  [/^\/params\/page_(location|path)$/, '/properties/url'],
  [/^\/params\/page_(title|referrer)$/, '/properties/$1'],
  [/^\/params(?=\/|$)/, '/properties'],
  [/^\/name$/, '/event'],
  [/^\/time$/, '/timestamp'],
]

/** `/params/items/0/price` of our event → `/properties/products/0/price` of the message. */
export function placeInMessage(pointer: string): string {
  return PLACES.reduce((place, [pattern, theirs]) => place.replace(pattern, theirs), pointer)
}
