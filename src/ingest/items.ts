import type { EventItem, EventName } from '../schema/event.ts'
import { LIMITS } from '../schema/limits.ts'
import { type Hearing, isObject, type Loose } from './hearing.ts'

/** Most of one item in one line. */
const QUANTITY = 1_000_000

/** GA4 `items` → ours. `inside` of the hearing is where the list lies; it is left as it was. */
export function readItems(
  value: unknown,
  name: EventName,
  currency: string,
  hearing: Hearing,
): EventItem[] | undefined {
  if (value === undefined || value === null) return undefined
  let list = value
  if (isObject(value)) {
    list = [value]
    hearing.repair('items_single', 'items')
  }
  if (!Array.isArray(list)) return hearing.refuse('items', 'wrong_type', 'Send a list of items.')
  if (list.length > LIMITS.items) {
    const reason = `Send at most ${LIMITS.items} items; this has ${list.length}.`
    return hearing.refuse('items', 'too_many', reason)
  }
  const outside = hearing.inside
  hearing.inside = `${outside}/items`
  const items: EventItem[] = []
  for (let i = 0; i < list.length; i++) {
    hearing.item = i
    items.push(readItem(list[i], name, currency, hearing))
  }
  hearing.inside = outside
  hearing.item = -1
  return items.length === 0 ? undefined : items
}

function readItem(raw: unknown, name: EventName, currency: string, hearing: Hearing): EventItem {
  if (!isObject(raw)) return hearing.refuse('', 'wrong_type', 'An item is an object with item_id.')
  const item: EventItem = { id: readId(raw, hearing) }
  const price = readUnitPrice(raw, name, currency, hearing)
  if (price !== undefined) item.price = price
  const quantity = readQuantity(raw.quantity, name, hearing)
  if (quantity !== undefined) item.quantity = quantity
  const title = hearing.text(raw.item_name ?? raw.name, 'item_name')
  if (title !== undefined) item.name = title
  const brand = hearing.text(raw.item_brand ?? raw.brand, 'item_brand')
  if (brand !== undefined) item.brand = brand
  const category = readCategory(raw, hearing)
  if (category !== undefined) item.category = category
  const variant = hearing.text(raw.item_variant ?? raw.variant, 'item_variant')
  if (variant !== undefined) item.variant = variant
  const index = hearing.whole(raw.index, 'index', 0, 100_000)
  if (index !== undefined) item.index = index
  return item
}

function readId(raw: Loose, hearing: Hearing): string {
  const id = hearing.id(raw.item_id, 'item_id')
  if (id !== undefined) return id
  for (const older of ['id', 'product_id', 'sku']) {
    const found = hearing.id(raw[older], older)
    if (found === undefined) continue
    hearing.repair('field_alias', older, older, 'item_id')
    return found
  }
  const title = hearing.id(raw.item_name ?? raw.name, 'item_name')
  if (title === undefined) {
    return hearing.refuse('item_id', 'missing', 'An item needs item_id, as in your product feed.')
  }
  hearing.repair('item_id_from_name', 'item_id', undefined, title)
  return title
}

function readUnitPrice(raw: Loose, name: EventName, currency: string, hearing: Hearing) {
  const price = hearing.money(raw.price, 'price', currency)
  if (price === undefined || price >= 0) return price
  if (name === 'refund') {
    hearing.repair('sign', 'price', price, -price)
    return -price
  }
  const reason = 'A price may not be negative: send reductions in the price itself or as a coupon.'
  return hearing.refuse('price', 'negative', reason)
}

function readQuantity(value: unknown, name: EventName, hearing: Hearing): number | undefined {
  const least = name === 'refund' ? -QUANTITY : 0
  const quantity = hearing.whole(value, 'quantity', least, QUANTITY)
  if (quantity === undefined || quantity >= 0) return quantity
  hearing.repair('sign', 'quantity', quantity, -quantity)
  return -quantity
}

const DEEPER = ['item_category2', 'item_category3', 'item_category4', 'item_category5'] as const

/** The five levels of GA4 as one path, `Ski > Boots`. */
function readCategory(raw: Loose, hearing: Hearing): string | undefined {
  const root = hearing.text(raw.item_category ?? raw.category, 'item_category')
  if (root === undefined || raw.item_category2 === undefined) return root
  let path = root
  for (const field of DEEPER) {
    const step = hearing.text(raw[field], field)
    if (step !== undefined) path += ` > ${step}`
  }
  return path.length <= LIMITS.text
    ? path
    : hearing.refuse(
        'item_category',
        'too_long',
        `A category path has at most ${LIMITS.text} characters.`,
      )
}

/** Sum of the lines, a missing quantity counting one; undefined when a price is missing. */
export function totalOf(items: readonly EventItem[]): number | undefined {
  let total = 0
  for (const item of items) {
    if (item.price === undefined) return undefined
    total += item.price * (item.quantity ?? 1)
  }
  return Math.abs(total) <= 1e12 ? total : undefined
}
