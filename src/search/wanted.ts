import type { Filter } from '../schema/search.ts'
import { type Entry, priceOf } from './entry.ts'
import type { MarketIndex } from './market-index.ts'
import type { Word } from './reading.ts'
import { LEVELS } from './shelf.ts'
import { formsOf, isSmall } from './terms.ts'

/** What one buys a thing for: another that is for something else does not stand in. */
const NEEDS = ['gender', 'age_group', 'terrain', 'level']
/** Prices are of one budget when the lower is at least this share of the higher. */
const SAME_BUDGET = 0.7
/** A word that fewer products have is a name of this one. */
const LEAST_SHARED = 5
/** A word that more of the shop has than this does not tell one thing from another. */
const MOST_SHARED = 0.5
const MOST_WORDS = 3
/** What nobody asks for who looks for something like a thing. */
const UNASKED = ['material', 'condition']

/** The filters that ask for what stands in for a product, or for one of its sizes. */
export function wantedOf(model: Entry, like: string): Filter[] {
  const filters: Filter[] = []
  if (model.categories.length > 0) {
    filters.push({ name: 'category', value: model.categories.join(LEVELS) })
  }
  const price = priceOf(model)
  if (price > 0 && price < Infinity) filters.push({ name: 'price', value: budgetAround(price) })
  const size = model.skus.find(({ id }) => id === like)?.size
  if (size) filters.push({ name: 'size', value: size })
  for (const [name, value] of model.attributes) {
    if (NEEDS.includes(name)) filters.push({ name, value })
  }
  return [...filters, { name: 'stock', value: 'yes' }]
}

/** As prices are said, to the unit or to five of them: `14000-22000`. */
function budgetAround(price: number): string {
  const step = price >= 20_000 ? 1000 : price >= 10_000 ? 500 : price >= 1000 ? 100 : 10
  const low = Math.floor((price * SAME_BUDGET) / step) * step
  const high = Math.ceil(price / SAME_BUDGET / step) * step
  return `${low}-${high}`
}

/** For whom it is, a filter says already, in the feed's own word. */
const FOR_WHOM = 'homme femme enfant unisex mixte men women kid child'.split(' ').flatMap(termsIn)

/** Words that say what the product is and no filter says already, the most telling first. */
export function wordsFor(model: Entry, market: MarketIndex, filters: readonly Filter[]): Word[] {
  const told = [...filters.map(({ value }) => value), model.brand].flatMap(termsIn)
  const said = new Set([...told, ...FOR_WHOM])
  const values = model.attributes.flatMap(([name, value]) => (UNASKED.includes(name) ? [] : value))
  const written = [model.title, ...values.filter(value => !/\s/.test(value))].join(' ')
  const most = market.shelf.end * MOST_SHARED
  const words = new Map<string, Word>()
  for (const { term, form } of formsOf(written)) {
    if (said.has(term) || isSmall(term) || /^\d/.test(term) || term.length < 3) continue
    const count = market.countOf(term)
    if (count >= LEAST_SHARED && count <= most) words.set(term, { form, terms: [term], count })
  }
  return [...words.values()].sort((a, b) => a.count - b.count).slice(0, MOST_WORDS)
}

function termsIn(text: string): string[] {
  return formsOf(text).map(({ term }) => term)
}
