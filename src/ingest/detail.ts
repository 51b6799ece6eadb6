import type { EventName, ShopEvent } from '../schema/event.ts'
import { LIMITS } from '../schema/limits.ts'
import type { Hearing, Loose } from './hearing.ts'

/** Which GA4 parameter holds the one detail of each act, the first present counting. */
const DETAILS: Partial<Record<EventName, string[]>> = {
  search: ['search_term', 'query'],
  view_search_results: ['search_term', 'query'],
  scroll: ['percent_scrolled'],
  login: ['method'],
  sign_up: ['method'],
  view_promotion: ['promotion_name', 'promotion_id', 'creative_name'],
  select_promotion: ['promotion_name', 'promotion_id', 'creative_name'],
  select_content: ['content_id', 'content_type'],
  view_item_list: ['item_list_name', 'item_list_id'],
  select_item: ['item_list_name', 'item_list_id'],
  add_shipping_info: ['shipping_tier'],
  add_payment_info: ['payment_type'],
  select_size: ['size'],
  filter: ['filter'],
  sort: ['sort'],
  user_engagement: ['engagement_time_msec'],
}

/** Numbers that are texts here by nature: no repair worth telling. */
const COUNTED = new Set(['percent_scrolled', 'engagement_time_msec'])

/** `detail` and `results`; the words of a search also from its page. */
export function readDetail(raw: Loose, params: Loose, event: ShopEvent, hearing: Hearing): void {
  const detail =
    readOwn(raw, hearing) ?? readNamed(params, event.name, hearing) ?? searchOfPage(event)
  if (detail !== undefined) event.detail = detail
  const results = params.results ?? params.number_of_results ?? params.search_results
  const count = hearing.whole(results, 'results', 0, LIMITS.bodyBytes)
  if (count !== undefined) event.results = count
}

function readOwn(raw: Loose, hearing: Hearing): string | undefined {
  if (raw.detail === undefined) return undefined
  const { inside } = hearing
  hearing.inside = ''
  const detail = hearing.text(raw.detail, 'detail')
  hearing.inside = inside
  return detail
}

function readNamed(params: Loose, name: EventName, hearing: Hearing): string | undefined {
  for (const field of DETAILS[name] ?? []) {
    const value = params[field]
    if (typeof value === 'number' && COUNTED.has(field)) return String(value)
    const text = hearing.text(value, field)
    if (text !== undefined) return text
  }
  return undefined
}

function searchOfPage(event: ShopEvent): string | undefined {
  const isSearch = event.name === 'search' || event.name === 'view_search_results'
  return isSearch ? event.page?.search : undefined
}
