import { EVENT_NAMES, type EventName } from '../schema/event.ts'

/**
 * Names other systems use for what GA4 has a word for. Compared after bringing
 * camel case, spaces and hyphens to snake case.
 */
const ALIASES: Record<string, EventName> = {
  pageview: 'page_view',
  page: 'page_view',
  product_view: 'view_item',
  view_product: 'view_item',
  product_viewed: 'view_item',
  view_content: 'view_item',
  product_detail: 'view_item',
  detail: 'view_item',
  product_list_viewed: 'view_item_list',
  view_category: 'view_item_list',
  product_click: 'select_item',
  product_clicked: 'select_item',
  add_to_basket: 'add_to_cart',
  add_to_bag: 'add_to_cart',
  cart_add: 'add_to_cart',
  product_added: 'add_to_cart',
  remove_from_basket: 'remove_from_cart',
  cart_remove: 'remove_from_cart',
  product_removed: 'remove_from_cart',
  wishlist_add: 'add_to_wishlist',
  cart_view: 'view_cart',
  view_basket: 'view_cart',
  cart: 'view_cart',
  checkout: 'begin_checkout',
  initiate_checkout: 'begin_checkout',
  checkout_started: 'begin_checkout',
  order: 'purchase',
  transaction: 'purchase',
  order_completed: 'purchase',
  order_refunded: 'refund',
  site_search: 'search',
  search_results: 'view_search_results',
  signup: 'sign_up',
  register: 'sign_up',
  complete_registration: 'sign_up',
  log_in: 'login',
}

const NAMES = new Map<string, EventName>(EVENT_NAMES.map(name => [name, name]))
const LOOSE = new Map<string, EventName>([...Object.entries(ALIASES), ...NAMES])

export function exactName(name: string): EventName | undefined {
  return NAMES.get(name)
}

/** `AddToCart`, `add-to-basket`, `Product Viewed` → ours. */
export function looseName(name: string): EventName | undefined {
  if (name.length > 64) return undefined
  const snake = name
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  return LOOSE.get(snake)
}
