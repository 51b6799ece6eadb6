import type { Catalogue } from '../../catalogue/catalogue.ts'

const ATTRIBUTES = 0.45
const BRAND = 0.15
const PRICE = 0.4

/** How alike an item is to one item of its category, 0 to 1: attributes, brand, price. */
export class Likeness {
  readonly #catalogue: Catalogue
  readonly #market: string | undefined
  readonly #attributes: readonly number[]
  readonly #brand: number
  readonly #price: number

  constructor(catalogue: Catalogue, item: number, market?: string) {
    this.#catalogue = catalogue
    this.#market = market
    this.#attributes = catalogue.attributesOf(item)
    this.#brand = catalogue.brandOf(item)
    this.#price = catalogue.priceOf(item, market)
  }

  of(item: number): number {
    return this.#with(this.#priceRatio(item), item)
  }

  /** The same, counted less the further the price is. */
  fitOf(item: number): number {
    const ratio = this.#priceRatio(item)
    return this.#with(ratio, item) * ratio
  }

  isSameBrand(item: number): boolean {
    return this.#brand >= 0 && this.#brand === this.#catalogue.brandOf(item)
  }

  isCheaper(item: number, share: number): boolean {
    return this.#catalogue.priceOf(item, this.#market) < share * this.#price
  }

  #with(priceRatio: number, item: number): number {
    return (
      ATTRIBUTES * shared(this.#attributes, this.#catalogue.attributesOf(item)) +
      BRAND * Number(this.isSameBrand(item)) +
      PRICE * priceRatio
    )
  }

  /** The lower price as a share of the higher; 1 where one is not known. */
  #priceRatio(item: number): number {
    const price = this.#catalogue.priceOf(item, this.#market)
    if (price === 0 || this.#price === 0) return 1
    return price < this.#price ? price / this.#price : this.#price / price
  }
}

/** Items of the same leaf category, around the item's price in the default market. */
export function neighbours(catalogue: Catalogue, item: number, count: number): number[] {
  const category = catalogue.categoryOf(item)
  if (category < 0) return []
  const price = catalogue.priceOf(item) || catalogue.priceAt(category, 0.5)
  return catalogue.nearPrice(category, price, count)
}

/** Share of attributes in common (Jaccard, 1901). */
function shared(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0
  let both = 0
  for (const attribute of a) if (b.includes(attribute)) both++
  return both / (a.length + b.length - both)
}
