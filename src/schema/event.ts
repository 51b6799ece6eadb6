import { type Static, Type } from 'typebox'
import { LIMITS } from './limits.ts'

/**
 * An event as Vitrine keeps it: checked, repaired, in our units. What arrives
 * (GA4 pushes, Segment calls, click logs) is brought to this shape by `ingest`
 * and by nothing else; everything behind the log reads only this.
 *
 * Money is integer minor units of `currency`. Times are milliseconds since 1970.
 */

/** GA4 names first, then ours. An unknown name is refused: a typo must not vanish in the data. */
export const EVENT_NAMES = [
  'page_view',
  'view_item_list',
  'select_item',
  'view_item',
  'add_to_wishlist',
  'add_to_cart',
  'remove_from_cart',
  'view_cart',
  'begin_checkout',
  'add_shipping_info',
  'add_payment_info',
  'purchase',
  'refund',
  'view_promotion',
  'select_promotion',
  'search',
  'view_search_results',
  'select_content',
  'login',
  'sign_up',
  'scroll',
  'user_engagement',
  // Ours: what GA4 has no word for.
  'tab_hidden',
  'tab_visible',
  'select_size',
  'filter',
  'sort',
  'read_reviews',
  'read_delivery',
  'impression', // one of our placements was seen
  'click', // one of our items was chosen
  'dismiss', // one of our nudges was closed
  'snooze', // one of our nudges was put off: not now
  'consent',
  'store_visit',
  'email_click',
  'call',
  'chat',
] as const
export type EventName = (typeof EVENT_NAMES)[number]

export const PAGE_TYPES = [
  'home',
  'category',
  'product',
  'search',
  'cart',
  'checkout',
  'confirmation',
  'content',
  'account',
  'other',
] as const
export type PageType = (typeof PAGE_TYPES)[number]

export const CHANNELS = ['web', 'app', 'server', 'shop', 'email', 'chat', 'call', 'import'] as const
export type Channel = (typeof CHANNELS)[number]

const Id = Type.String({ minLength: 1, maxLength: LIMITS.id })
const Text = Type.String({ maxLength: LIMITS.text })
const Minor = Type.Integer({ minimum: -1e12, maximum: 1e12 })
const closed = { additionalProperties: false }
const oneOf = <T extends string>(values: readonly T[]) => Type.Enum([...values] as [T, ...T[]])

/** Where the visitor is. `url` is path and query, without host and fragment. */
export const Page = Type.Object(
  {
    type: oneOf(PAGE_TYPES),
    url: Type.Optional(Type.String({ maxLength: LIMITS.url })),
    title: Type.Optional(Text),
    /** Full address of the page before, as the browser tells it. */
    referrer: Type.Optional(Type.String({ maxLength: LIMITS.url })),
    /** Category path of the shop, `Ski > Boots`. */
    category: Type.Optional(Text),
    /** Item id of a product page. */
    item: Type.Optional(Id),
    /** Search words of a search page. */
    search: Type.Optional(Text),
    /** BCP 47, `fr` or `fr-FR`. */
    locale: Type.Optional(Type.String({ maxLength: 35 })),
  },
  closed,
)
export type Page = Static<typeof Page>

export const Campaign = Type.Object(
  {
    source: Type.Optional(Text),
    medium: Type.Optional(Text),
    name: Type.Optional(Text),
    term: Type.Optional(Text),
    content: Type.Optional(Text),
  },
  closed,
)
export type Campaign = Static<typeof Campaign>

/** What the request itself tells of the device; never the address of the visitor. */
export const Context = Type.Object(
  {
    device: Type.Optional(oneOf(['mobile', 'tablet', 'desktop'] as const)),
    os: Type.Optional(Type.String({ maxLength: 32 })),
    browser: Type.Optional(Type.String({ maxLength: 32 })),
    /** Width of the window in CSS pixels. */
    width: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    language: Type.Optional(Type.String({ maxLength: 35 })),
    country: Type.Optional(Type.String({ maxLength: 2 })),
    region: Type.Optional(Type.String({ maxLength: 64 })),
    campaign: Type.Optional(Campaign),
  },
  closed,
)
export type Context = Static<typeof Context>

/** One line of an event. `id` is what the shop sent: an item or a SKU, the catalogue knows which. */
export const EventItem = Type.Object(
  {
    id: Id,
    /** Price of one unit, minor units of the event's currency. */
    price: Type.Optional(Minor),
    quantity: Type.Optional(Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 })),
    name: Type.Optional(Text),
    brand: Type.Optional(Text),
    category: Type.Optional(Text),
    variant: Type.Optional(Text),
    /** Where in the list it stood, from 0. */
    index: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  },
  closed,
)
export type EventItem = Static<typeof EventItem>

export const Transaction = Type.Object(
  {
    id: Id,
    tax: Type.Optional(Minor),
    shipping: Type.Optional(Minor),
    coupon: Type.Optional(Text),
    /**
     * Of history: which telling of the order this belongs to, and the how-manieth part of it. An
     * order of many lines, or whose lines lie far apart in their file, comes in parts.
     */
    telling: Type.Optional(Type.String({ maxLength: 36 })),
    part: Type.Optional(Type.Integer({ minimum: 0, maximum: 65_535 })),
    /** Which refund of the order this is, by its time as the file writes it; absent where `id` is the refund's own. */
    refund: Type.Optional(Type.String({ maxLength: 40 })),
  },
  closed,
)
export type Transaction = Static<typeof Transaction>

export const ShopEvent = Type.Object(
  {
    name: oneOf(EVENT_NAMES),
    /** Visitor key (see `core/visitor-key.ts`). Absent in this-page-only and anonymous traffic. */
    visitor: Type.Optional(Id),
    /** The event's own time, corrected for the clock of the sender. */
    time: Type.Integer({ minimum: 0 }),
    channel: oneOf(CHANNELS),
    page: Type.Optional(Page),
    context: Type.Optional(Context),
    items: Type.Optional(Type.Array(EventItem, { maxItems: LIMITS.items })),
    currency: Type.Optional(Type.String({ minLength: 3, maxLength: 3 })),
    /** Total of the event without shipping, minor units. */
    value: Type.Optional(Minor),
    transaction: Type.Optional(Transaction),
    /** Search words, filter or sort chosen, size chosen, depth scrolled: the one detail of the act. */
    detail: Type.Optional(Text),
    results: Type.Optional(Type.Integer({ minimum: 0 })),
    /** `decisionId` of the placement this event answers. */
    decision: Type.Optional(Type.String({ maxLength: 64 })),
    placement: Type.Optional(Id),
    /** Robots are kept and left out of learning; the word says how they were recognised. */
    robot: Type.Optional(oneOf(['declared', 'behaviour'] as const)),
    /** One of the shop's own people did it: kept, and left out of learning. */
    staff: Type.Optional(Type.Boolean()),
    /** True when a server key vouches for it. Orders from a public key are unverified. */
    verified: Type.Boolean(),
    /** Codes of what was repaired, `price_text`. See `ingest/repairs.ts`. */
    repairs: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 32 })),
    consent: Type.Optional(oneOf(['personal', 'measure', 'page'] as const)),
  },
  closed,
)
export type ShopEvent = Static<typeof ShopEvent>

/**
 * The consent of a visitor. `personal`: a profile that follows them from visit to
 * visit. `measure`: anonymous counts, no profile. `page`: nothing is kept.
 */
export type Consent = 'personal' | 'measure' | 'page'
