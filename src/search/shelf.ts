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
 * orders by, without asking the disk. Whatever is asked of the few that are shown stays there.
 */
export class Shelf {
  readonly tags = new Tags()
  readonly tagsOf = new Bags()
  readonly #prices = new Numbers(Float64Array)
  readonly #ratings = new Numbers(Float32Array)
  readonly #reviews = new Numbers(Float32Array)
  /** To the nearest minutes. */
  readonly #since = new Numbers(Float32Array)
  readonly #states = new Numbers(Uint8Array)
  /** One more than the highest place. */
  #end = 0

  get end(): number {
    return this.#end
  }

  /** Minor units. */
  get prices(): Float64Array {
    return this.#prices.values
  }

  get ratings(): Float32Array {
    return this.#ratings.values
  }

  get reviews(): Float32Array {
    return this.#reviews.values
  }

  get since(): Float32Array {
    return this.#since.values
  }

  isStocked(doc: number): boolean {
    return this.#states.values[doc] === IN_STOCK
  }

  put(doc: number, entry: Entry): void {
    this.#end = Math.max(this.#end, doc + 1)
    this.#prices.set(doc, priceOf(entry))
    this.#ratings.set(doc, entry.rating)
    this.#reviews.set(doc, entry.reviews)
    this.#since.set(doc, entry.since)
    this.#states.set(doc, entry.skus.some(sku => sku.inStock) ? IN_STOCK : SOLD_OUT)
    this.tagsOf.set(doc, [...this.#pathOf(entry), ...this.#tagsOf(entry)])
  }

  drop(doc: number): void {
    this.#states.set(doc, GONE)
  }

  /** Places of the products of any of these categories, or of all. */
  docsIn(categories?: readonly number[]): number[] {
    const docs: number[] = []
    for (let doc = 0; doc < this.#end; doc++) {
      if (this.#states.values[doc] !== GONE && this.#isIn(doc, categories)) docs.push(doc)
    }
    return docs
  }

  #isIn(doc: number, categories: readonly number[] | undefined): boolean {
    return categories === undefined || categories.some(one => this.tagsOf.has(doc, one))
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
