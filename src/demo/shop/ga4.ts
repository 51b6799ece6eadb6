import type { Item, Language, Sku } from '../catalogue/shape.ts'
import { type CartLine, cartLines, type Moment, totals } from './moment.ts'
import { sizeText } from './sizes.ts'

/** What any shop with Google Analytics pushes: GA4 names, major units. */
export interface Push {
  event: string
  ecommerce?: Record<string, unknown>
  [parameter: string]: unknown
}

export const euros = (minor: number) => minor / 100

export function viewList(items: readonly Item[], list: string, language: Language): Push {
  return {
    event: 'view_item_list',
    ecommerce: {
      currency: 'EUR',
      item_list_id: list,
      items: items.map((item, index) => ({ ...itemOf(item, language), index, item_list_id: list })),
    },
  }
}

export function viewItem(item: Item, language: Language): Push {
  const items = [itemOf(item, language)]
  return { event: 'view_item', ecommerce: { currency: 'EUR', value: euros(item.price), items } }
}

export function viewResults(term: string, count: number): Push {
  return { event: 'view_search_results', search_term: term, results: count }
}

export function cartPush(event: string, lines: readonly CartLine[], language: Language): Push {
  const { value } = totals(lines)
  const items = lines.map(line => lineOf(line, language))
  return { event, ecommerce: { currency: 'EUR', value: euros(value), items } }
}

/** What the last form did, told by the page that follows it. */
export function toldPushes(moment: Moment): Push[] {
  const { session, shelves, language } = moment
  return session.told.flatMap(([event, sku, quantity]) => {
    if (event === 'purchase') return purchase(moment)
    return cartPush(event, cartLines(shelves, [[sku ?? '', quantity ?? 0]]), language)
  })
}

function purchase({ session, shelves, language }: Moment): Push[] {
  if (!session.order) return []
  const lines = cartLines(shelves, session.order.lines)
  const push = cartPush('purchase', lines, language)
  const value = totals(lines).value - (session.order.off ?? 0)
  Object.assign(push.ecommerce!, {
    value: euros(value),
    transaction_id: session.order.id,
    tax: Math.round(value - value / 1.2) / 100,
    shipping: euros(session.order.delivery),
  })
  return [push]
}

function itemOf(item: Item, language: Language) {
  const [first, second, third] = item.leaf.path.map(name => name[language])
  return {
    item_id: item.id,
    item_name: item.title[language],
    item_brand: item.brand.name,
    item_category: first,
    item_category2: second,
    item_category3: third,
    price: euros(item.price),
    ...(item.listPrice ? { discount: euros(item.listPrice - item.price) } : {}),
    quantity: 1,
  }
}

function lineOf({ item, sku, quantity }: CartLine, language: Language) {
  return {
    ...itemOf(item, language),
    item_id: sku.id,
    item_variant: variant(sku, language),
    quantity,
  }
}

export function variant(sku: Sku, language: Language): string {
  return [sku.colour.name[language], sku.size && sizeText(sku.size, language)]
    .filter(Boolean)
    .join(', ')
}
