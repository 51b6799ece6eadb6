import { uuidV5 } from '../core/visitor-key.ts'
import type { EventName } from '../schema/event.ts'
import { LIMITS } from '../schema/limits.ts'
import { isObject, type Loose } from './hearing.ts'
import { SEGMENT_NAMES } from './segment-names.ts'

/** A message as an event of `POST /v1/events`. */
export function eventOf(message: Loose): Loose {
  const properties = isObject(message.properties) ? message.properties : {}
  const name = nameOfAct(message)
  const event: Loose = {
    id: typeof message.messageId === 'string' ? idOf(message.messageId) : undefined,
    name,
    time: message.timestamp ?? message.originalTimestamp,
    channel: CHANNELS.get(message.channel),
    params: { ...pageOf(message, properties), ...dealOf(name, properties) },
  }
  if (message.type === 'screen') {
    event.page = { type: 'other', title: message.name ?? properties.name }
  }
  return event
}

const CHANNELS = new Map<unknown, string>([
  ['server', 'server'],
  ['browser', 'web'],
  ['mobile', 'app'],
])

function idOf(messageId: string): string | undefined {
  return messageId === '' ? undefined : uuidV5('event', messageId)
}

function nameOfAct(message: Loose): unknown {
  if (message.type !== 'track') return 'page_view'
  const told = message.event
  if (typeof told !== 'string' || told.length > 64) return told
  return SEGMENT_NAMES.get(told.trim().toLowerCase()) ?? told
}

function pageOf(message: Loose, properties: Loose): Loose {
  const around = isObject(message.context) && isObject(message.context.page)
  const page = around ? ((message.context as Loose).page as Loose) : {}
  const own = message.type === 'page' ? properties : {}
  return {
    page_location: own.url ?? own.path ?? page.url ?? page.path,
    page_title: own.title ?? page.title,
    page_referrer: own.referrer ?? page.referrer,
  }
}

/** Acts whose properties are the product itself. */
const ONE_PRODUCT = new Set<unknown>([
  'view_item',
  'select_item',
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
] satisfies EventName[])

function dealOf(name: unknown, properties: Loose): Loose {
  const { products } = properties
  const items = Array.isArray(products)
    ? products.slice(0, LIMITS.items + 1).map(itemOf)
    : ONE_PRODUCT.has(name)
      ? [itemOf(properties)]
      : undefined
  return {
    items,
    currency: properties.currency,
    // Segment's `total` holds shipping and tax; it serves only when nothing better is told.
    value: properties.value ?? properties.revenue ?? properties.subtotal ?? lastResort(properties),
    transaction_id: properties.order_id,
    tax: properties.tax,
    shipping: properties.shipping,
    coupon: properties.coupon,
    search_term: properties.query,
    promotion_name: properties.name,
    item_list_name: properties.category ?? properties.list_id,
    filter: Array.isArray(properties.filters) ? filterText(properties.filters) : undefined,
    method: properties.method,
  }
}

/** The sum of the lines is better, where every line has its price. */
function lastResort({ products, total }: Loose): unknown {
  const isPriced = Array.isArray(products) && products.length > 0 && products.every(hasPrice)
  return isPriced ? undefined : total
}

function hasPrice(product: unknown): boolean {
  return isObject(product) && (product.price ?? '') !== ''
}

function itemOf(product: unknown): unknown {
  if (!isObject(product)) return product
  return {
    item_id: product.product_id ?? product.id ?? product.sku,
    item_name: product.name,
    item_brand: product.brand,
    item_category: product.category,
    item_variant: product.variant,
    price: product.price,
    quantity: product.quantity,
    index: product.position,
  }
}

function filterText(filters: unknown[]): string {
  const pairs = filters.slice(0, 8).filter(isObject)
  return pairs.map(f => `${String(f.type).slice(0, 20)}=${String(f.value).slice(0, 20)}`).join(' ')
}

/** Segment's `context` in our words. */
export function contextOf(message: Loose, body: Loose): Loose {
  const context = isObject(message.context)
    ? message.context
    : isObject(body.context)
      ? body.context
      : {}
  const screen = isObject(context.screen) ? context.screen : {}
  const device = isObject(context.device) ? context.device : {}
  const location = isObject(context.location) ? context.location : {}
  return {
    userAgent: context.userAgent,
    language: context.locale,
    width: screen.width,
    device: device.type === 'ios' || device.type === 'android' ? 'mobile' : device.type,
    campaign: context.campaign,
    country: location.country,
  }
}
