import { hash32 } from '../../core/hash.ts'
import type { EventItem, EventName, ShopEvent } from '../../schema/event.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { type Act, type ActKind, DETAIL_CHARACTERS } from './act.ts'
import { arrivalOf, tidy } from './source.ts'

/**
 * Which acts an event is. What is not named leaves no act: lists and promotions merely
 * seen, steps inside a checkout, seconds of attention. Impressions are noted where the
 * decision is (`shown.ts`).
 */
const KINDS: Partial<Record<EventName, ActKind>> = {
  page_view: 'page',
  view_item: 'view',
  add_to_wishlist: 'wish',
  add_to_cart: 'cart',
  remove_from_cart: 'uncart',
  view_cart: 'view_cart',
  begin_checkout: 'checkout',
  purchase: 'buy',
  refund: 'refund',
  search: 'search',
  view_search_results: 'search',
  select_promotion: 'promo',
  select_content: 'content',
  login: 'login',
  sign_up: 'login',
  scroll: 'scroll',
  tab_hidden: 'hide',
  tab_visible: 'show',
  select_size: 'size',
  filter: 'filter',
  sort: 'sort',
  read_reviews: 'reviews',
  read_delivery: 'delivery',
  click: 'click',
  dismiss: 'dismiss',
  store_visit: 'store_visit',
  email_click: 'email',
  call: 'call',
  chat: 'chat',
}

/** Lines of one event that become acts; the value of the others goes to the last. */
const MOST_LINES = 8
/** Acts that speak of each of their items; the others of the first only. */
const BY_LINE: ReadonlySet<ActKind> = new Set(['cart', 'uncart', 'buy', 'past_buy', 'refund'])

/**
 * An order or refund out of a shop's files: nobody was here. It begins no visit and belongs to
 * no experiment; what was bought, and when, it tells as any other.
 */
export function isHistory({ channel, name }: ShopEvent): boolean {
  return channel === 'import' && (name === 'purchase' || name === 'refund')
}

export function actsOf(event: ShopEvent, position: number, catalogue: CatalogueView): Act[] {
  const kind = event.name === 'purchase' && isHistory(event) ? 'past_buy' : KINDS[event.name]
  if (kind === undefined) return []
  if (kind === 'scroll' && event.page?.type !== 'content') return []
  const first = actOf(event, kind, position, catalogue)
  return BY_LINE.has(kind) && event.items?.length ? lines(first, event, catalogue) : [first]
}

function actOf(event: ShopEvent, kind: ActKind, position: number, catalogue: CatalogueView): Act {
  const arrival = kind === 'page' ? arrivalOf(event.context) : undefined
  const item = itemOf(event.items?.[0]?.id ?? event.page?.item, catalogue)
  return {
    kind,
    time: event.time,
    position,
    line: 0,
    item,
    category: categoryOf(item, event.items?.[0], event, catalogue),
    page: event.page?.type ?? '',
    source: arrival?.source ?? '',
    value: worthOf(kind, item, event, catalogue),
    ref: arrival?.campaign ?? refOf(kind === 'buy' ? event.transaction?.id : event.decision),
    detail: arrival?.term ? cut(arrival.term) : wordsOf(event),
  }
}

/** Money of an order without lines; of a look, whether the price was a reduced one. */
function worthOf(kind: ActKind, item: number, event: ShopEvent, catalogue: CatalogueView): number {
  if (kind === 'buy' || kind === 'past_buy' || kind === 'refund') return Math.abs(event.value ?? 0)
  if (kind !== 'view' || item < 0) return 0
  return catalogue.struckPrice(item, event.time) > 0 ? 1 : 0
}

function lines(first: Act, event: ShopEvent, catalogue: CatalogueView): Act[] {
  const perUnit = first.kind === 'cart' || first.kind === 'uncart'
  // Line 0 counts the order: a further part of it is no order of its own.
  const from = event.transaction?.part ? 1 : 0
  const acts = event.items!.slice(0, MOST_LINES).map((line, index) => {
    const item = itemOf(line.id, catalogue)
    const count = perUnit ? 1 : Math.abs(line.quantity ?? 1)
    return {
      ...first,
      line: from + index,
      item,
      category: categoryOf(item, line, event, catalogue),
      value: Math.abs(line.price ?? 0) * count,
    }
  })
  if (!perUnit) balance(acts, event)
  return acts
}

/** What the lines do not explain (an absent price, the ninth line) belongs to the last one. */
function balance(acts: Act[], event: ShopEvent): void {
  const told =
    event.value ??
    event.items!.reduce((sum, line) => sum + (line.price ?? 0) * (line.quantity ?? 1), 0)
  const explained = acts.reduce((sum, act) => sum + act.value, 0)
  const missing = Math.abs(told) - explained
  if (missing > 0) acts[acts.length - 1].value += missing
}

function itemOf(id: string | undefined, catalogue: CatalogueView): number {
  return id === undefined ? -1 : catalogue.intern(id)
}

/** The catalogue knows the category of its items; only where it does not, the event's word counts. */
function categoryOf(
  item: number,
  line: EventItem | undefined,
  event: ShopEvent,
  catalogue: CatalogueView,
): number {
  if (item >= 0 && catalogue.categoryOf(item) >= 0) return -1
  const told = line?.category ?? event.page?.category
  return told === undefined ? -1 : catalogue.findCategory(told)
}

/** The placement an event answers, or the order it tells, as a number small enough to keep. */
export function refOf(name: string | undefined): number {
  return name === undefined ? 0 : hash32(name) || 1
}

/** The words of an act, as far as they are kept. */
export function wordsOf(event: ShopEvent): string {
  return cut(detailOf(event))
}

function detailOf(event: ShopEvent): string {
  if (event.name === 'purchase') return event.transaction?.coupon ?? ''
  if (event.name === 'search' || event.name === 'view_search_results') {
    return tidy(event.detail ?? event.page?.search ?? '')
  }
  if (event.name === 'page_view') return tidy(event.page?.search ?? '')
  return event.detail ?? ''
}

/** Never through the middle of a character of two units. */
function cut(text: string): string {
  if (text.length <= DETAIL_CHARACTERS) return text.toWellFormed()
  return text
    .slice(0, DETAIL_CHARACTERS)
    .replace(/[\uD800-\uDBFF]$/, '')
    .toWellFormed()
}
