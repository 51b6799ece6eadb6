import type { EventName, ShopEvent } from '../schema/event.ts'
import type { Hearing } from './hearing.ts'

/** Acts upon an item: without one they say nothing. */
const ABOUT_ITEM = new Set<EventName>([
  'view_item',
  'select_item',
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
])
const ANSWERS = new Set<EventName>(['impression', 'click', 'dismiss'])
const SEARCHES = new Set<EventName>(['search', 'view_search_results'])

/**
 * What each name needs to mean anything. `inside` of the hearing is where GA4's
 * parameters lie, so that the pointer names the place to put the missing field.
 */
export function requireFields(event: ShopEvent, hearing: Hearing): void {
  if (ABOUT_ITEM.has(event.name) && !event.items) requireItem(event, hearing)
  if (event.name === 'purchase' && !event.items && event.value === undefined) {
    hearing.refuse('items', 'missing', 'Purchase without content: send items, or at least value.')
  }
  if (SEARCHES.has(event.name) && event.detail === undefined) {
    hearing.refuse('search_term', 'missing', 'A search without words: send search_term.')
  }
  if (ANSWERS.has(event.name) && event.decision === undefined) {
    hearing.inside = ''
    const reason = 'Echo the decisionId of the placement that was answered, as decision.'
    hearing.refuse('decision', 'missing', reason)
  }
}

function requireItem(event: ShopEvent, hearing: Hearing): void {
  const item = event.page?.item
  if (item === undefined) {
    const reason = `${event.name} is about an item: send items with an item_id.`
    hearing.refuse('items', 'missing', reason)
  }
  event.items = [{ id: item }]
  hearing.repair('item_from_page', 'items', undefined, item)
}
