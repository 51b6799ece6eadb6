import type { Filter } from '../schema/search.ts'
import type { Allowance } from './allowance.ts'
import { type Entry, priceOf } from './entry.ts'
import type { MarketIndex } from './market-index.ts'
import { expressionOf, quoted, type Word } from './reading.ts'

/** What two words side by side in a title are worth, beside the words themselves. */
const SIDE_BY_SIDE = 2
/** What is left of a likeness where the engine says nothing of it. */
const UNSAID = 0.5

/** The products that a question's words find, and how well each fits them. */
export class Base {
  /** Nothing is called by any of the words. */
  isLost = false
  /** By place; higher is better. */
  scores: Float32Array
  readonly #market: MarketIndex
  readonly #without: number | undefined
  readonly #allowance: Allowance
  #found = { expression: '', docs: [] as readonly number[] }
  #shelved = { categories: '', docs: [] as readonly number[] }

  /** @param item it is not to be found: it is what others are to be like */
  constructor(market: MarketIndex, item: string | undefined, allowance: Allowance) {
    this.#market = market
    this.#allowance = allowance
    this.scores = new Float32Array(market.shelf.end)
    this.#without = item === undefined ? undefined : market.find(item)
  }

  /** Without words, the products of the categories that are asked for, else all. */
  docsFor(words: readonly Word[], filters: readonly Filter[]): readonly number[] {
    if (this.isLost) return []
    const docs = words.length > 0 ? this.#match(words) : this.#shelf(filters)
    const at = this.#without === undefined ? -1 : docs.indexOf(this.#without)
    return at < 0 ? docs : docs.toSpliced(at, 1)
  }

  isEmpty(words: readonly Word[]): boolean {
    return this.#match(words).length === 0
  }

  countOf(words: readonly Word[]): number {
    return this.#market.countOfMatches(expressionOf(words))
  }

  /** How like they are: what the engine says, else what they are for and what they cost. */
  scoreLike(model: Entry, likeness: Record<string, number>, docs: readonly number[]): void {
    const { shelf } = this.#market
    const tags = this.#without === undefined ? [] : shelf.tagsOf.get(this.#without)
    const price = priceOf(model)
    const known = this.#placed(likeness)
    for (const doc of docs) {
      const shared = tags.filter(tag => shelf.tagsOf.has(doc, tag)).length / (tags.length || 1)
      const [low, high] = [Math.min(price, shelf.prices[doc]), Math.max(price, shelf.prices[doc])]
      const alike = (shared * low) / (high || 1)
      this.scores[doc] = known.get(doc) ?? alike * UNSAID
    }
  }

  #placed(likeness: Record<string, number>): Map<number, number> {
    const placed = new Map<number, number>()
    for (const [item, score] of Object.entries(likeness)) {
      const doc = this.#market.find(item)
      if (doc !== undefined) placed.set(doc, score)
    }
    return placed
  }

  #match(words: readonly Word[]): readonly number[] {
    const expression = expressionOf(words)
    if (this.#found.expression === expression) return this.#found.docs
    // How well words fit says nothing where likeness is what counts.
    const isOfLike = this.#without !== undefined
    const docs = isOfLike ? this.#market.docsOf(expression) : this.#scored(expression, words)
    this.#found = { expression, docs }
    return docs
  }

  #scored(expression: string, words: readonly Word[]): readonly number[] {
    const fewest = Math.min(...words.map(({ count }) => count))
    const { docs, scores } = this.#market.match(expression, fewest)
    this.scores.fill(0)
    for (let i = 0; i < docs.length; i++) this.scores[docs[i]] = scores[i]
    this.#praiseNeighbours(words)
    return docs
  }

  /** Words that stand side by side in a title as they do in the question. */
  #praiseNeighbours(words: readonly Word[]): void {
    for (let i = 1; i < words.length; i++) {
      if (!this.#allowance.take(words.slice(i - 1, i + 1))) continue
      const [[first], [second]] = [words[i - 1].terms, words[i].terms]
      const phrase = `title : ("${unquoted(first)} ${unquoted(second)}")`
      for (const doc of this.#market.docsOf(phrase)) {
        if (this.scores[doc] > 0) this.scores[doc] += SIDE_BY_SIDE
      }
    }
  }

  /** Filters are let go and taken back one by one, of the same shelf mostly. */
  #shelf(filters: readonly Filter[]): readonly number[] {
    const asked = filters.filter(({ name }) => name === 'category').map(({ value }) => value)
    const categories = JSON.stringify(asked)
    if (this.#shelved.categories !== categories) {
      this.#shelved = { categories, docs: this.#docsOfCategories(asked) }
    }
    return this.#shelved.docs
  }

  #docsOfCategories(asked: readonly string[]): number[] {
    const { shelf } = this.#market
    if (asked.length === 0) return shelf.docsIn()
    return shelf.docsIn(asked.flatMap(value => shelf.tags.find('category', value) ?? []))
  }
}

function unquoted(term: string): string {
  return quoted(term).slice(1, -1)
}
