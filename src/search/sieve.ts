import type { Filter } from '../schema/search.ts'
import type { Shelf } from './shelf.ts'

/** One facet's filter: several values of it are alternatives. */
interface Rule {
  name: string
  passes(doc: number): boolean
}

/**
 * The filters of a question over the products it found. A facet is counted as if it were
 * not filtered itself, so that one more of its values can be chosen by its count.
 */
export class Sieve {
  /** Places that pass every filter, in the order they came. */
  readonly kept: number[] = []
  /** By tag, as many as would be there. */
  readonly counts: Int32Array
  /** Prices and ratings to count bands of, and how many are in stock. */
  readonly prices: number[] = []
  readonly ratings: number[] = []
  stocked = 0
  /** How many only one filter keeps out, by its name. */
  readonly keptOutBy = new Map<string, number>()
  readonly #shelf: Shelf
  readonly #rules: Rule[]

  constructor(shelf: Shelf, filters: readonly Filter[], docs: Iterable<number>) {
    this.#shelf = shelf
    this.#rules = rulesOf(shelf, filters)
    this.counts = new Int32Array(shelf.tags.count)
    for (const doc of docs) this.#take(doc)
  }

  #take(doc: number): void {
    let failed: string | undefined
    for (const rule of this.#rules) {
      if (rule.passes(doc)) continue
      if (failed !== undefined) return
      failed = rule.name
    }
    if (failed === undefined) this.kept.push(doc)
    else this.keptOutBy.set(failed, (this.keptOutBy.get(failed) ?? 0) + 1)
    this.#count(doc, failed)
  }

  /** @param only the facet that alone keeps it out: it counts for that one. */
  #count(doc: number, only: string | undefined): void {
    const { tags, tagsOf, prices, ratings } = this.#shelf
    if (only === undefined || only === 'price') this.prices.push(prices[doc])
    if (only === undefined || only === 'rating') this.ratings.push(ratings[doc])
    if ((only === undefined || only === 'stock') && this.#shelf.isStocked(doc)) {
      this.stocked++
    }
    for (let i = tagsOf.count(doc) - 1; i >= 0; i--) {
      const tag = tagsOf.at(doc, i)
      if (only === undefined || tags.facetOf(tag) === only) this.counts[tag]++
    }
  }
}

/** Whether anything in the shop could ever pass. */
export function isKnown(shelf: Shelf, { name, value }: Filter): boolean {
  return OF_NUMBERS.has(name) || shelf.tags.find(name, value) !== undefined
}

/** Facets without tags: any value may be asked of them. */
const OF_NUMBERS: ReadonlySet<string> = new Set(['price', 'rating', 'stock'])

function rulesOf(shelf: Shelf, filters: readonly Filter[]): Rule[] {
  const byName = Map.groupBy(filters, ({ name }) => name)
  return [...byName].map(([name, asked]) => ({ name, passes: passerOf(shelf, name, asked) }))
}

function passerOf(shelf: Shelf, name: string, asked: readonly Filter[]): Rule['passes'] {
  if (name === 'price')
    return inBands(
      shelf.prices,
      asked.map(({ value }) => bandOf(value)),
    )
  if (name === 'rating') {
    const least = Math.min(...asked.map(({ value }) => Number.parseFloat(value) || 0))
    // Ratings are kept in single precision: 4.6 is a little less there.
    return doc => shelf.ratings[doc] >= Math.fround(least)
  }
  if (name === 'stock') return doc => shelf.isStocked(doc)
  const tags = asked.flatMap(({ value }) => shelf.tags.find(name, value) ?? [])
  return doc => tags.some(tag => shelf.tagsOf.has(doc, tag))
}

function inBands(prices: Float64Array, bands: readonly [number, number][]): Rule['passes'] {
  return doc => bands.some(([low, high]) => prices[doc] >= low && prices[doc] <= high)
}

/** `14000-22000`, `14000-`, `-22000`; what is no band holds nothing. */
export function bandOf(value: string): [number, number] {
  const found = /^(\d{0,12})-(\d{0,12})$/.exec(value)
  if (!found || value === '-') return [Infinity, -Infinity]
  return [Number(found[1]), found[2] === '' ? Infinity : Number(found[2])]
}
