import { ownProduct, type ProductThing, productId } from '../own-product.ts'

/** Something that cannot be had: an item, or the size or colour of it that was chosen. */
export type Gone = string

const GONE = /OutOfStock|SoldOut|Discontinued/

interface Thing extends ProductThing {
  '@graph'?: unknown
  mainEntity?: unknown
  hasVariant?: unknown
  availability?: unknown
}

/** What the page's structured data says is gone: the item when all of it is, and SKUs one by one. */
export interface Shelf {
  item?: Gone
  skus: Set<Gone>
}

export function shelfOfPage(): Shelf {
  const things: Thing[] = []
  for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      gather(JSON.parse(textContent), things)
    } catch {
      // Half of a script, or none of ours to read.
    }
  }
  const product = ownProduct(things)
  if (!product) return { skus: new Set() }
  const variants = ([product.hasVariant].flat() as (Thing | undefined)[]).filter(one => !!one)
  const offers = [product, ...variants].flatMap(offersOf)
  const gone = offers.filter(({ isGone }) => isGone)
  const isAll = offers.length > 0 && gone.length === offers.length
  const skus = new Set(gone.flatMap(({ sku }) => (sku === undefined ? [] : String(sku))))
  return { item: isAll ? productId(product) : undefined, skus }
}

function offersOf(thing: Thing): { sku?: unknown; isGone: boolean }[] {
  const offers = ([thing.offers].flat() as (Thing | undefined)[]).filter(one => !!one)
  return offers.map(({ sku, availability }) => ({
    sku: sku ?? thing.sku,
    isGone: GONE.test(String(availability)),
  }))
}

function gather(value: unknown, into: Thing[]): void {
  if (Array.isArray(value)) for (const one of value) gather(one, into)
  else if (typeof value === 'object' && value !== null) {
    const thing = value as Thing
    into.push(thing)
    gather([thing['@graph'], thing.mainEntity], into)
  }
}

/** The SKU that a control stands for, if it stands for one. */
export function skuOf(control: EventTarget | null): string | undefined {
  if (!(control instanceof HTMLElement)) return undefined
  const chosen = control instanceof HTMLSelectElement ? control.selectedOptions[0] : control
  return chosen?.dataset.sku ?? (chosen as HTMLInputElement | undefined)?.value
}
