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
  return Math.log(1 + (Math.max(0, size - length) + 0.5) / (length + 0.5))
}
