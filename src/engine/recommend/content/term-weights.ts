import { isFirm, isSeries, weightOf } from './signature.ts'

/** Rarity at which a firm weighs as much as a word. */
const SMALL_FIRM = 8
/** A word that nobody else has cannot be shared: it makes the others count for less, but not much. */
const ALONE = 0.5

/**
 * What a term says of an item of a category. A firm of a dozen things says what they are like,
 * one of hundreds says little. A series or firm of one is none.
 *
 * @param length items of the category that have the term
 * @param size items of the category
 */
export function weightAt(term: number, length: number, size: number): number {
  const weight = weightOf(term) * rarity(length, size)
  if (isFirm(term)) return length > 1 ? (weight * rarity(length, size)) / SMALL_FIRM : 0
  if (length > 1) return weight
  return isSeries(term) ? 0 : ALONE * weight
}

/** What a word tells of what a thing serves: a model far more than its maker, that far more than *phones*. */
export function useOf(term: number, length: number, size: number): number {
  return (weightOf(term) * rarity(Math.max(2, length), size)) ** 3
}

/** A noun that many have is a kind of thing; one that few have is a name. */
export function kindOf(length: number): number {
  return Math.log(1 + length) ** 2
}

/** Robertson & Spärck Jones, 1976, as in BM25: a word that all have says nothing. */
function rarity(length: number, size: number): number {
  // log(1 + (size − length + ½) / (length + ½)) in two logarithms, which are known.
  return Math.max(0, logOfSize(size) - logOfLength(length))
}

function logOfLength(length: number): number {
  return length < LENGTHS ? LOGS[length] : Math.log(length + 0.5)
}

/** Of the category asked about last: a question weighs hundreds of words of one. */
function logOfSize(size: number): number {
  if (size !== known.size) known = { size, log: Math.log(size + 1) }
  return known.log
}

const LENGTHS = 4096
const LOGS = Float64Array.from({ length: LENGTHS }, (_, length) => Math.log(length + 0.5))
let known = { size: 0, log: 0 }
