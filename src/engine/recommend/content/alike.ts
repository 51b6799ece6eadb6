import type { Lists } from '../../catalogue/lists.ts'
import { nthHighest } from '../ranking/nth-highest.ts'
import { AskedTerms } from './asked-terms.ts'
import { keepFair } from './fair.ts'
import type { WordLists } from './word-lists.ts'

/** Most entries of lists that one question reads. */
const MOST_READ = 1500
/** Most items that are compared word by word. */
export const MOST_COMPARED = 32
/** In a shop of so few, any may stand for any, and what is rare cannot be told. */
const SMALL_SHOP = 100
/** Nouns that few items have say little of the kind: as if both shared one that hundreds have. */
const UNSURE_KIND = 40
/** What is left of a likeness that rests on one word: *Eight Men Out* is not *Eight Below*. */
const BY_ONE_WORD = 0.6
/** Of one that rests on the firm alone: a label has more than its soundtracks. */
const BY_FIRM = 0.85
/** Of one of two records or films: most labels have all sorts. */
const BY_LABEL = 0.7
/** What is left of the likeness of two things that serve others: a case for another telephone. */
const OTHER_USE = 0.3
/** Of one of two works that share one word of their names, with and without the firm. */
const BY_WORD_AND_FIRM = 0.75
const BY_WORD = 0.42
/** Of one of a program and the same on another machine. */
const OTHER_PLATFORM = 0.46
/** The least that two items of one series and firm share of a kind: a film on disc and on tape. */
const SAME_SERIES = 0.5
/** How much a longer name of the other item counts against it (Singhal, 1996: pivoted length). */
const OTHER_LENGTH = 0.3

/**
 * The items called like one item: those that share most with it by its rarest words, then
 * compared word by word. One object answers all questions in its own arrays: an answer
 * holds until the next question.
 */
export class Alike {
  count = 0
  readonly items = new Int32Array(MOST_COMPARED)
  /** 0 to 1. */
  readonly scores = new Float32Array(MOST_COMPARED)
  readonly #lists: WordLists
  readonly #signatures: Lists
  readonly #asked: AskedTerms
  /** Sums by item, 0 outside a question. */
  #sums = new Float32Array(1024)
  readonly #read = new Int32Array(MOST_READ)
  readonly #met = new Int32Array(MOST_READ)
  readonly #ranked = new Float32Array(MOST_READ)

  constructor(lists: WordLists, signatures: Lists) {
    this.#lists = lists
    this.#signatures = signatures
    this.#asked = new AskedTerms(lists, signatures)
  }

  /** @param size items of the category. */
  ask(item: number, category: number, size: number): void {
    this.#asked.prepare(this.#signatures.get(item), category, size)
    this.#keepBest(this.#gather(item))
    for (let i = 0; i < this.count; i++) {
      this.scores[i] = this.#compare(this.#signatures.get(this.items[i]))
    }
    // Where no category tells the kind, the name has to.
    if (category < 0 && size > SMALL_SHOP) keepFair(this, item, this.#signatures)
  }

  /** Add up what each item shares with this one; how many share anything. */
  #gather(item: number): number {
    const { count, entries, lengths, weights } = this.#asked
    let met = 0
    let left = MOST_READ
    for (let i = 0; i < count && left > 0; i++) {
      const take = Math.min(lengths[i], left)
      const from = take < lengths[i] ? this.#partAround(item, entries[i], take, lengths[i]) : 0
      this.#lists.read(entries[i], from, take, this.#read)
      for (let n = 0; n < take; n++) met = this.#meet(this.#read[n], weights[i], met)
      left -= take
    }
    if (item < this.#sums.length) this.#sums[item] = 0
    return met
  }

  #meet(item: number, weight: number, met: number): number {
    if (item >= this.#sums.length) this.#grow(item)
    const isNew = this.#sums[item] === 0
    if (isNew) this.#met[met] = item
    this.#sums[item] += weight
    return isNew ? met + 1 : met
  }

  /** Of a list too long to read, the part around the item: what a feed tells together is alike. */
  #partAround(item: number, entry: number, take: number, length: number): number {
    const middle = this.#lists.placeOf(entry, item)
    return Math.max(0, Math.min(length - take, middle - (take >> 1)))
  }

  /** Keep the items with the highest sums, and clear all sums. */
  #keepBest(met: number): void {
    for (let i = 0; i < met; i++) this.#ranked[i] = this.#sums[this.#met[i]]
    const least = met > MOST_COMPARED ? nthHighest(this.#ranked, met, MOST_COMPARED) : 0
    this.count = 0
    for (let i = 0; i < met; i++) if (this.#sums[this.#met[i]] > least) this.#keep(this.#met[i])
    for (let i = 0; i < met; i++) {
      const item = this.#met[i]
      const isTie = least > 0 && this.#sums[item] === least
      if (isTie && this.count < MOST_COMPARED) this.#keep(item)
      this.#sums[item] = 0
    }
  }

  #keep(item: number): void {
    this.items[this.count++] = item
  }

  /** The words both have, by weight (Salton, 1975), counted less where they name other kinds. */
  #compare(terms: readonly number[]): number {
    const asked = this.#asked
    asked.meet(terms)
    const { shared, otherNorm, norm } = asked
    const length = (1 - OTHER_LENGTH) * norm + OTHER_LENGTH * otherNorm
    const likeness = Math.min(1, shared / (norm * length || 1))
    const trust = asked.isWork ? this.#trustOfWork() : this.#trust()
    return likeness * this.#sameKind() * this.#sameUse() * trust
  }

  /** A noun that both are called by is a kind of thing, however little else they share. */
  #trust(): number {
    const { notes, evidence, firms, sameNoun } = this.#asked
    if (evidence < 2) return sameNoun ? 1 : BY_ONE_WORD
    return evidence === firms && notes < 2 ? BY_FIRM : 1
  }

  /** A film of the same name is that film; a record of the same name may be anybody's. */
  #trustOfWork(): number {
    const { evidence, firms, isMusic, names, sameSeries } = this.#asked
    if (firms > 1 && evidence === firms) return BY_LABEL
    if (names > 1 || (sameSeries && !isMusic)) return 1
    return firms > 0 && names > 0 ? BY_WORD_AND_FIRM : BY_WORD
  }

  /** Less where both tell what they are for, and it is not the same. */
  #sameUse(): number {
    const { served, otherServed, sharedServed, isWork } = this.#asked
    if (served === 0 || otherServed === 0) return 1
    const least = isWork ? OTHER_PLATFORM : OTHER_USE
    const same = (2 * sharedServed) / (served + otherServed)
    return least + (1 - least) * Math.min(1, same)
  }

  /** The share of what names the kinds of both that they have in common. */
  #sameKind(): number {
    const { sharedKind, kind, otherKind, sameSeries, firms } = this.#asked
    const same = (2 * sharedKind + UNSURE_KIND) / (kind + otherKind + UNSURE_KIND)
    return Math.min(1, sameSeries && firms > 0 ? Math.max(SAME_SERIES, same) : same)
  }

  #grow(item: number): void {
    const sums = new Float32Array(Math.max(item + 1, this.#sums.length * 2))
    sums.set(this.#sums)
    this.#sums = sums
  }
}
