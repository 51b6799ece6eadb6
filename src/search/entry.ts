import type { OfferChange, Product } from '../schema/product.ts'

/** What the index keeps of a product beside its words: enough to filter, to count and to order. */
export interface Entry {
  item: string
  title: string
  brand: string
  /** From root to leaf. */
  categories: string[]
  attributes: [string, string][]
  rating: number
  reviews: number
  since: number
  skus: EntrySku[]
}

export interface EntrySku {
  id: string
  size: string
  colour: string
  /** Minor units. */
  price: number
  inStock: boolean
}

export function entryOf(product: Product): Entry {
  return {
    item: product.id,
    title: product.title,
    brand: product.brand ?? '',
    categories: product.categories,
    attributes: Object.entries(product.attributes ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
    rating: product.rating ?? 0,
    reviews: product.reviews ?? 0,
    since: product.since ?? 0,
    skus: product.skus.map(({ id, size = '', colour = '', offer }) => {
      const { price, inStock } = offer
      return { id, size, colour, price, inStock }
    }),
  }
}

/** What the change does not tell stays. */
export function changeOffer(entry: Entry, change: OfferChange): void {
  const sku = entry.skus.find(one => one.id === change.sku)
  if (sku === undefined) return
  if (change.price !== undefined) sku.price = change.price
  if (change.inStock !== undefined) sku.inStock = change.inStock
  else if (change.stock !== undefined) sku.inStock = change.stock > 0
}

/** Lowest price among what can be had, else among all. */
export function priceOf({ skus }: Entry): number {
  const stocked = skus.filter(sku => sku.inStock)
  const offered = stocked.length > 0 ? stocked : skus
  return offered.reduce((least, sku) => Math.min(least, sku.price), Infinity)
}
