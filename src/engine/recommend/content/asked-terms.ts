import type { Lists } from '../../catalogue/lists.ts'
import { nearness, unitOf } from './measure.ts'
import {
  isAmount,
  isAside,
  isCode,
  isFirm,
  isForm,
  isKind,
  isMeasure,
  isModel,
  isMusic,
  isName,
  isNote,
  isNoun,
  isSeries,
  isServed,
  isSize,
  MOST_TERMS,
  wordOf,
} from './signature.ts'
import { SizeLimits } from './size-limits.ts'
import { Telling } from './telling.ts'
import { kindOf, useOf, weightAt } from './term-weights.ts'
import { NOBODY, type WordLists } from './word-lists.ts'

/** Of what more than this share of the items have, nothing follows. */
const COMMON = 0.1
/** Where no category tells the kind, the name has to: so much more it weighs. */
const NAME = 1.3

/** A code that so many have is a standard, and a word before a noun tells a sort of it. */
const MANY = 5
/** A noun that a smaller share of the items is called by has no sorts. */
const ONE_SORT = 0.002
/** So near a size is another of the same, to half of what it weighs. */
const AS_GOOD = 0.5
const NEAR_SIZE = 0.5

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
  /** What its words for what it serves tell of it. */
  served = 0
  /** Its measures. */
  measures = 0
  /** Whether no category tells its kind. */
  isOpen = false
  /** The rarest word of an emblem on it, or −1, and how many have it. */
  emblem = -1
  #haveEmblem = 0
  #hasAside = false
  /** Whether it serves a model: *ipad 2*. */
  #hasModel = false
  #hasSort = false
  /** Whether it is a film, a record or a program. */
  isWork = false
  isMusic = false
  /** Of the item met last: the product of both vectors, its length, its kind, the kind shared. */
  shared = 0
  otherNorm = 0
  otherKind = 0
  sharedKind = 0
  otherServed = 0
  sharedServed = 0
  otherMeasures = 0
  sharedMeasures = 0
  otherIsWork = false
  /** Whether both have something in brackets, and nothing of it in common. */
  otherAside = false
  /** Whether it has the emblem of the one asked about, where there is one. */
  sameEmblem = true
  /** Whether a size of it is too far from that of the one asked about. */
  otherSize = false
  /** Whether it is of the same sort of a noun, and a size of it is near. */
  sameSort = false
  /** Whether each has a code that many have, with the same letters: *ddr2* and *ddr3*. */
  otherCode = false
  /** Whether it serves none of the models that the one asked about does, but what they are models of. */
  otherModel = false
  /** Whether it is another sort of the noun, and many are of either: a gas dryer, an electric one. */
  otherSort = false
  /** Whether what both are is one noun. */
  sameNoun = false
  /** The share of items that are called by it. */
  noun = 0
  /** Whether what one is only tells what the other is about: a sleeve for laptops, a laptop. */
  isAbout = false
  /** Terms that few have and both: notes, and others, some of which tell the firm. */
  notes = 0
  evidence = 0
  firms = 0
  /** Words of both names. */
  names = 0
  /** Whether both begin alike, and have no other words. */
  sameSeries = false
  sameName = false
  /** Whether all that one is called is in the name of the other. */
  wholeName = false
  /** Whether both names begin with one word. */
  sameStart = false
  /** Whether both begin alike, and each name has words that the other has not. */
  namesApart = false
  /** Of how many the series is that both are of, and the word of both names that fewest have. */
  series = 0
  fewest = 0
  /** Words of the name asked about. */
  #ownNames = 0
  #start: number | undefined
  readonly #words = new Int32Array(MOST_TERMS)
  /** Measures that the item met last has alone. */
  readonly #others = new Int32Array(MOST_TERMS)
  readonly #terms = new Int32Array(MOST_TERMS)
  readonly #lists: WordLists
  readonly #telling: Telling
  readonly #sizes: SizeLimits
  #category = -1
  #size = 0

  constructor(lists: WordLists, signatures: Lists) {
    this.#lists = lists
    this.#telling = new Telling(lists, signatures)
    this.#sizes = new SizeLimits(lists, signatures)
  }

  prepare(terms: readonly number[], category: number, size: number): void {
    this.#category = category
    this.#size = size
    this.count = 0
    this.kind = 0
    this.served = 0
    this.measures = 0
    this.#hasAside = this.#hasModel = this.#hasSort = false
    this.emblem = -1
    this.#haveEmblem = size
    this.isOpen = category < 0
    this.isWork = isWork(terms)
    this.isMusic = terms.some(isMusic)
    this.#ownNames = this.isWork ? namesOf(terms) : 0
    this.#start = terms.find(isWordOfName)
    this.#telling.enter(category, size)
    let squares = 0
    let kindEntry = NOBODY
    let kindLength = 0
    for (const term of terms) {
      const entry = this.#lists.find(category, wordOf(term))
      const length = this.#lists.lengthOf(entry)
      const isOpen = this.isOpen && isName(term)
      const weight = weightAt(term, length, size) * (isOpen ? NAME : 1)
      if (weight === 0) continue
      squares += weight * weight
      if (isNoun(term)) this.kind += kindOf(length)
      if (isServed(term)) this.served += useOf(term, length, size)
      if (isMeasure(term)) this.measures++
      if (isAside(term)) this.#hasAside = true
      if (isModel(term)) this.#hasModel = true
      if (this.isOpen && isKind(term) && length >= MANY) this.#hasSort = true
      if (isNoun(term) && length > kindLength) [kindEntry, kindLength] = [entry, length]
      const telling = isOpen && !isKind(term) ? this.#telling.of(term, entry, length) : 1
      if (isOpen && !this.isWork) this.#noteEmblem(term, terms, length)
      this.#insert(term, entry, length, weight * telling)
    }
    this.norm = Math.sqrt(squares)
    if (this.isOpen && !this.isWork) this.#sizes.learn(terms, kindEntry, kindLength)
    else this.#sizes.clear()
  }

  /** Compare with the terms of another item. */
  meet(terms: readonly number[]): void {
    let squares = 0
    let others = 0
    let asides = 0
    let sharedAsides = 0
    let sharedModels = 0
    let sorts = 0
    let sharedSorts = 0
    this.shared = this.otherKind = this.sharedKind = this.otherServed = this.sharedServed = 0
    this.otherMeasures = this.sharedMeasures = 0
    this.names = this.notes = this.evidence = this.firms = this.series = 0
    this.fewest = this.#size
    this.sameSeries = this.sameNoun = this.isAbout = false
    this.otherIsWork = isWork(terms)
    this.sameEmblem = this.emblem < 0
    for (const term of terms) {
      const word = wordOf(term)
      const own = this.#find(word)
      const length = own < 0 ? this.#lengthOf(word) : this.lengths[own]
      const weight = weightAt(term, length, this.#size)
      squares += weight * weight
      if (isNoun(term)) this.otherKind += kindOf(length)
      if (isServed(term)) this.otherServed += useOf(term, length, this.#size)
      if (isMeasure(term)) this.otherMeasures++
      if (isAside(term)) asides++
      if (isKind(term) && length >= MANY) sorts++
      if (isKind(term) && own >= 0) sharedSorts++
      if (isAside(term) && own >= 0) sharedAsides++
      if (own < 0 && isMeasure(term)) this.#others[others++] = term
      if (own < 0) continue
      if (isModel(term)) sharedModels++
      if (word === this.emblem) this.sameEmblem = true
      this.shared += weight * this.weights[own]
      this.#noteShared(term, this.#terms[own], length)
    }
    this.otherNorm = Math.sqrt(squares)
    this.otherSort = this.#hasSort && sorts > 0 && sharedSorts === 0 && this.sameNoun
    this.otherModel = this.#hasModel && sharedModels === 0 && this.sharedServed > 0
    this.otherSize = this.#sizes.isTooFar(terms)
    this.sameSort = this.#isOneSort(sharedSorts) && !this.otherSize && this.#sizes.isNear(terms)
    this.otherCode = this.isOpen && !this.isWork && this.#hasOtherCode(terms)
    this.otherAside = this.#hasAside && asides > 0 && sharedAsides === 0
    const near = this.measures > 0 ? others : 0
    for (let i = 0; i < near; i++) this.#noteNear(this.#others[i], terms)
    if (this.names > 0 || this.sameSeries) this.#noteNames(this.isWork ? namesOf(terms) : 0)
    else this.sameName = this.wholeName = this.namesApart = false
    this.sameStart = this.names > 0 && terms.find(isWordOfName) === this.#start
  }

  #isOneSort(sharedSorts: number): boolean {
    return this.sameNoun && (sharedSorts > 0 || this.noun < ONE_SORT)
  }

  /** A code that few have is a name, and no standard. */
  #hasOtherCode(terms: readonly number[]): boolean {
    for (let i = 0; i < this.count; i++) {
      const own = this.#words[i]
      if (!isCode(this.#terms[i]) || this.lengths[i] < MANY) continue
      const same = terms.filter(term => isCode(term) && unitOf(wordOf(term)) === unitOf(own))
      const isShared = same.some(term => wordOf(term) === own)
      if (!isShared && same.some(term => this.#lengthOf(wordOf(term)) >= MANY)) return true
    }
    return false
  }

  #noteEmblem(term: number, terms: readonly number[], length: number): void {
    if (length >= this.#haveEmblem || !this.#telling.isEmblem(term, terms)) return
    this.emblem = wordOf(term)
    this.#haveEmblem = length
  }

  #noteNames(others: number): void {
    this.sameName = this.sameSeries && this.names === this.#ownNames && this.names === others
    this.wholeName = this.names > 0 && this.names === Math.min(this.#ownNames, others)
    this.namesApart = this.sameSeries && this.names < this.#ownNames && this.names < others
  }

  #noteShared(term: number, own: number, length: number): void {
    if (isNoun(term)) this.#noteKind(term, own, length)
    else if (isNoun(own)) this.isAbout = true
    if (isServed(term) && isServed(own)) this.sharedServed += useOf(term, length, this.#size)
    if (isMeasure(term) && isMeasure(own)) this.sharedMeasures++
    if (isSeries(term)) this.#noteSeries(length)
    // What one serves and the other is called by brings them no nearer.
    if (length >= COMMON * this.#size || isServed(term) !== isServed(own)) return
    if (isNote(term)) this.notes++
    else this.evidence++
    if (isFirm(term)) this.firms++
    if (isWordOfName(term) && (!this.isWork || isWordOfName(own))) this.#noteName(length)
  }

  /** A size is a part of one in common, the more the nearer it is to one that the other has not. */
  #noteNear(other: number, terms: readonly number[]): void {
    let nearest = 0
    let weight = 0
    for (let i = 0; i < this.count; i++) {
      const own = this.#terms[i]
      if (!isMeasure(own) || terms.includes(own)) continue
      const near = nearness(wordOf(own), wordOf(other))
      if (near <= nearest) continue
      nearest = near
      weight = this.weights[i]
    }
    this.sharedMeasures += nearest
    if (!this.sameNoun || nearest < AS_GOOD) return
    const others = weightAt(other, this.#lengthOf(wordOf(other)), this.#size)
    this.shared += NEAR_SIZE * nearest * weight * others
  }

  #noteSeries(length: number): void {
    this.sameSeries = true
    this.series = length
  }

  #noteName(length: number): void {
    this.names++
    this.fewest = Math.min(this.fewest, length)
  }

  /** What a thing serves is not what it is: a cable for microphones is none. */
  #noteKind(noun: number, own: number, length: number): void {
    if (isNoun(own)) this.sharedKind += kindOf(length)
    else this.isAbout = true
    if (!isNoun(own) || isForm(noun) || isAmount(noun)) return
    this.sameNoun = true
    this.noun = length / this.#size
  }

  #lengthOf(word: number): number {
    return this.#lists.lengthOf(this.#lists.find(this.#category, word))
  }

  #find(word: number): number {
    for (let i = 0; i < this.count; i++) if (this.#words[i] === word) return i
    return -1
  }

  /** In order of length; those of one length in the order of the title. */
  #insert(term: number, entry: number, length: number, weight: number): void {
    let at = this.count++
    for (; at > 0 && this.lengths[at - 1] > length; at--) {
      this.#words[at] = this.#words[at - 1]
      this.#terms[at] = this.#terms[at - 1]
      this.entries[at] = this.entries[at - 1]
      this.lengths[at] = this.lengths[at - 1]
      this.weights[at] = this.weights[at - 1]
    }
    this.#words[at] = wordOf(term)
    this.#terms[at] = term
    this.entries[at] = entry
    this.lengths[at] = length
    this.weights[at] = weight
  }
}

/** What a work comes as is its first term. */
function isWork(terms: readonly number[]): boolean {
  return terms.length > 0 && isForm(terms[0])
}

function namesOf(terms: readonly number[]): number {
  return terms.filter(isWordOfName).length
}

function isWordOfName(term: number): boolean {
  return isName(term) && !isSeries(term) && !isServed(term) && !isSize(term)
}
