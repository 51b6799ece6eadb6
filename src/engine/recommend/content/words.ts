import { singular, wordsOf } from '../../../core/words.ts'

/** Words that say nothing of a thing, and those that end what it is: cable *for*, veste *avec*. */
const ENDS = new Set('for with from by in of to pour avec de du des en par sans'.split(' '))
const EMPTY = new Set([
  ...ENDS,
  ...'a an the and or on at select most la le les l d un une et ou au aux'.split(' '),
])
/** Languages in which what a thing is comes first: *veste imperméable*, not *rain jacket*. */
const NOUN_FIRST = new Set(['fr', 'es', 'it', 'pt', 'ca', 'ro'])
/** They end many titles, and no two things are alike for them. */
const COLOURS = new Set(
  'black white red blue green grey gray silver gold pink purple orange yellow brown beige navy noir noire blanc blanche rouge bleu bleue vert verte gri argent or rose violet jaune marron'.split(
    ' ',
  ),
)
const DASH = /\s+[-–—|•]\s+/u
const BREAKS = /[,;:/]\s/u
/** A bracket that a feed cut off ends with its part of the title. */
const BRACKETED = /[([{](?:[^)\]}]*[)\]}]|[^)\]}]*?(?=\s+[-–—|•]\s|$))/gu
/** Behind these stands what a thing serves, on which two that stand in for each other agree. */
const SERVES = new Set('for pour'.split(' '))
/** Which of a series: *3* or *iii*. */
const NUMBER = /\d|^(?:i{2,3}|iv|vi{0,3}|ix)$/
const FRACTION = /(?<![\d/.])(\d)\/(\d)(?![\d/.])/g
const INCHES = /(\d)(?:["”″]|[\s-]inch(?:es)?\b)/gi
const FEET = /(\d)(?:['’′](?!\w)|[\s-](?:ft|foot|feet)\b\.?)/gi
const MEASURE =
  /(\d)[\s-](amp|watt|w|volt|v|mah|lb|oz|kg|g|mm|cm|m|ml|cl|l|mb|gb|tb|hz|mhz|ghz|mp)s?\b\.?/gi
/** In the name of a film or a record they are shared by chance. */
const FILLER = new Set(
  'my your his her our their i you he she it we they me us him them is are was be this that not no all so if as up out what who when how do don can will want get got mon ma mes ton ta tes son sa ses notre votre nos vos leur je tu il elle nous vous ils elles ce cet cette ces qui que ne pas greatest hit best edition original motion picture soundtrack vol volume'.split(
    ' ',
  ),
)
/** What works are recorded on, and for what: a title that ends with it is a name, whose nouns tell no kind. */
const CARRIERS = new Map(
  Object.entries({
    film: 'dvd blu ray hd vhs umd',
    music: 'cd vinyl vinyle lp cassette sacd dualdisc single',
    program: 'playstation xbox wii nintendo ds 3ds psp windows window mac',
  }).flatMap(([kind, words]) => words.split(' ').map(word => [word, kind])),
)
const OF_CARRIERS = new Set(['disc', 'inch', '3d', 'one', 'vita', 'switch'])
const NO_BRAND: ReadonlySet<string> = new Set()

export interface TitleWord {
  word: string
  /**
   * A noun says what the thing is: *cable* in “6 ft. cable for cameras”. A note stands in
   * brackets or after the name: *widescreen* in “Red Pupil - Widescreen - DVD”. A form is
   * what a work comes as: *film*, on whatever disc. What is served is another thing: *cameras*.
   */
  role: 'word' | 'noun' | 'note' | 'form' | 'served'
}

/**
 * The words of a title as they are compared: without accents, case, plurals and what stands
 * in for grammar, each once. What a part of it names (its noun) is told by its place.
 *
 * @param own words of the brand: a title that begins with it begins behind it
 */
export function titleWords(title: string, language: string, own = NO_BRAND): TitleWord[] {
  const found = new Map<string, TitleWord['role']>()
  const segments = segmentsOf(measured(title), own)
  const form = segments.length > 1 ? formOf(segments[segments.length - 1]) : ''
  if (form !== '') found.set(`form ${form}`, 'form')
  for (const [place, segment] of segments.entries()) {
    const isLast = place > 0 && place === segments.length - 1
    if (isLast && form === 'program') {
      for (const platform of platformsOf(segment)) found.set(platform, 'served')
      continue
    }
    const hasNoun = form === '' && (place === 0 || isLast)
    let isServed = false
    for (const part of segment.split(BREAKS)) {
      const words = wordsOf(part).map(singular)
      const noun = hasNoun ? nounAt(words, language) : -1
      for (const [at, word] of words.entries()) {
        if (form === '' && at > 0 && SERVES.has(word)) isServed = true
        if (!isTelling(word)) continue
        const isNote = place > 0 || (form !== '' && FILLER.has(word))
        if (at === noun && !COLOURS.has(word)) found.set(word, 'noun')
        else if (found.has(word)) continue
        else if (isServed) found.set(servedBy(words, at), 'served')
        else found.set(word, isNote ? 'note' : 'word')
      }
    }
  }
  for (const word of (title.match(BRACKETED) ?? []).flatMap(wordsOf).map(singular)) {
    if (isTelling(word) && !found.has(word)) found.set(word, 'note')
  }
  return [...found].map(([word, role]) => ({ word, role }))
}

/** What a title begins with, without numbers: `saw` of *Saw 3: Unrated - DVD*. */
export function seriesOf(title: string, own = NO_BRAND): string {
  const [name = ''] = segmentsOf(title, own)
  const words = wordsOf(name.split(BREAKS)[0]).map(singular)
  return words.filter(word => isTelling(word) && !NUMBER.test(word)).join(' ')
}

/** A title in which a number and its unit are one word: `150amp`, `6.6ft`, `3of4`. */
function measured(title: string): string {
  return title
    .replace(FRACTION, '$1of$2')
    .replace(INCHES, '$1inch ')
    .replace(FEET, '$1ft ')
    .replace(MEASURE, '$1$2')
}

/** What work a last part tells that is nothing but a carrier: film for *Blu-ray Disc*, else none. */
function formOf(segment: string): string {
  const words = wordsOf(segment).map(singular)
  const kind = words.map(word => CARRIERS.get(word)).find(each => each !== undefined)
  const isCarrier = words.every(
    word => CARRIERS.has(word) || OF_CARRIERS.has(word) || /^\d+$/.test(word),
  )
  return isCarrier && kind !== undefined ? kind : ''
}

/** What a program runs on, each as one word: who has a *playstation 2* has no *playstation 3*. */
function platformsOf(segment: string): string[] {
  return segment.split(/[,/]/).map(each => wordsOf(each).join(' '))
}

/** A number belongs to what it counts: *xbox 360*. */
function servedBy(words: readonly string[], at: number): string {
  return /^\d/.test(words[at]) ? `${words[at - 1]} ${words[at]}` : words[at]
}

/** The name, then what dashes put behind it: editions, colours, what it comes as. */
function segmentsOf(title: string, own: ReadonlySet<string>): string[] {
  const segments = title.replace(BRACKETED, ' ').split(DASH)
  const name = segments.findIndex(each => wordsOf(each).some(word => !own.has(singular(word))))
  return segments.slice(Math.max(0, name))
}

function isTelling(word: string): boolean {
  return !EMPTY.has(word) && (word.length > 1 || /\d/.test(word))
}

/** Place of the noun: the first word, or the last before what it is for. */
function nounAt(words: readonly string[], language: string): number {
  if (NOUN_FIRST.has(language)) return words.findIndex(isTelling)
  const end = words.findIndex((word, at) => at > 0 && ENDS.has(word))
  return (end < 0 ? words.length : end) - 1
}
