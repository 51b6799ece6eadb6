import { sampleOf } from '../../ingest/personal.ts'
import type { EventItem, ShopEvent } from '../../schema/event.ts'
import { fractionDigits } from './words.ts'

type Json = Record<string, unknown>

/**
 * An event as it is kept, written as its sender would have: GA4 names, major units,
 * in the order of what arrived, so that the two can be compared line by line.
 * Without what arrived, the plain GA4 form.
 */
export function inSendersWords(event: ShopEvent, arrived: unknown): Json {
  const kept = asGa4(event)
  return isJson(arrived) ? inOrderOf(arrived, kept) : kept
}

/** JSON with two spaces, personal fields blanked, at most 2 kB before spacing. */
export function pretty(value: unknown): string {
  const sample = typeof value === 'string' ? value : sampleOf(value)
  try {
    return JSON.stringify(JSON.parse(sample), null, 2)
  } catch {
    return sample // cut in the middle: shown as it is
  }
}

function asGa4(event: ShopEvent): Json {
  const major = majorOf(event.currency ?? 'EUR')
  return defined({
    name: event.name,
    time: event.time,
    page: event.page,
    currency: event.currency,
    value: major(event.value),
    transaction_id: event.transaction?.id,
    tax: major(event.transaction?.tax),
    shipping: major(event.transaction?.shipping),
    coupon: event.transaction?.coupon,
    items: event.items?.map(item => itemAsGa4(item, major)),
    search_term: /search/.test(event.name) ? event.detail : undefined,
    detail: /search/.test(event.name) ? undefined : event.detail,
    placement: event.placement,
    decision: event.decision,
    consent: event.consent,
    context: event.context,
  })
}

function itemAsGa4(item: EventItem, major: (minor?: number) => number | undefined): Json {
  return defined({
    item_id: item.id,
    item_name: item.name,
    item_brand: item.brand,
    item_category: item.category,
    item_variant: item.variant,
    price: major(item.price),
    quantity: item.quantity,
    index: item.index,
  })
}

/** Fields in the sender's order and place; what was not kept is left out, money that was added comes last. */
function inOrderOf(arrived: Json, kept: Json): Json {
  const told: Json = {}
  for (const [key, value] of Object.entries(arrived)) {
    if (key === 'id') told[key] = value
    else if (key === 'params' && isJson(value)) told[key] = inOrderOf(value, kept)
    else if (key === 'items' && Array.isArray(value)) told[key] = inOrderOfItems(value, kept.items)
    else if (isJson(value) && isJson(kept[key])) told[key] = inOrderOf(value, kept[key])
    else if (key in kept) told[key] = sameInstant(value, kept[key]) ? value : kept[key]
    else if (/^item_category\d$/.test(key)) told[key] = value
  }
  if ('items' in arrived) {
    for (const key of ['currency', 'value'])
      if (key in kept && !(key in told)) told[key] = kept[key]
  }
  return told
}

function inOrderOfItems(arrived: unknown[], kept: unknown): unknown[] {
  const items = Array.isArray(kept) ? kept : []
  return items.map((item, i) => (isJson(arrived[i]) ? inOrderOf(arrived[i], item) : item))
}

/** `2026-11-24T10:42:07Z` and its milliseconds are the same time. */
function sameInstant(arrived: unknown, kept: unknown): boolean {
  return typeof arrived === 'string' && typeof kept === 'number' && Date.parse(arrived) === kept
}

function majorOf(currency: string): (minor?: number) => number | undefined {
  const scale = 10 ** fractionDigits(currency)
  return minor => (minor === undefined ? undefined : minor / scale)
}

function defined(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
