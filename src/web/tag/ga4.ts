import type { EventName } from '../../schema/event.ts'

/** GA4's names, and what travels with them: the shop's words for its goods, never a person's. */
export type Params = Record<string, unknown>

/** Page views, scrolling and engagement are left out: the tag sees them itself. */
const EVENTS =
  /^(view_(item(_list)?|cart|promotion|search_results)|select_(item|promotion|content)|add_(to_(cart|wishlist)|(shipping|payment)_info)|remove_from_cart|begin_checkout|purchase|refund|search|login|sign_up)$/
const FIELDS =
  /^(currency|value|transaction_id|tax|shipping(_tier)?|payment_type|coupon|discount|(promotion|item_list)_(id|name)|content_(id|type)|item_(id|name|brand|category\d?|variant)|price|quantity|index|id)$/
const MOST_ITEMS = 200

/**
 * The event in one entry of a data layer: an object `{event, ecommerce}`, or the
 * `arguments` of `gtag('event', name, params)`. `waiting` is an `ecommerce` object
 * that was pushed before its event. Anything else is undefined.
 */
export function readPush(entry: Params, waiting?: unknown): [EventName, Params] | undefined {
  const [name, given] =
    entry[0] === 'event'
      ? [entry[1], entry[2]]
      : [entry.event, entry.ecommerce ?? entry.eventModel ?? waiting ?? entry]
  if (typeof name !== 'string' || !EVENTS.test(name)) return undefined
  // GA4 lets `search_term` stand beside `ecommerce` as well as in it.
  return [
    name as EventName,
    paramsOf(name, { search_term: entry.search_term, ...(given as Params) }),
  ]
}

/** Search words are the only typed text that passes, and only with a search. */
export function paramsOf(name: string, given: Params): Params {
  const params = fieldsOf(given)
  const { search_term } = given
  if (/search/.test(name) && !isObject(search_term)) params.search_term = search_term
  if (Array.isArray(given.items)) {
    params.items = given.items.slice(0, MOST_ITEMS).filter(isObject).map(fieldsOf)
  }
  return params
}

function fieldsOf(given: Params): Params {
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => FIELDS.test(key) && !isObject(value)),
  )
}

/** Ids of the items of some params, as the shop told them. */
export function itemIds({ items }: Params): string[] {
  return ((items ?? []) as Params[]).map(item => String(item.item_id ?? item.id ?? '')).filter(isId)
}

/** The server refuses a whole question for the sake of one that is none. */
export function isId(text?: string): boolean {
  return /^.{1,128}$/.test(text ?? '')
}

export function isObject(value: unknown): value is Params {
  return typeof value === 'object' && value !== null
}
