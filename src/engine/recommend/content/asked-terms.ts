import { isNoun, MOST_TERMS, weightOf, wordOf } from './signature.ts'
import type { WordLists } from './word-lists.ts'

/**
 * The terms of the item asked about, the rarest first, each with its list in a category and
 * its weight there; and what another item shares with them.
 */
export class AskedTerms {
  count = 0
  readonly entries = new Int32Array(MOST_TERMS)
  readonly lengths = new Int32Array(MOST_TERMS)
  readonly weights = new Float64Array(MOST_TERMS)
  /** Length of the vector of weights, and what the nouns say of the kind. */
  norm = 0
  kind = 0
  /** Of the item met last: the product of both vectors, its length, its kind, the kind shared. */
  shared = 0
  otherNorm = 0
  otherKind = 0
  sharedKind = 0
  readonly #words = new Int32Array(MOST_TERMS)
  readonly #lists: WordLists
  #category = -1
  #size = 0

  constructor(lists: WordLists) {
    this.#lists = lists
  }

  prepare(terms: readonly number[], category: number, size: number): void {
    this.#category = category
    this.#size = size
    this.count = 0
    this.kind = 0
    let squares = 0
    for (const term of terms) {
      const entry = this.#lists.find(category, wordOf(term))
      const length = this.#lists.lengthOf(entry)
      const weight = weightOf(term) * rarity(length, size)
      squares += weight * weight
      if (isNoun(term)) this.kind += kindOf(length)
      this.#insert(wordOf(term), entry, length, weight)
    }
    this.norm = Math.sqrt(squares)
  }

  /** Compare with the terms of another item. */
  meet(terms: readonly number[]): void {
    let squares = 0
    this.shared = this.otherKind = this.sharedKind = 0
    for (const term of terms) {
      const word = wordOf(term)
      const own = this.#find(word)
      const length = own < 0 ? this.#lengthOf(word) : this.lengths[own]
      const weight = weightOf(term) * rarity(length, this.#size)
      squares += weight * weight
      if (isNoun(term)) this.otherKind += kindOf(length)
      if (own < 0) continue
      this.shared += weight * this.weights[own]
      if (isNoun(term)) this.sharedKind += kindOf(length)
    }
    this.otherNorm = Math.sqrt(squares)
  }

  #lengthOf(word: number): number {
    return this.#lists.lengthOf(this.#lists.find(this.#category, word))
  }

  #find(word: number): number {
    for (let i = 0; i < this.count; i++) if (this.#words[i] === word) return i
    return -1
  }

  /** In order of length; those of one length in the order of the title. */
  #insert(word: number, entry: number, length: number, weight: number): void {
    let at = this.count++
    for (; at > 0 && this.lengths[at - 1] > length; at--) {
      this.#words[at] = this.#words[at - 1]
      this.entries[at] = this.entries[at - 1]
      this.lengths[at] = this.lengths[at - 1]
      this.weights[at] = this.weights[at - 1]
    }
    this.#words[at] = word
    this.entries[at] = entry
    this.lengths[at] = length
    this.weights[at] = weight
  }
}

/** Robertson & Spärck Jones, 1976, as in BM25: a word that all have says nothing. */
function rarity(length: number, size: number): number {
  return Math.log(1 + (Math.max(0, size - length) + 0.5) / (length + 0.5))
}

/** A noun that many have is a kind of thing; one that few have is a name. */
function kindOf(length: number): number {
  return Math.log(1 + length) ** 2
}
