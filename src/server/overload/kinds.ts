/**
 * What may be put off when there is too much to do, in the order in which it is: an
 * impression can come again in a minute, a click soon after, a page view later. Carts,
 * orders and what people say about themselves are never put off.
 */
export const SHEDDABLE = ['impression', 'click', 'page', 'decision'] as const
export type Sheddable = (typeof SHEDDABLE)[number]
export type Kind = Sheddable | 'dear'

/** The kind of an event as it was sent; whatever has no name we know is refused anyway, and cheaply. */
export function kindOf(event: unknown): Kind {
  const name = (event as { name?: unknown } | null)?.name
  return (typeof name === 'string' && KINDS.get(name)) || 'page'
}

/** The kind of a Segment message: its `track` calls carry the shop's own names. */
export function kindOfCall(call: string, message: unknown): Kind {
  const { type = call, event } = (message ?? {}) as { type?: unknown; event?: unknown }
  if (type === 'identify' || type === 'alias' || type === 'group') return 'dear'
  return type === 'track' && typeof event === 'string' && DEAR_WORD.test(event) ? 'dear' : 'page'
}

/** May this body hold something dear? Looks at its bytes alone: wrong only by letting too much in. */
export function mayBeDear(body: Buffer): boolean {
  return DEAR_WORD.test(body.toString('latin1'))
}

const DEAR_WORD =
  /cart|checkout|purchase|refund|order|_info|wishlist|login|sign_up|consent|identify|alias|group/i

const DEAR = [
  'add_to_wishlist',
  'add_to_cart',
  'remove_from_cart',
  'view_cart',
  'begin_checkout',
  'add_shipping_info',
  'add_payment_info',
  'purchase',
  'refund',
  'login',
  'sign_up',
  'consent',
  // Their word, and rare: a nudge that comes back because it was lost is the worst of all.
  'dismiss',
  'snooze',
]
const IMPRESSIONS = ['impression', 'view_promotion', 'scroll', 'user_engagement', 'tab_hidden']
const CLICKS = ['click', 'select_item', 'select_promotion', 'select_content']

const KINDS = new Map<string, Kind>([
  ...DEAR.map(name => [name, 'dear'] as const),
  ...[...IMPRESSIONS, 'tab_visible'].map(name => [name, 'impression'] as const),
  ...CLICKS.map(name => [name, 'click'] as const),
])
