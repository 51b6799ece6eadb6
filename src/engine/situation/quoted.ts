import { type Language, quote } from '../../core/typography.ts'

/** Letters of a word from outside that a sentence has room for. */
const MOST_LETTERS = 40

/** Control, direction and half characters, and whatever breaks a line. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]+/gu
/** Marks that would end the quotation and let the rest speak for us, or open a tag where somebody forgets. */
const ENDS = /[«»‹›“”„‟"<>]+/g
/** Two marks on a letter are a language; more are a tower. */
const TOWERS = /(\p{M}{2})\p{M}+/gu
const FROM_RIGHT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * Words from outside, as they may stand in a sentence of ours: one short line in quotes. Who
 * writes from right to left is set apart, so that the figures beside stay in their order.
 */
export function quoted(text: string, language: Language): string {
  const letters = [...innocent(text)]
  const short = letters.slice(0, MOST_LETTERS).join('').trim()
  const told = `${short}${letters.length > MOST_LETTERS || short === '' ? '…' : ''}`
  return quote(FROM_RIGHT.test(told) ? `\u2068${told}\u2069` : told, language)
}

function innocent(text: string): string {
  return text
    .slice(0, MOST_LETTERS * 8)
    .normalize('NFC')
    .replace(UNSEEN, ' ')
    .replace(ENDS, ' ')
    .replace(TOWERS, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}
