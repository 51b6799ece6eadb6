import { OWN_FACETS } from '../schema/search.ts'
import { type Entry, priceOf } from './entry.ts'
import { Tags } from './tags.ts'

/** Levels of a category's path, joined. */
export const LEVELS = ' > '
const OWN: ReadonlySet<string> = new Set(OWN_FACETS)

/**
 * Facts of all products of a market in columns, by place: what a search filters, counts and
 * orders by, without asking the disk.
 */
export class Shelf {
  readonly tags = new Tags()
  readonly items: (string | undefined)[] = []
  readonly prices: number[] = []
  readonly ratings: number[] = []
  readonly reviews: number[] = []
  readonly since: number[] = []
  readonly stocked: boolean[] = []
  readonly tagsOf: number[][] = []
  /** Places of each category with all below it. */
  readonly #inCategory = new Map<number, Set<number>>()
  readonly #all = new Set<number>()

  put(doc: number, entry: Entry): void {
    this.drop(doc)
    this.#all.add(doc)
    this.items[doc] = entry.item
    this.prices[doc] = priceOf(entry)
    this.ratings[doc] = entry.rating
    this.reviews[doc] = entry.reviews
    this.since[doc] = entry.since
    this.stocked[doc] = entry.skus.some(sku => sku.inStock)
    const path = this.#pathOf(entry)
    for (const category of path) this.#placesOf(category).add(doc)
    this.tagsOf[doc] = [...path, ...this.#tagsOf(entry)]
  }

  drop(doc: number): void {
    if (!this.#all.delete(doc)) return
    for (const tag of this.tagsOf[doc]) this.#inCategory.get(tag)?.delete(doc)
    this.items[doc] = undefined
  }

  /** Places of the products of a category, or of all. */
  docsIn(category?: number): ReadonlySet<number> {
    return category === undefined ? this.#all : (this.#inCategory.get(category) ?? NOTHING)
  }

  has(doc: number, tag: number): boolean {
    return this.tagsOf[doc].includes(tag)
  }

  #placesOf(category: number): Set<number> {
    let docs = this.#inCategory.get(category)
    if (docs === undefined) this.#inCategory.set(category, (docs = new Set()))
    return docs
  }

  #pathOf({ categories }: Entry): number[] {
    return categories.map((_, level) =>
      this.tags.intern('category', categories.slice(0, level + 1).join(LEVELS)),
    )
  }

  /** A size or a colour that is gone is none of the product's. */
  #tagsOf({ brand, attributes, skus }: Entry): number[] {
    const tags = new Set<number>()
    if (brand !== '') tags.add(this.tags.intern('brand', brand))
    for (const [name, value] of attributes) {
      if (!OWN.has(name)) tags.add(this.tags.intern(name, value))
    }
    for (const { size, colour, inStock } of skus) {
      if (inStock && size !== '') tags.add(this.tags.intern('size', size))
      if (inStock && colour !== '') tags.add(this.tags.intern('colour', colour))
    }
    return [...tags]
  }
}

const NOTHING: ReadonlySet<number> = new Set()
