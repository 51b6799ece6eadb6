import type { Lists } from '../../catalogue/lists.ts'
import { distance, timesMore, unitOf } from './measure.ts'
import { isGauge, wordOf } from './signature.ts'
import type { WordLists } from './word-lists.ts'

/** Items of the kind whose sizes are read. */
const SAMPLE = 32
/** Of so few that tell a size, nothing is learned, and two may be so far apart, in the logarithm. */
const FEWEST = 6
const UNKNOWN_LIMIT = 0.25
/** What comes in fewer sizes has types, any of which may do: *1080p*, *2-way*. */
const FEWEST_SIZES = 5
/** So much of what sizes of a kind are apart, two may be that stand in for each other. */
const NEAR = 0.5
/** The next size there is may be so many times farther. */
const NEXT = 2
const MOST_GAUGES = 8

/**
 * Which sizes are too far from that of the item asked about: 9.8 ft of cable beside 16.4, but
 * not 8 GB beside 16. How far is learned from others of the kind, unit by unit: where their sizes
 * lie far apart, two may be farther from each other, and the next size there is farther still.
 */
export class SizeLimits {
  /** Sizes of the item asked about, how far others may be, the next more and the next less. */
  readonly #wanted = new Int32Array(MOST_GAUGES)
  readonly #limits = new Float64Array(MOST_GAUGES)
  readonly #above = new Float64Array(MOST_GAUGES)
  readonly #below = new Float64Array(MOST_GAUGES)
  /** Whether enough of the kind tell such a size, and not two or three types. */
  readonly #isKnown: boolean[] = []
  #count = 0
  readonly #lists: WordLists
  readonly #signatures: Lists
  readonly #one = new Int32Array(1)

  constructor(lists: WordLists, signatures: Lists) {
    this.#lists = lists
    this.#signatures = signatures
  }

  clear(): void {
    this.#count = 0
  }

  /** @param entry list of those of its kind. */
  learn(terms: readonly number[], entry: number, length: number): void {
    this.#count = 0
    for (const term of terms) {
      if (isGauge(term) && this.#count < MOST_GAUGES) this.#wanted[this.#count++] = wordOf(term)
    }
    if (this.#count === 0) return
    const samples = this.#sample(entry, length)
    for (let i = 0; i < this.#count; i++) this.#learnOne(i, samples)
  }

  /** Whether the other has a size of the same unit, and none that is near enough. */
  isTooFar(terms: readonly number[]): boolean {
    for (let i = 0; i < this.#count; i++) if (this.#isFar(i, terms)) return true
    return false
  }

  /** Whether a size of it is as good, where sizes of the kind are known. */
  isNear(terms: readonly number[]): boolean {
    for (let i = 0; i < this.#count; i++) {
      if (!this.#isKnown[i]) continue
      const unit = unitOf(this.#wanted[i])
      for (const term of terms) {
        const word = wordOf(term)
        if (isGauge(term) && unitOf(word) === unit && this.#isNear(i, word)) return true
      }
    }
    return false
  }

  #isFar(at: number, terms: readonly number[]): boolean {
    const wanted = this.#wanted[at]
    let isFar = false
    for (const term of terms) {
      const word = wordOf(term)
      if (!isGauge(term) || unitOf(word) !== unitOf(wanted)) continue
      if (this.#isNear(at, word)) return false
      // What answers to another size of the one asked about tells nothing of this one.
      if (!this.#isWanted(word)) isFar = true
    }
    return isFar
  }

  #isNear(at: number, word: number): boolean {
    const wanted = this.#wanted[at]
    if (distance(wanted, word) <= this.#limits[at]) return true
    const isNext = word <= this.#above[at] && word >= this.#below[at]
    return isNext && Math.abs(timesMore(wanted, word)) <= NEXT * this.#limits[at]
  }

  #isWanted(word: number): boolean {
    for (let i = 0; i < this.#count; i++) if (this.#wanted[i] === word) return true
    return false
  }

  #learnOne(at: number, samples: readonly number[]): void {
    const wanted = this.#wanted[at]
    const ofUnit = samples.filter(word => unitOf(word) === unitOf(wanted))
    this.#limits[at] = limitOf(ofUnit, wanted)
    const isKnown = ofUnit.length >= FEWEST
    this.#isKnown[at] = isKnown && this.#limits[at] < Number.POSITIVE_INFINITY
    this.#above[at] = isKnown ? Math.min(...ofUnit.filter(word => word > wanted)) : wanted
    this.#below[at] = isKnown ? Math.max(...ofUnit.filter(word => word < wanted)) : wanted
  }

  /** Sizes of items evenly spread over the list. */
  #sample(entry: number, length: number): number[] {
    const words: number[] = []
    const count = Math.min(SAMPLE, length)
    for (let at = 0; at < count; at++) {
      this.#lists.read(entry, Math.floor((at * length) / count), 1, this.#one)
      for (const term of this.#signatures.get(this.#one[0])) {
        if (isGauge(term)) words.push(wordOf(term))
      }
    }
    return words
  }
}

function limitOf(ofUnit: readonly number[], wanted: number): number {
  if (ofUnit.length < FEWEST) return UNKNOWN_LIMIT
  const hasSizes = new Set(ofUnit).size >= FEWEST_SIZES
  return hasSizes ? NEAR * spreadOf(ofUnit, wanted) : Number.POSITIVE_INFINITY
}

/** The standard deviation, in the logarithm. */
function spreadOf(words: readonly number[], base: number): number {
  let sum = 0
  let squares = 0
  for (const word of words) {
    const apart = timesMore(base, word)
    sum += apart
    squares += apart * apart
  }
  return Math.sqrt(Math.max(0, squares / words.length - (sum / words.length) ** 2))
}
