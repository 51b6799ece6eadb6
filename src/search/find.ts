import type { AskedWord, Filter, Sort } from '../schema/search.ts'
import { Allowance } from './allowance.ts'
import { Base } from './base.ts'
import type { Counted } from './counted.ts'
import { countFacets } from './counted.ts'
import { dispensable } from './dispensable.ts'
import type { Entry } from './entry.ts'
import type { MarketIndex } from './market-index.ts'
import { inOrder } from './orders.ts'
import { readWords, type Word } from './reading.ts'
import { isKnown, Sieve } from './sieve.ts'
import { wantedOf, wordsFor } from './wanted.ts'

export interface Question {
  market: string
  words: string
  filters: Filter[]
  sort: Sort
  /** Item or SKU that others are to be like. */
  like?: string
  /** How like it others are by what the engine knows, 0 to 1, by item id. */
  likeness?: Record<string, number>
  /** Words and filters come from the product it is to be like. */
  fill?: boolean
  /** Places wanted, from the first. */
  from: number
  count: number
}

export interface Found {
  total: number
  /** Best first, from place `from`: at least those wanted, and of a first page as many as may yet change places. */
  items: { item: string; score: number }[]
  from: number
  words: AskedWord[]
  filters: Filter[]
  /** `common`: so many products have the word that it was not looked for beside the others. */
  loosened: { kind: 'word' | 'filter'; name: string; value: string; why?: 'common' }[]
  facets: Counted[]
  missing?: { item: string; sku?: string; size?: string; colour?: string; inStock: boolean }
}

/** So many of the best may yet be put in another order. */
export const MOST_REORDERED = 120
/** Fewer products like one that is gone are no choice: then something of the wish is let go. */
const LEAST_ALIKE = 3

/** Answer a question from the index of its market. */
export function find(market: MarketIndex, question: Question, allowance = new Allowance()): Found {
  const { like } = question
  const doc = like === undefined ? undefined : market.find(like)
  const model = doc === undefined ? undefined : market.entry(doc)
  const search = new Search(market, question, model, allowance)
  search.loosenFilters()
  if (question.fill && model) search.addWords(wordsFor(model, market, search.filters))
  return search.answer()
}

class Search {
  filters: Filter[]
  readonly #market: MarketIndex
  readonly #question: Question
  readonly #model: Entry | undefined
  readonly #base: Base
  readonly #allowance: Allowance
  readonly #loosened: Found['loosened'] = []
  #words: Word[]
  #sieve: Sieve

  constructor(
    market: MarketIndex,
    question: Question,
    model: Entry | undefined,
    allowance: Allowance,
  ) {
    this.#market = market
    this.#question = question
    this.#model = model
    this.filters = question.fill && model ? wantedOf(model, question.like!) : question.filters
    this.#words = readWords(question.words, market)
    this.#allowance = allowance
    this.#base = new Base(market, model?.item, allowance)
    this.#dropUnknown()
    this.#dropCommon()
    this.#dropUntilFound()
    this.#sieve = this.#sift()
  }

  /** Let go of what is easiest done without, until there is something to choose from. */
  loosenFilters(): void {
    if (this.#base.isLost) return
    this.#dropStrange()
    const { fill } = this.#question
    const least = fill ? LEAST_ALIKE : 1
    const letGo: Filter[][] = []
    while (this.#sieve.kept.length < least && this.filters.length > 0) {
      const name = dispensable(this.filters, fill ? undefined : this.#sieve.keptOutBy)
      const { yes = [], no = [] } = Object.groupBy(this.filters, one =>
        one.name === name ? 'yes' : 'no',
      )
      letGo.push(yes)
      this.#filterBy(no)
    }
    for (const filters of letGo.reverse()) if (!this.#takeBack(filters, least)) this.#tell(filters)
  }

  /** Nothing in the shop is so: no need to try what is left with and without them. */
  #dropStrange(): void {
    const { shelf } = this.#market
    const known = new Set(this.filters.filter(one => isKnown(shelf, one)).map(({ name }) => name))
    const { yes = [], no = [] } = Object.groupBy(this.filters, ({ name }) =>
      known.has(name) ? 'yes' : 'no',
    )
    if (no.length === 0) return
    this.#filterBy(yes)
    this.#tell(no)
  }

  /** What was let go in vain, because it took something else too, is asked for again. */
  #takeBack(filters: Filter[], least: number): boolean {
    const without = this.filters
    this.#filterBy([...without, ...filters])
    if (this.#sieve.kept.length >= least) return true
    this.#filterBy(without)
    return false
  }

  #filterBy(filters: Filter[]): void {
    this.filters = filters
    this.#sieve = this.#sift()
  }

  #tell(filters: readonly Filter[]): void {
    for (const { name, value } of filters) this.#loosened.push({ kind: 'filter', name, value })
  }

  /** Words that leave enough to choose from, as many as may be read. */
  addWords(words: readonly Word[]): void {
    for (const word of words) {
      if (!this.#allowance.take([...this.#words, word])) return
      const before = { words: this.#words, sieve: this.#sieve }
      this.#words = [...this.#words, word]
      this.#sieve = this.#sift()
      const { length } = this.#sieve.kept
      if (length >= LEAST_ALIKE && length * 3 >= before.sieve.kept.length) continue
      this.#words = before.words
      this.#sieve = before.sieve
    }
  }

  answer(): Found {
    const { sort, from, count } = this.#question
    const { kept } = this.#sieve
    this.#score()
    const isFirst = from + count <= MOST_REORDERED
    const begin = isFirst ? 0 : from
    const end = isFirst ? MOST_REORDERED : from + count
    const wanted = inOrder(kept, sort, this.#market.shelf, this.#base.scores, end).slice(begin)
    return {
      total: kept.length,
      items: wanted.map(doc => ({
        item: this.#market.itemAt(doc),
        score: this.#base.scores[doc],
      })),
      from: begin,
      words: this.#words.map(({ form, meant }) => (meant ? { word: form, meant } : { word: form })),
      filters: this.filters,
      loosened: this.#loosened,
      facets: countFacets(this.#market.shelf, this.#sieve, this.filters),
      ...(this.#model && { missing: missingOf(this.#model, this.#question.like!) }),
    }
  }

  /** Nothing is called so, nor anything like it. */
  #dropUnknown(): void {
    for (const { form, terms } of this.#words) {
      if (terms.length === 0) this.#let(form)
    }
    const isLost = this.#words.length > 0 && this.#words.every(({ terms }) => terms.length === 0)
    this.#words = this.#words.filter(({ terms }) => terms.length > 0)
    // Nothing of the question is known: the whole shop would be no answer to it.
    if (isLost) this.#base.isLost = true
  }

  /** What would be read longest narrows least: the rare words are looked for first. */
  #dropCommon(): void {
    const kept = this.#allowance.rarest(this.#words)
    for (const word of this.#words) if (!kept.has(word)) this.#let(word.form, 'common')
    this.#words = this.#words.filter(word => kept.has(word))
    this.#allowance.take(this.#words)
  }

  #dropUntilFound(): void {
    while (this.#words.length > 1 && this.#base.isEmpty(this.#words)) {
      // The question is read without each of its words, and without the one that went once more.
      if (this.#allowance.take(this.#words, this.#words.length)) this.#dropWord()
      else this.#keepRarest()
    }
  }

  /** The word without which most is found; one that was guessed goes before one that is known. */
  #dropWord(): void {
    let best = { count: -1, at: 0 }
    const hasGuess = this.#words.some(({ meant }) => meant !== undefined)
    for (const [at, { meant }] of this.#words.entries()) {
      if (hasGuess && meant === undefined) continue
      const count = this.#base.countOf(this.#words.toSpliced(at, 1))
      if (count > best.count) best = { count, at }
    }
    this.#let(this.#words[best.at].form)
    this.#words = this.#words.toSpliced(best.at, 1)
  }

  /** Where trying would take too long: the word that says most, of those that are known. */
  #keepRarest(): void {
    const known = this.#words.filter(({ meant }) => meant === undefined)
    const among = known.length > 0 ? known : this.#words
    const rarest = among.reduce((best, word) => (word.count < best.count ? word : best))
    for (const word of this.#words) if (word !== rarest) this.#let(word.form)
    this.#words = [rarest]
  }

  #let(word: string, why?: 'common'): void {
    this.#loosened.push({ kind: 'word', name: 'word', value: word, ...(why && { why }) })
  }

  #sift(): Sieve {
    const { shelf } = this.#market
    return new Sieve(shelf, this.filters, this.#base.docsFor(this.#words, this.filters))
  }

  #score(): void {
    if (this.#model)
      this.#base.scoreLike(this.#model, this.#question.likeness ?? {}, this.#sieve.kept)
  }
}

function missingOf(model: Entry, like: string): Found['missing'] {
  const sku = model.skus.find(one => one.id === like)
  const inStock = sku ? sku.inStock : model.skus.some(one => one.inStock)
  if (!sku) return { item: model.item, inStock }
  const isOneColour = model.skus.every(({ colour }) => colour === sku.colour)
  const colour = isOneColour ? undefined : sku.colour
  return { item: model.item, sku: sku.id, size: sku.size, colour, inStock }
}
