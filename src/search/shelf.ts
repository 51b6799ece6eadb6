import { Texts } from '../core/texts.ts'
import { OWN_FACETS } from '../schema/search.ts'
import { Bags } from './bags.ts'
import { type Entry, priceOf } from './entry.ts'
import { Numbers } from './numbers.ts'
import { Tags } from './tags.ts'

/** Levels of a category's path, joined. */
export const LEVELS = ' > '
const OWN: ReadonlySet<string> = new Set(OWN_FACETS)
const GONE = 0
const SOLD_OUT = 1
const IN_STOCK = 2

/**
 * Facts of all products of a market in columns, by place: what a search filters, counts and
 * orders by, without asking the disk; about three hundred bytes a product of the demo shop.
 */
export class Shelf {
  readonly tags = new Tags()
  /** Ids of the items. */
  readonly items = new Texts()
  readonly tagsOf = new Bags()
  readonly #prices = new Numbers()
  readonly #ratings = new Numbers()
  readonly #reviews = new Numbers()
  readonly #since = new Numbers()
  readonly #states = new Numbers()
  /** Places that ever were in each category, with all below it; `docsIn` leaves out who left. */
  readonly #inCategory = new Map<number, number[]>()
  /** One more than the highest place. */
  #end = 0

  get end(): number {
    return this.#end
  }

  /** Minor units. */
  get prices(): Float64Array {
    return this.#prices.values
  }

  get ratings(): Float64Array {
    return this.#ratings.values
  }

  get reviews(): Float64Array {
    return this.#reviews.values
  }

  get since(): Float64Array {
    return this.#since.values
  }

  isStocked(doc: number): boolean {
    return this.#states.values[doc] === IN_STOCK
  }

  put(doc: number, entry: Entry): void {
    this.#end = Math.max(this.#end, doc + 1)
    this.items.set(doc, entry.item)
    this.#prices.set(doc, priceOf(entry))
    this.#ratings.set(doc, entry.rating)
    this.#reviews.set(doc, entry.reviews)
    this.#since.set(doc, entry.since)
    this.#states.set(doc, entry.skus.some(sku => sku.inStock) ? IN_STOCK : SOLD_OUT)
    const path = this.#pathOf(entry)
    for (const category of path) {
      if (!this.tagsOf.has(doc, category)) this.#placesOf(category).push(doc)
    }
    this.tagsOf.set(doc, [...path, ...this.#tagsOf(entry)])
  }

  drop(doc: number): void {
    this.#states.set(doc, GONE)
  }

  /** Places of the products of a category, or of all. */
  docsIn(category?: number): number[] {
    const docs: number[] = []
    if (category === undefined) {
      for (let doc = 0; doc < this.#end; doc++) if (this.#isHere(doc)) docs.push(doc)
      return docs
    }
    const seen = new Set<number>()
    for (const doc of this.#inCategory.get(category) ?? []) {
      if (this.#isHere(doc) && this.tagsOf.has(doc, category) && !seen.has(doc)) seen.add(doc)
    }
    return [...seen]
  }

  #isHere(doc: number): boolean {
    return this.#states.values[doc] !== GONE
  }

  #placesOf(category: number): number[] {
    let docs = this.#inCategory.get(category)
    if (docs === undefined) this.#inCategory.set(category, (docs = []))
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
