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
/** A noun that a larger share of the items is called by has many kinds. */
const COMMON_NOUN = 0.004
/** What is left of the likeness of two things that are called by one noun and nothing else. */
const BY_NOUN = 0.8
/** Of two that are called by a noun of many kinds, as *case* is, and serve nothing in common. */
const BY_COMMON_NOUN = 0.6
/** Of two that are called by other nouns, and less where it is one word, or their maker alone. */
const BY_WORDS = 0.78
const BY_ONE_WORD = 0.6
const BY_FIRM = 0.77
/** Of one of two records or films: most labels have all sorts. */
const BY_LABEL = 0.15
/** What is left of the likeness of two things that serve others: a case for another telephone. */
const OTHER_USE = 0.1
/** How much it counts that one of them tells more of what it is for. */
const UNSURE_USE = 0.25
/** What is left where each has a bracket and they say other things: *unlocked* and *Sprint*. */
const OTHER_ASIDE = 0.75
/** What is left of one without the emblem: with another team's, or with none. */
const OTHER_EMBLEM = 0.3
/** How much it counts that one is of another size. */
const OTHER_SIZE = 0.5
/** What is left where one is of a size too far from the other, or of another standard. */
const FAR_SIZE = 0.3
const OTHER_CODE = 0.3
/** What is left of a gas dryer for an electric one, where many are either. */
const OTHER_SORT = 0.75
/** What is left where one serves *ipad 2*, and the other only *ipad*. */
const OTHER_MODEL = 0.4
/** What is left where the other tells of no use. */
const USE_UNTOLD = 0.7
/** What is left where the other tells of a use that was not asked for. */
const USE_UNASKED = 0.75
/** Of one of two works that share their names, or one word of them with and without the firm. */
const BY_NAME = 0.78
const BY_WORD_AND_FIRM = 0.62
/** Where the word begins neither name and is not all of one: labels have many works. */
const BY_CHANCE_AND_FIRM = 0.38
const BY_WORD = 0.33
/** Of one of a program and the same on another machine. */
const OTHER_PLATFORM = 0.2
/** The least that two of one series and firm share of a kind. */
const SAME_SERIES = 0.5
/** What is left of the likeness of a thing and what it is about, or of a thing and a work. */
const OTHER_KIND = 0.4
/** A film of the very same name is that film, be it a common word. */
const SAME_FILM = 0.4
/** So many records of one name, and with each word of it, are not one artist's. */
const MANY_RECORDS = 25
/** How much a longer name of the other item counts against it (Singhal, 1996: pivoted length). */
const OTHER_LENGTH = 0.3
const OTHER_WORK_LENGTH = 0.5

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
  /** Whether it is of the same sort and size, and serves nothing else. */
  readonly doesAsWell = new Uint8Array(MOST_COMPARED)
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
      const isOfSort = this.#asked.sameSort && this.#sameUse() === 1 && this.#fit() === 1
      this.doesAsWell[i] = isOfSort ? 1 : 0
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
    const other = asked.isWork && !asked.sameSeries ? OTHER_WORK_LENGTH : OTHER_LENGTH
    const length = (1 - other) * norm + other * otherNorm
    const least = asked.isWork && asked.sameName && !asked.isMusic ? SAME_FILM : 0
    const likeness = Math.max(least, Math.min(1, shared / (norm * length || 1)))
    const trust = asked.isWork ? this.#trustOfWork() : this.#trust()
    const fit = this.#sameKind() * this.#sameUse() * this.#sameSize() * this.#fit()
    return likeness * fit * trust
  }

  /** Less where one does not do for the other, however they are called. */
  #fit(): number {
    const { otherAside, otherCode, otherModel, otherSize, otherSort, sameEmblem } = this.#asked
    let fit = otherAside ? OTHER_ASIDE : 1
    if (otherCode) fit *= OTHER_CODE
    if (otherModel) fit *= OTHER_MODEL
    if (otherSize) fit *= FAR_SIZE
    if (otherSort) fit *= OTHER_SORT
    return sameEmblem ? fit : fit * OTHER_EMBLEM
  }

  /** A noun that both are called by is a kind of thing, where no category tells it. */
  #trust(): number {
    const { isOpen, notes, evidence, firms, names, sameNoun } = this.#asked
    if (sameNoun) return !isOpen || names > 1 || notes > 2 ? 1 : this.#trustOfNoun()
    const words = isOpen ? BY_WORDS : 1
    if (evidence < 2) return words * BY_ONE_WORD
    return evidence === firms && notes < 2 ? words * BY_FIRM : words
  }

  #trustOfNoun(): number {
    const { noun, sharedServed } = this.#asked
    return noun > COMMON_NOUN && sharedServed === 0 ? BY_COMMON_NOUN : BY_NOUN
  }

  /** A film of the same name is that film; a record of the same name may be anybody's. */
  #trustOfWork(): number {
    const { firms, isMusic, names, namesApart, sameSeries } = this.#asked
    const { sameStart, served, wholeName } = this.#asked
    if (names === 0 && (isMusic || !sameSeries)) return BY_LABEL
    if (isMusic && (namesApart || this.#isManyArtists())) return BY_LABEL
    if (sameSeries && (!isMusic || names > 1)) return BY_NAME
    if (names > (isMusic && firms === 0 ? 2 : 1)) return BY_NAME
    if (firms === 0) return BY_WORD
    // Games of one hero begin with the name: *Sonic Unleashed*. What programs run on they serve.
    const isMore = sameSeries || (!isMusic && wholeName) || (served > 0 && sameStart)
    return isMore ? BY_WORD_AND_FIRM : BY_CHANCE_AND_FIRM
  }

  /** *Playlist* and *Icon* are of another artist each, and so is what dozens are called. */
  #isManyArtists(): boolean {
    const { series, fewest } = this.#asked
    return series >= MANY_RECORDS && fewest >= MANY_RECORDS
  }

  /** Less where each tells of a use that the other has not. */
  #sameUse(): number {
    const { served, otherServed, sharedServed, isWork } = this.#asked
    if (served > 0 && otherServed === 0) return USE_UNTOLD
    if (served === 0) return otherServed > 0 && !isWork ? USE_UNASKED : 1
    const apart = Math.min(served, otherServed) - sharedServed
    const more = Math.max(served, otherServed) - sharedServed
    const least = isWork ? OTHER_PLATFORM : OTHER_USE
    const same = (sharedServed / (sharedServed + apart)) ** 2
    return (least + (1 - least) * same) * (1 - (UNSURE_USE * more) / (more + sharedServed))
  }

  /** Less where each has a measure that the other has not. */
  #sameSize(): number {
    const { measures, otherMeasures, sharedMeasures, isWork } = this.#asked
    const apart = Math.min(measures, otherMeasures) - sharedMeasures
    return isWork || apart <= 0 ? 1 : 1 - (OTHER_SIZE * apart) / (apart + sharedMeasures)
  }

  /** The share of what names the kinds of both that they have in common. */
  #sameKind(): number {
    const { sharedKind, kind, otherKind, sameSeries, firms, isWork } = this.#asked
    if (this.#isAboutOther()) return OTHER_KIND
    const same = (2 * sharedKind + UNSURE_KIND) / (kind + otherKind + UNSURE_KIND)
    // A film and its soundtrack may have a firm in common, but not two.
    const least = sameSeries && firms > (isWork ? 1 : 0) ? SAME_SERIES : 0
    return Math.min(1, Math.max(least, same))
  }

  /** A thing and a work, or a thing and what it is about. */
  #isAboutOther(): boolean {
    const { isOpen, isAbout, isWork, otherIsWork, sameNoun } = this.#asked
    return isOpen && (isWork !== otherIsWork || (isAbout && !sameNoun && !isWork))
  }

  #grow(item: number): void {
    const sums = new Float32Array(Math.max(item + 1, this.#sums.length * 2))
    sums.set(this.#sums)
    this.#sums = sums
  }
}
