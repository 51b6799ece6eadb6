import { singular, wordsOf } from '../../../core/words.ts'

/** Words that say nothing of a thing, and those that end what it is: cable *for*, veste *avec*. */
const ENDS = new Set('for with from by in of to pour avec de du des en par sans'.split(' '))
const EMPTY = new Set([
  ...ENDS,
  ...'a an the and or on at la le les l d un une et ou au aux'.split(' '),
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
const BRACKETED = /[([{][^)\]}]*[)\]}]/gu
const NO_BRAND: ReadonlySet<string> = new Set()

export interface TitleWord {
  word: string
  /**
   * A noun says what the thing is: *cable* in “6 ft. cable for cameras”. A note stands in
   * brackets or after the name: *widescreen* in “Red Pupil - Widescreen - DVD”.
   */
  role: 'word' | 'noun' | 'note'
}

/**
 * The words of a title as they are compared: without accents, case, plurals and what stands
 * in for grammar, each once. What a part of it names (its noun) is told by its place.
 *
 * @param own words of the brand: a title that begins with it begins behind it
 */
export function titleWords(title: string, language: string, own = NO_BRAND): TitleWord[] {
  const found = new Map<string, TitleWord['role']>()
  const segments = segmentsOf(title, own)
  for (const [place, segment] of segments.entries()) {
    const isEdition = place > 0 && place < segments.length - 1
    for (const part of segment.split(BREAKS)) {
      const words = wordsOf(part).map(singular)
      const noun = isEdition ? -1 : nounAt(words, language)
      for (const [at, word] of words.entries()) {
        if (!isTelling(word)) continue
        if (at === noun && !COLOURS.has(word)) found.set(word, 'noun')
        else if (!found.has(word)) found.set(word, place === 0 ? 'word' : 'note')
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
  return words.filter(word => isTelling(word) && !/\d/.test(word)).join(' ')
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
