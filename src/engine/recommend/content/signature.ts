import { hash32 } from '../../../core/hash.ts'
import { singular, wordsOf } from '../../../core/words.ts'
import { codeWord, isCodeText, isMeasureText, isOfCode, measureWord } from './measure.ts'
import { AMOUNTS } from './vocabulary.ts'
import { seriesOf, titleWords } from './words.ts'

/** Where a term comes from, in its four lowest bits; the next tells a number; the rest is its word. */
export const WORD = 0
export const NOUN = 1
const NOTE = 2
const BRAND = 3
const ATTRIBUTE = 4
const MAKER = 5
const RANGE = 6
const SERIES = 7
const FORM = 8
const SERVED = 9
const SIZE = 10
const KIND = 11
const MEASURE = 12
const PART = 13
const ASIDE = 14
const FIELD = 15
/** Of a word that is a number with its unit or with letters. */
const NUMBERED = 16
const FIELD_BITS = 5
/** What a term of each field weighs, beside how rare it is. */
const WEIGHTS = [1, 1.1, 0.5, 1.1, 0.7, 0.7, 0.5, 1, 1.1, 1, 1, 0.6, 1, 1, 0.5]
const NAMES = [WORD, PART, NOUN, SERIES, SERVED, SIZE, KIND, MEASURE].reduce(
  (bits, field) => bits | (1 << field),
  0,
)
const ROLES = {
  word: WORD,
  part: PART,
  noun: NOUN,
  note: NOTE,
  aside: ASIDE,
  form: FORM,
  served: SERVED,
  size: SIZE,
  kind: KIND,
  measure: MEASURE,
}
/** Most words of a title and most terms of an item: a list of keywords is no title. */
const MOST_WORDS = 14
export const MOST_TERMS = 24
/** A number of what is served: *ipad 2*. */
const MODEL = / \d/
/** Digits of a GTIN-13 that all things of one maker share, and those of one of its ranges. */
const MAKER_DIGITS = 7
const RANGE_DIGITS = 9

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

/** What an item is, as at most 24 terms: title words, series, brand, maker, attributes. */
export function signatureOf({ title, language, brand, attributes, sku }: Described): number[] {
  const terms: number[] = []
  const brandWords = wordsOf(brand)
  const own = new Set(brandWords.map(singular))
  const words = titleWords(title, language, own)
  // A film with lions has no word in common with what a team called lions is on.
  const world = words[0]?.role === 'form' ? 'work ' : ''
  for (const { word, role } of words) {
    // The brand counts once, however often the title repeats it, unless it tells what the thing is
    // or serves: not all that *Case Logic* makes are cases.
    const isNews = role === 'served' || role === 'noun' || !own.has(word)
    const text = role === 'form' ? word : `${world}${word}`
    if (terms.length < MOST_WORDS && isNews) terms.push(termOf(text, ROLES[role]))
  }
  const series = seriesOf(title, own)
  if (series !== '') terms.push(termOf(`series ${series}`, SERIES))
  if (brandWords.length > 0) terms.push(termOf(`brand ${brandWords.join(' ')}`, BRAND))
  const code = gtinOf(sku)
  if (code !== '') {
    terms.push(termOf(`maker ${code.slice(0, MAKER_DIGITS)}`, MAKER))
    terms.push(termOf(`maker ${code.slice(0, RANGE_DIGITS)}`, RANGE))
  }
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
  const field = term & FIELD
  return field === NOUN || field === FORM
}

/** Whether it is part of what the thing is called. */
export function isName(term: number): boolean {
  return ((NAMES >> (term & FIELD)) & 1) === 1
}

export function isNote(term: number): boolean {
  return (term & FIELD) === NOTE || isAside(term)
}

/** Whether it stands in brackets. */
export function isAside(term: number): boolean {
  return (term & FIELD) === ASIDE
}

/** Whether it tells a work: a film, a record, a program. */
export function isForm(term: number): boolean {
  return (term & FIELD) === FORM
}

/** A record's name says less of it than a film's: artists are not told. */
export function isMusic(term: number): boolean {
  return term === MUSIC
}

/** Whether it is a noun with the word before it. */
export function isKind(term: number): boolean {
  return (term & FIELD) === KIND
}

/** Whether it is a word that stands by itself and is not known to tell more. */
export function isPlain(term: number): boolean {
  return (term & FIELD) === WORD
}

/** Whether it is a measure or a number: many kinds of things have it. */
export function isSize(term: number): boolean {
  return (term & FIELD) === SIZE || isMeasure(term)
}

/** Whether it is a number with its unit. */
export function isMeasure(term: number): boolean {
  return (term & FIELD) === MEASURE
}

/** Whether it is a number with its unit, be it behind the name. */
export function isGauge(term: number): boolean {
  return isNumbered(term) && !isServed(term) && !isOfCode(wordOf(term))
}

/** Whether it is letters and a number: *ddr2*. */
export function isCode(term: number): boolean {
  return isNumbered(term) && !isServed(term) && isOfCode(wordOf(term))
}

/** Whether it is what the thing is for, with its number: *ipad 2*. */
export function isModel(term: number): boolean {
  return isNumbered(term) && isServed(term)
}

function isNumbered(term: number): boolean {
  return (term & NUMBERED) !== 0
}

/** Whether it is what the thing is for. */
export function isServed(term: number): boolean {
  return (term & FIELD) === SERVED
}

export function isSeries(term: number): boolean {
  return (term & FIELD) === SERIES
}

/** Whether it tells who makes it. */
export function isFirm(term: number): boolean {
  const field = term & FIELD
  return field === BRAND || field === MAKER || field === RANGE
}

export function weightOf(term: number): number {
  return WEIGHTS[term & FIELD]
}

/** Whether it tells how much there is of a thing, not what. */
export function isAmount(term: number): boolean {
  return AMOUNT_WORDS.has(wordOf(term))
}

const AMOUNT_WORDS = new Set([...AMOUNTS].map(word => wordOf(termOf(word, NOUN))))
const MUSIC = termOf('form music', FORM)

/** Of a UPC or EAN: its first digits are its maker's (GS1) and tell a studio or a label unsaid. */
function gtinOf(sku: string): string {
  return /^\d{12,14}$/.test(sku) ? sku.padStart(13, '0').slice(-13) : ''
}

function termOf(text: string, field: number): number {
  if (isMeasureText(text)) return (measureWord(text) << FIELD_BITS) | NUMBERED | field
  if (isCodeText(text)) return (codeWord(text) << FIELD_BITS) | NUMBERED | field
  const number = field === SERVED && MODEL.test(text) ? NUMBERED : 0
  return (hash32(text, 0x6c696b65) & ~(FIELD | NUMBERED)) | number | field
}
