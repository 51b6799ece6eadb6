import { singular, wordsOf } from '../core/words.ts'

/** A word as it is looked up, and as somebody wrote it. */
export interface Term {
  term: string
  form: string
}

/** Words that stand in for grammar: nothing is found by them unless nothing else is asked. */
const SMALL = new Set(
  'a au aux d de des du en et l la le les ou par pour sans sous sur un une the an and by for from in of on or to with'.split(
    ' ',
  ),
)
const LONGEST = 40
/** `27,5` and `27.5` are one size. */
const DECIMAL = /(\d),(\d)/g

/** What a text may be found by, at most `most` terms, in order. */
export function termsOf(text: string, most = 400): string[] {
  const terms: string[] = []
  for (const word of wordsOf(text.replace(DECIMAL, '$1.$2'))) {
    if (terms.length === most) break
    if (word.length <= LONGEST) terms.push(stem(word))
  }
  return terms
}

/** The words of a question, each with the form it was written in; small ones only among themselves. */
export function askedTerms(text: string, most: number): Term[] {
  const all = formsOf(text)
  const telling = all.filter(({ term }) => !SMALL.has(term))
  const kept = telling.length > 0 ? telling : all
  const seen = new Set<string>()
  return kept.filter(({ term }) => !seen.has(term) && seen.add(term)).slice(0, most)
}

/** Terms with the forms somebody wrote: accents and plurals as they were. */
export function formsOf(text: string): Term[] {
  return (text.replace(DECIMAL, '$1.$2').match(WRITTEN) ?? []).flatMap(written => {
    const [word, ...more] = wordsOf(written)
    const isOne = word !== undefined && more.length === 0 && word.length <= LONGEST
    return isOne ? [{ term: stem(word), form: written.toLowerCase() }] : []
  })
}

const WRITTEN = /[\p{L}\p{N}\p{M}]+(?:\.[\p{L}\p{N}\p{M}]+)*/gu

export function isSmall(term: string): boolean {
  return SMALL.has(term)
}

/**
 * One form for what French and English write in several: plurals, the feminine `-e`
 * (`noire`, `légère`), `-aux` of `-al`, the `-es` of `boxes`. It only has to be the same for
 * both sides, so `veste` may well become `vest`.
 */
export function stem(word: string): string {
  if (word.length > 4 && /eaux$/.test(word)) return word.slice(0, -1)
  if (word.length > 4 && /aux$/.test(word)) return `${word.slice(0, -3)}al`
  const one = singular(word)
  return one.length > 4 && /[a-z]e$/.test(one) ? one.replace(/e+$/, '') : one
}
