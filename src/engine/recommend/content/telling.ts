import type { Lists } from '../../catalogue/lists.ts'
import { isFirm, isNote, isSeries, wordOf } from './signature.ts'
import { weightAt } from './term-weights.ts'
import type { WordLists } from './word-lists.ts'

/** Items with the word that are compared with each other. */
const SAMPLE = 8
/** Two items that share words of so much weight are alike. */
const ALIKE = 8
/** What is left of a word whose items have nothing in common but the word. */
const LEAST = 0.3
/** The share of pairs that are alike from which on a word counts in full. */
const ENOUGH = 0.085
/** Words of more than this share of the items are common: so is sharing one. */
const COMMON = 0.02
const MOST_COMMON = 10

/**
 * How much follows from a word. Things called *yoga*, *Godzilla* or *radar* have other words or
 * their maker in common as well; things called *freedom* or *goodbye* have only that. It is
 * learned from the catalogue itself: some of the items that have the word are compared.
 */
export class Telling {
  readonly #lists: WordLists
  readonly #signatures: Lists
  readonly #one = new Int32Array(1)
  #category = -1
  #size = 0

  constructor(lists: WordLists, signatures: Lists) {
    this.#lists = lists
    this.#signatures = signatures
  }

  /** @param size items of the category. */
  enter(category: number, size: number): void {
    this.#category = category
    this.#size = size
  }

  /** 0.3 to 1; 1 also for a word that one item has, and for one that hundreds have: a kind. */
  of(term: number, entry: number, length: number): number {
    if (length < 2 || this.#isCommon(length)) return 1
    const samples = this.#sample(entry, length)
    let sum = 0
    for (const [at, one] of samples.entries()) {
      for (let i = 0; i < at; i++) sum += this.#alike(one, samples[i], term)
    }
    const pairs = (samples.length * (samples.length - 1)) / 2
    return Math.min(1, Math.max(LEAST, Math.sqrt(sum / pairs / ENOUGH)))
  }

  /** Terms of items evenly spread over the list. */
  #sample(entry: number, length: number): number[][] {
    const count = Math.min(SAMPLE, length)
    return Array.from({ length: count }, (_, at) => {
      this.#lists.read(entry, Math.floor((at * length) / count), 1, this.#one)
      return this.#signatures.get(this.#one[0])
    })
  }

  /** 1 for two of one firm, else by the rare words that they share beside this one. */
  #alike(terms: readonly number[], others: readonly number[], asked: number): number {
    let shared = 0
    for (const term of terms) {
      if (isNote(term) || isSeries(term) || wordOf(term) === wordOf(asked)) continue
      if (isSeries(asked) && !isFirm(term)) continue
      if (!others.some(other => wordOf(other) === wordOf(term))) continue
      if (isFirm(term)) return 1
      const length = this.#lists.lengthOf(this.#lists.find(this.#category, wordOf(term)))
      if (!this.#isCommon(length)) shared += weightAt(term, length, this.#size)
    }
    return Math.min(1, shared / ALIKE)
  }

  #isCommon(length: number): boolean {
    return length > Math.max(MOST_COMMON, COMMON * this.#size)
  }
}
