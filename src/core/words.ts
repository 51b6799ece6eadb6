const MARKS = /\p{M}/gu
const BETWEEN = /[^\p{L}\p{N}.]+/u

/** The words of a text: lower case, without accents. A point within a word stays: `27.5`. */
export function wordsOf(text: string): string[] {
  return plainText(text)
    .split(BETWEEN)
    .map(word => word.replace(/^\.+|\.+$/g, ''))
    .filter(word => word !== '')
}

export function plainText(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase()
}

export function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word
}
