import type { Lists } from '../../catalogue/lists.ts'
import { isFirm, isNote, isNoun, isPlain, isSeries, wordOf } from './signature.ts'
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
/** So many times as many as are of a series may have its word, for it to be the series' own. */
const OTHERS = 1.25
/** An emblem stands beside one word in such a share of its items, and a kind of them is new so often. */
const BESIDE = 0.75
const NEW_KIND = 1 / 2
const FEWEST_KINDS = 3
const NEW_FIRM = 1 / 3
const FEWEST_FIRMS = 2
const MOST_HAVE = 100
/** A word so much commoner than its neighbour stands beside any: *series*. */
const BESIDE_ANY = 6

/**
 * How much follows from a word. Things called *yoga*, *Godzilla* or *radar* have other words or
 * their maker in common as well; things called *freedom* or *goodbye* have only that. It is
 * learned from the catalogue itself: some of the items that have the word are compared.
 */
export class Telling {
  readonly #lists: WordLists
  readonly #signatures: Lists
  readonly #one = new Int32Array(1)
  /** Terms of items that have the word asked for last. */
  #samples: number[][] = []
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
    this.#samples = []
    if (length < 2 || this.#isCommon(length)) return 1
    const samples = this.#sample(entry, length)
    this.#samples = samples
    if (isSeries(term) && this.#isItsOwn(length, samples)) return 1
    let sum = 0
    for (const [at, one] of samples.entries()) {
      for (let i = 0; i < at; i++) sum += this.#alike(one, samples[i], term)
    }
    const pairs = (samples.length * (samples.length - 1)) / 2
    return Math.min(1, Math.max(LEAST, Math.sqrt(sum / pairs / ENOUGH)))
  }

  /** Whether hardly anything has a word of the series but what is of it: a coincidence is a common word. */
  #isItsOwn(length: number, samples: number[][]): boolean {
    const [first = []] = samples
    return first.some(
      term =>
        isPlain(term) &&
        this.#lengthOf(term) <= OTHERS * length &&
        samples.every(each => each.includes(term)),
    )
  }

  /**
   * Whether the word asked for last is of an emblem, the name of a team, a hero or a town: several
   * makers put it on things of many kinds, beside one other word. What only describes stands
   * beside any.
   *
   * @param terms those of an item that has it
   */
  isEmblem(term: number, terms: readonly number[]): boolean {
    const length = this.#lengthOf(term)
    if (!isPlain(term) || length > MOST_HAVE) return false
    if (this.#shareOf(term) < BESIDE || !this.#isOnAll()) return false
    return terms.some(
      other =>
        other !== term &&
        isPlain(other) &&
        this.#shareOf(other) >= BESIDE &&
        this.#lengthOf(other) < BESIDE_ANY * length,
    )
  }

  /** Whether the items of the word asked for last are of many kinds and of several firms. */
  #isOnAll(): boolean {
    const count = this.#samples.length
    const kinds = new Set(this.#samples.map(each => each.find(isNoun)))
    if (kinds.size < Math.max(FEWEST_KINDS, NEW_KIND * count)) return false
    const firms = new Set(this.#samples.map(each => each.find(isFirm)))
    return firms.size >= Math.max(FEWEST_FIRMS, NEW_FIRM * count)
  }

  /** Of the items of the word asked for last, how many have a term. */
  #shareOf(term: number): number {
    return this.#samples.filter(each => each.includes(term)).length / this.#samples.length
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
      const length = this.#lengthOf(term)
      if (!this.#isCommon(length)) shared += weightAt(term, length, this.#size)
    }
    return Math.min(1, shared / ALIKE)
  }

  #lengthOf(term: number): number {
    return this.#lists.lengthOf(this.#lists.find(this.#category, wordOf(term)))
  }

  #isCommon(length: number): boolean {
    return length > Math.max(MOST_COMMON, COMMON * this.#size)
  }
}
