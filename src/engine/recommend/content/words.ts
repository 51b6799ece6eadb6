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
const BREAKS = /\s+[-–—|•]\s+|[,;:/]\s/u
const BRACKETED = /[([{][^)\]}]*[)\]}]/gu

export interface TitleWord {
  word: string
  /** A noun says what the thing is: *cable* in “6 ft. cable for cameras”; a note stands in brackets. */
  role: 'word' | 'noun' | 'note'
}

/**
 * The words of a title as they are compared: without accents, case, plurals and what stands
 * in for grammar, each once. What every part of it names (its noun) is told by its place.
 */
export function titleWords(title: string, language: string): TitleWord[] {
  const found = new Map<string, TitleWord['role']>()
  for (const part of title.replace(BRACKETED, ' ').split(BREAKS)) {
    const words = wordsOf(part).map(singular)
    const noun = nounAt(words, language)
    for (const [at, word] of words.entries()) {
      if (!isTelling(word)) continue
      if (at === noun && !COLOURS.has(word)) found.set(word, 'noun')
      else if (!found.has(word)) found.set(word, 'word')
    }
  }
  for (const word of (title.match(BRACKETED) ?? []).flatMap(wordsOf).map(singular)) {
    if (isTelling(word) && !found.has(word)) found.set(word, 'note')
  }
  return [...found].map(([word, role]) => ({ word, role }))
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
