import { hash32 } from '../../../core/hash.ts'
import { singular, wordsOf } from '../../../core/words.ts'
import { titleWords } from './words.ts'

/** Where a term comes from, in its three lowest bits; the rest is its word. */
export const WORD = 0
export const NOUN = 1
const NOTE = 2
const BRAND = 3
const ATTRIBUTE = 4
const MAKER = 5
const FIELD = 7
const FIELD_BITS = 3
/** What a term of each field weighs, beside how rare it is. */
const WEIGHTS = [1, 1.3, 0.5, 1.1, 0.7, 0.9]
const ROLES = { word: WORD, noun: NOUN, note: NOTE }
/** Most words of a title and most terms of an item: a list of keywords is no title. */
const MOST_WORDS = 14
export const MOST_TERMS = 24
/** Digits of a GTIN-13 that many things of one maker share, and those of one of its ranges. */
const MAKER_DIGITS = [7, 9]

export interface Described {
  title: string
  language: string
  /** Empty for none. */
  brand: string
  /** Indexes of name and value. */
  attributes: readonly number[]
  /** Id of a SKU: many shops use the number under the bar code. */
  sku: string
}

/** What an item is, as at most 24 terms: title words, brand, maker, attributes. */
export function signatureOf({ title, language, brand, attributes, sku }: Described): number[] {
  const terms: number[] = []
  const brandWords = wordsOf(brand)
  const own = new Set(brandWords.map(singular))
  for (const { word, role } of titleWords(title, language)) {
    // The brand counts once, however often the title repeats it.
    if (terms.length < MOST_WORDS && !own.has(word)) terms.push(termOf(word, ROLES[role]))
  }
  if (brandWords.length > 0) terms.push(termOf(`brand ${brandWords.join(' ')}`, BRAND))
  for (const maker of makersOf(sku)) terms.push(termOf(`maker ${maker}`, MAKER))
  for (const attribute of attributes) {
    if (terms.length < MOST_TERMS) terms.push(termOf(`attribute ${attribute}`, ATTRIBUTE))
  }
  return terms
}

/** Equal for the same word, whether it is the noun there or not. */
export function wordOf(term: number): number {
  return term >>> FIELD_BITS
}

export function isNoun(term: number): boolean {
  return (term & FIELD) === NOUN
}

export function weightOf(term: number): number {
  return WEIGHTS[term & FIELD]
}

/** The first digits of a UPC or EAN are its maker's (GS1): they tell a studio or a label unsaid. */
function makersOf(sku: string): string[] {
  if (!/^\d{12,14}$/.test(sku)) return []
  const gtin = sku.padStart(13, '0').slice(-13)
  return MAKER_DIGITS.map(digits => gtin.slice(0, digits))
}

function termOf(text: string, field: number): number {
  return (hash32(text, 0x6c696b65) & ~FIELD) | field
}
