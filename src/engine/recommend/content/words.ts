import { singular, wordsOf } from '../../../core/words.ts'
import { isMeasureText } from './measure.ts'
import { isNounFirst, nounPlaces } from './noun-places.ts'
import {
  CARRIERS,
  COLOURS,
  FILLER,
  isNoGrammar,
  isTelling,
  SERVES,
  SERVES_NOT,
} from './vocabulary.ts'

const DASH = /\s+[-–—|•]\s+/u
const BREAKS = /[;:/]\s/u
const COMMA = /,\s/u
const COLON = /:\s/u
/** A bracket that a feed cut off ends with its part of the title. */
const BRACKETED = /[([{](?:[^)\]}]*[)\]}]|[^)\]}]*?(?=\s+[-–—|•]\s|$))/gu
/** Which of a series: *3*, *iii* or *Vol.* */
const NUMBER = /\d|^(?:i{2,3}|iv|vi{0,3}|ix|vol|volume|pt|part)$/
/** A number of one film more than of another; *2012* is a name. */
const COUNT = /^\d{1,2}$/
const UP_TO = /\bup to (?=\d)/gi
const LIMIT = 'upto'
/** No dash between parts of a title: *1984 - 2005*. */
const YEARS = /\b(\d{4})\s+[-–—]\s+(?=\d{4}\b)/g
/** From which size to which: what lies between them, as sizes are compared by how many times they are. */
const RANGE = /\b(\d+(?:\.\d+)?)["”″]?\s*[-–—]\s*(\d+(?:\.\d+)?)(?=["”″])/g
const MIXED = /(\d+)[- ](\d)\/(\d{1,2})(?![\d/.])/g
const FRACTION = /(?<![\d/.])(\d)\/(\d)(?![\d/.])/g
const INCHES = /(\d)(?:["”″]|[\s-]inch(?:es)?\b)/gi
const FEET = /(\d)(?:['’′](?!\w)|[\s-](?:ft|foot|feet)\b\.?)/gi
const UNITS = 'amp|watt|w|volt|v|mah|lb|oz|kg|g|mm|cm|m|ml|cl|l|gal|mb|gb|tb|hz|mhz|ghz|mp'
const MEASURE = new RegExp(String.raw`(\d)[\s-](${UNITS})s?\b\.?`, 'gi')
const GALLONS = /(\d)[\s-]gallons?\b/gi
const VOLUME = /(\d)[\s-]cu\.? ?ft\b\.?/gi
const COUNTED = /(?<![\w.,-])(\d+(?:\.\d+)?)-([a-z]{3,})\b/gi
const THOUSANDS = /(\d),(?=\d{3}(?!\d))/g
const OF_CARRIERS = new Set(['disc', 'inch', '3d', 'one', 'vita', 'switch'])
const SOUNDTRACK = /\bsoundtrack\b|\bmotion picture\b|\bo\.s\.t\./i
const GUIDE = /[([][^)\]]*\bguide\b/i
const JOINED = /\S[^\s\p{L}\p{N}]\S/u
const NONE: ReadonlySet<string> = new Set()

export interface TitleWord {
  word: string
  /**
   * A noun says what the thing is: *cable* in “6 ft. cable for cameras”. A note stands in
   * brackets or after the name: *widescreen* in “Red Pupil - Widescreen - DVD”; what stands in
   * brackets behind a thing is an aside: *pair* in “Speakers (Pair)”. A form is
   * what a work comes as: *film*, on whatever disc. What is served is another thing: *cameras*.
   * A kind is a noun with the word before it, a size a number, a measure one with its unit,
   * a part a word of a joined one: *high* of *high-definition*.
   */
  role:
    | 'word'
    | 'part'
    | 'noun'
    | 'note'
    | 'aside'
    | 'form'
    | 'served'
    | 'size'
    | 'measure'
    | 'kind'
}

type Found = Map<string, TitleWord['role']>

/**
 * The words of a title as they are compared: without accents, case, plurals and what stands
 * in for grammar, each once. What a part of it names (its noun) is told by its place.
 *
 * @param own words of the brand: a title that begins with it begins behind it
 */
export function titleWords(title: string, language: string, own = NONE): TitleWord[] {
  const found: Found = new Map()
  const segments = segmentsOf(measured(title), own)
  const last = segments.length - 1
  const form = formOf(segments)
  if (form !== '') found.set(`form ${sortOf(form, title)}`, 'form')
  for (const [place, segment] of segments.entries()) {
    if (form === '') addThing(segment, place, place === last, language, found)
    else if (form === 'program' && place === last) addPlatforms(segment, found)
    else addWork(segment, place, found)
  }
  for (const word of (title.match(BRACKETED) ?? []).flatMap(wordsOf).map(singular)) {
    const role = form === '' && !COLOURS.has(word) ? 'aside' : 'note'
    if (isTelling(word) && !found.has(word)) found.set(word, role)
  }
  return [...found].map(([word, role]) => ({ word, role }))
}

/** A part of the name of a film, a record or a program: its nouns tell no kind. */
function addWork(segment: string, place: number, found: Found): void {
  for (const [at, word] of wordsOf(segment).map(singular).entries()) {
    if (!isTelling(word) || found.has(word)) continue
    const isNote = place > 0 || FILLER.has(word) || (at > 0 && COUNT.test(word))
    found.set(word, isNote ? 'note' : 'word')
  }
}

/** What a program runs on, each as one word: who has a *playstation 2* has no *playstation 3*. */
function addPlatforms(segment: string, found: Found): void {
  for (const each of segment.split(/[,/]/)) found.set(wordsOf(each).join(' '), 'served')
}

/** A part of what a thing is called: its noun stands in the first, or the last of them. */
function addThing(
  segment: string,
  place: number,
  isLast: boolean,
  language: string,
  found: Found,
): void {
  const seeksNoun = place === 0 || (isLast && ![...found.values()].includes('noun'))
  const served = new ServedWords()
  for (const part of segment.split(COLON)) {
    const words = wordsOf(part).map(singular)
    const joined = joinedWords(part)
    const nouns = seeksNoun ? nounPlaces(part, language) : []
    for (const [at, word] of words.entries()) {
      const use = served.read(word, at, words[at - 1])
      if (!isTelling(word)) continue
      if (use !== '') found.set(use, 'served')
      else if (nouns.includes(at) && !COLOURS.has(word))
        addNoun(word, words[at - 1], language, found)
      else if (!found.has(word)) found.set(word, roleOf(word, place, joined))
    }
  }
}

/** Beside the noun, its kind: a *monitor cable* is less of a *speaker cable* than of another. */
function addNoun(noun: string, before: string | undefined, language: string, found: Found): void {
  found.set(noun, 'noun')
  const tells = before !== undefined && isTelling(before) && !COLOURS.has(before)
  if (tells && !isNounFirst(language) && !/\d/.test(before)) found.set(`${before} ${noun}`, 'kind')
}

function roleOf(word: string, place: number, joined: ReadonlySet<string>): TitleWord['role'] {
  if (place > 0) return 'note'
  if (isMeasureText(word)) return 'measure'
  if (/^\d/.test(word)) return 'size'
  return joined.has(word) ? 'part' : 'word'
}

/** Words of which one is made: *high* and *definition* of *high-definition*. */
function joinedWords(text: string): ReadonlySet<string> {
  if (!JOINED.test(text)) return NONE
  const parts = text.split(/\s+/).map(wordsOf)
  return new Set(parts.filter(words => words.length > 1).flatMap(words => words.map(singular)))
}

/** Follows a title word by word for what is served. */
class ServedWords {
  #isServed = false
  #counted = ''

  /** The word as what is served, or nothing; a number belongs to what it counts: *xbox 360*. */
  read(word: string, at: number, before: string | undefined): string {
    if (at > 0 && SERVES.has(word)) this.#isServed = true
    if (SERVES_NOT.has(word)) this.#isServed = false
    const isNumber = /^\d/.test(word)
    // Up to which size a thing serves is its own size.
    if (!this.#isServed || (isNumber && before === LIMIT)) return ''
    if (!isNumber && isTelling(word)) this.#counted = word
    if (!isNumber) return word
    // A number that counts nothing served is a year or a size.
    return this.#counted === '' ? '' : `${this.#counted} ${word}`
  }
}

/** What a title begins with, without numbers: `saw` of *Saw 3: Unrated - DVD*, `x men` of *X-Men*. */
export function seriesOf(title: string, own = NONE): string {
  const segments = segmentsOf(title, own)
  const counts = formOf(segments) === '' ? isTelling : isNoGrammar
  const [name, ...more] = (segments[0] ?? '').split(BREAKS)[0].split(COMMA)
  // *Crazy, Stupid, Love* is one name, *Red Pupil, Vol. 2* is a part of one.
  const words = [name, ...more.filter(part => !FILLER.has(wordsOf(part)[0]))].flatMap(wordsOf)
  return words
    .map(singular)
    .filter(word => counts(word) && !NUMBER.test(word))
    .join(' ')
}

/** A title in which a number and its unit are one word: `150amp`, `6.6ft`, `3of4`. */
function measured(title: string): string {
  if (!/\d/.test(title)) return title
  return title
    .replace(THOUSANDS, '$1')
    .replace(YEARS, '$1 ')
    .replace(UP_TO, `${LIMIT} `)
    .replace(MIXED, (_, whole, part, of) => String(Number((+whole + part / of).toFixed(3))))
    .replace(RANGE, (_, from, to) => Math.sqrt(from * to).toFixed(1))
    .replace(FRACTION, '$1of$2')
    .replace(INCHES, '$1inch ')
    .replace(FEET, '$1ft ')
    .replace(GALLONS, '$1gal')
    .replace(VOLUME, '$1cuft')
    .replace(MEASURE, '$1$2')
    .replace(COUNTED, '$1$2 $2')
}

/** What work a last part tells that is nothing but a carrier: film for *Blu-ray Disc*, else none. */
function formOf(segments: readonly string[]): string {
  if (segments.length < 2) return ''
  const words = wordsOf(segments[segments.length - 1]).map(singular)
  const kind = words.map(word => CARRIERS.get(word)).find(each => each !== undefined)
  const isCarrier = words.every(
    word => CARRIERS.has(word) || OF_CARRIERS.has(word) || /^\d+$/.test(word),
  )
  return isCarrier && kind !== undefined ? kind : ''
}

/** A record that is called like a film, and a book that is called like a game, are of their own kinds. */
function sortOf(form: string, title: string): string {
  if (form === 'music' && SOUNDTRACK.test(title)) return 'soundtrack'
  return form === 'program' && GUIDE.test(title) ? 'guide' : form
}

/** The name, then what dashes put behind it: editions, colours, what it comes as. */
function segmentsOf(title: string, own: ReadonlySet<string>): string[] {
  const segments = title.replace(BRACKETED, ' ').split(DASH)
  const name = segments.findIndex(each => wordsOf(each).some(word => !own.has(singular(word))))
  return segments.slice(Math.max(0, name))
}
