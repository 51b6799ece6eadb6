import { VISIT_GAP_MS } from '../../core/clock.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { LiveRow, Say } from '../../schema/live.ts'

/** What is remembered of one visit, so that its next act can be told as a sentence. */
export interface Visit {
  visitor: string
  lastAt: number
  /** Visit number; 0 when not known. */
  number: number
  source?: Say
  /** Distinct items looked at, newest last; at most 12. */
  viewed: string[]
  /** Category path looked at last. */
  category?: string
  searched?: string
  /** What the visitor reads or does on the page they are on. */
  aside?: 'reviews' | 'delivery' | 'guide'
  /** Minor units of `currency`; NaN once a price was missing. */
  cart: number
  currency: string
  /** Row of the stream that tells the present act, and when it began. */
  row?: LiveRow
}

/** Visits by visitor, the longest silent forgotten first. */
export class Visits {
  readonly #visits = new Map<string, Visit>()
  readonly #capacity: number

  constructor(capacity = 20_000) {
    this.#capacity = capacity
  }

  /** The visit this event belongs to, and whether it opens it. */
  of(visitor: string, event: ShopEvent, time: number): { visit: Visit; isNew: boolean } {
    const known = this.#visits.get(visitor)
    this.#visits.delete(visitor)
    const isNew = known === undefined || time - known.lastAt > VISIT_GAP_MS || isEntry(event, known)
    const visit = isNew ? open(visitor, known) : known
    visit.lastAt = time
    this.#visits.set(visitor, visit)
    keepNewest(this.#visits, this.#capacity)
    return { visit, isNew }
  }

  get(visitor: string): Visit | undefined {
    return this.#visits.get(visitor)
  }

  forget(isTheirs: (visitor: string) => boolean): void {
    for (const visitor of this.#visits.keys()) if (isTheirs(visitor)) this.#visits.delete(visitor)
  }
}

/**
 * Forget a map's oldest entries, a tenth at once: each walk from a map's start
 * passes over what was deleted there before, so one at a time costs the square.
 */
export function keepNewest(map: Map<string, unknown>, capacity: number): void {
  if (map.size <= capacity * 1.1) return
  for (const key of map.keys()) {
    if (map.size <= capacity) return
    map.delete(key)
  }
}

/** A cart outlives the visit it was filled in. */
function open(visitor: string, before: Visit | undefined): Visit {
  const cart = before?.cart ?? 0
  return {
    visitor,
    lastAt: 0,
    number: 0,
    viewed: [],
    cart,
    currency: before?.currency ?? 'EUR',
  }
}

/** A click in an e-mail opens a visit of its own, unless one has just begun. */
function isEntry(event: ShopEvent, known: Visit): boolean {
  return event.name === 'email_click' && known.viewed.length > 0
}

/** Bring the facts of an event into its visit. */
export function remember(
  visit: Visit,
  event: ShopEvent,
  categoryOf: (item: string) => string | undefined,
): void {
  if (event.currency !== undefined) visit.currency = event.currency
  switch (event.name) {
    case 'page_view':
    case 'view_item_list':
      visit.aside = event.page?.type === 'content' ? 'guide' : undefined
      if (event.page?.category !== undefined) visit.category = event.page.category
      if (event.page?.type === 'product' && event.page.item)
        look(visit, event.page.item, categoryOf)
      return
    case 'view_item':
      visit.aside = undefined
      for (const { id } of event.items ?? []) look(visit, id, categoryOf)
      return
    case 'search':
    case 'view_search_results':
      visit.searched = event.detail ?? event.page?.search
      return
    case 'read_reviews':
      visit.aside = 'reviews'
      return
    case 'read_delivery':
      visit.aside = 'delivery'
      return
    case 'select_content':
      visit.aside = 'guide'
      return
    case 'add_to_cart':
      visit.cart += totalOf(event)
      return
    case 'remove_from_cart':
      visit.cart = Math.max(0, visit.cart - totalOf(event))
      return
    case 'view_cart':
    case 'begin_checkout':
      if (!Number.isNaN(totalOf(event))) visit.cart = totalOf(event)
      return
    case 'purchase':
      visit.cart = 0
  }
}

function look(visit: Visit, item: string, categoryOf: (item: string) => string | undefined): void {
  const before = visit.viewed.indexOf(item)
  if (before >= 0) visit.viewed.splice(before, 1)
  visit.viewed.push(item)
  visit.searched = undefined // found: the item tells more than the words
  if (visit.viewed.length > 12) visit.viewed.shift()
  visit.category = categoryOf(item) ?? visit.category
}

/** Value of an event in minor units; NaN when a price is missing. */
export function totalOf(event: ShopEvent): number {
  if (event.value !== undefined) return event.value
  if (!event.items?.length) return Number.NaN
  return event.items.reduce((sum, { price, quantity }) => {
    return sum + (price ?? Number.NaN) * (quantity ?? 1)
  }, 0)
}
