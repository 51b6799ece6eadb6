import type { Catalogue } from '../../catalogue/catalogue.ts'

const ATTRIBUTES = 0.45
const BRAND = 0.15
const PRICE = 0.4

/** How alike two items of one category are, 0 to 1: attributes, brand, price. */
export function likeness(catalogue: Catalogue, a: number, b: number, market?: string): number {
  const sameBrand = catalogue.brandOf(a) >= 0 && catalogue.brandOf(a) === catalogue.brandOf(b)
  return (
    ATTRIBUTES * shared(catalogue.attributesOf(a), catalogue.attributesOf(b)) +
    BRAND * Number(sameBrand) +
    PRICE * closeness(catalogue.priceOf(a, market), catalogue.priceOf(b, market))
  )
}

/** The lower price as a share of the higher; 0 where one is not known. */
export function closeness(a: number, b: number): number {
  return a > 0 && b > 0 ? Math.min(a, b) / Math.max(a, b) : 0
}

/** Share of attributes in common (Jaccard, 1901). */
function shared(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0
  let both = 0
  for (const attribute of a) if (b.includes(attribute)) both++
  return both / (a.length + b.length - both)
}

/** Items of the same leaf category, around the item's price in the default market. */
export function neighbours(catalogue: Catalogue, item: number, count: number): number[] {
  const category = catalogue.categoryOf(item)
  if (category < 0) return []
  const price = catalogue.priceOf(item) || catalogue.priceAt(category, 0.5)
  return catalogue.nearPrice(category, price, count)
}
