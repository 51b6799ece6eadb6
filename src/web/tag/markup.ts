import type { PageType } from '../../schema/event.ts'
import { quietly } from './faults.ts'
import { isObject, type Params } from './ga4.ts'
import { ownProduct, productId } from './own-product.ts'

/** What a page says of itself in its markup. */
export interface Markup {
  type?: PageType
  item?: string
  category?: string
  /** A product page's own product as the params of a `view_item`, for shops that push none. */
  product?: Params
}

const TYPES: [PageType, RegExp][] = [
  ['search', /^SearchR/],
  ['category', /^Collec/],
  ['content', /Article$/],
]

/** JSON-LD first, Open Graph where it is silent. */
export function readMarkup(): Markup {
  const things: Params[] = []
  for (const { textContent } of scripts()) {
    quietly(() => gather(JSON.parse(textContent), things))
  }
  const product = ownProduct(things)
  const type = product ? 'product' : TYPES.find(([, pattern]) => find(things, pattern))?.[0]
  const item = (product && productId(product)) ?? (meta('product:retailer_item_id') || undefined)
  return {
    type: type ?? (/product/.test(meta('og:type')) ? 'product' : undefined),
    item,
    category: categoryOf(find(things, /^BreadcrumbList/), product?.name),
    product: product && item ? viewOf(product, item) : undefined,
  }
}

/** The text of all structured data: a single-page app often leaves the last page's behind. */
export function markupText(): string {
  return scripts()
    .map(script => script.textContent)
    .join()
}

function scripts(): Element[] {
  return [...document.querySelectorAll('script[type="application/ld+json"]')]
}

/** A thing, a list of things, a `@graph` of things, the main thing of a page. */
function gather(value: unknown, into: Params[]): void {
  if (Array.isArray(value)) for (const one of value) gather(one, into)
  else if (isObject(value)) {
    into.push(value)
    gather([value['@graph'], value.mainEntity, value.breadcrumb], into)
  }
}

function find(things: Params[], type: RegExp): Params | undefined {
  return things.find(thing => [thing['@type']].flat().some(one => type.test(String(one))))
}

function viewOf({ name, brand, offers }: Params, item_id: string): Params {
  const offer = ([offers].flat()[0] ?? {}) as Params
  const item_brand = isObject(brand) ? brand.name : brand
  const price = offer.price ?? offer.lowPrice
  return { currency: offer.priceCurrency, items: [{ item_id, item_name: name, item_brand, price }] }
}

/** `Home > Ski > Boots > Flex 100` is the category `Ski > Boots`: neither the door nor the thing itself. */
function categoryOf(list: Params | undefined, product: unknown): string | undefined {
  const crumbs = [list?.itemListElement].flat().filter(isObject)
  const names = crumbs.map(({ name, item }) => name ?? (isObject(item) ? item.name : undefined))
  if (/^(accueil|home)$/i.test(String(names[0]))) names.shift()
  if (product === names.at(-1)) names.pop()
  return names.join(' > ') || undefined
}

function meta(property: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[property="${property}"]`)?.content ?? ''
}
