import { singular, wordsOf } from '../../../core/words.ts'
import { AMOUNTS, ENDS, isTelling } from './vocabulary.ts'

/** Languages in which what a thing is comes first: *veste imperméable*, not *rain jacket*. */
const NOUN_FIRST = new Set(['fr', 'es', 'it', 'pt', 'ca', 'ro'])
/** Joins two nouns, each of which tells the kind: *keyboard and mouse*. */
const JOINS = new Set('and & + et'.split(' '))

/** Places of nouns: the first word, or the last before what it is for; *in-dash* ends nothing. */
export function nounPlaces(part: string, language: string): number[] {
  if (isNounFirst(language)) {
    const words = wordsOf(part).map(singular)
    const [first = -1, next = -1] = words.flatMap((word, at) => (isTelling(word) ? [at] : []))
    return [first, AMOUNTS.has(words[first]) ? next : -1].filter(at => at >= 0)
  }
  const nouns: number[] = []
  let place = 0
  let last = { place: -1, word: '' }
  let before = last
  for (const token of part.trim().split(/\s+/)) {
    const words = wordsOf(token).map(singular)
    if (place > 0 && words.length < 2 && ENDS.has(words[0])) break
    if (JOINS.has(token.toLowerCase())) nouns.push(last.place)
    for (const word of words) {
      if (isTelling(word) && !/\d/.test(word)) [before, last] = [last, { place, word }]
      place++
    }
    if (/[,;/]$/.test(token)) break
  }
  if (AMOUNTS.has(last.word)) nouns.push(before.place)
  return [...nouns, last.place].filter(at => at >= 0)
}

export function isNounFirst(language: string): boolean {
  return NOUN_FIRST.has(language)
}
