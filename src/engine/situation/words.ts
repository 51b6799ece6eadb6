import { plainText } from '../../core/words.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { shopWordsOf } from './shop-words.ts'

/** Room for a word among the characteristics. */
export const MOST_CHARACTERS = 24

/**
 * The family of search or campaign words: the shop's own category when its name is among them, in
 * whatever order and number, else those of them that the shop uses itself; so "chaussures de ski"
 * and "chaussure ski pas cher" are one. Empty when they say nothing.
 */
export function termFamily(words: string, catalogue: CatalogueView): string {
  if (words === '') return ''
  const shop = shopWordsOf(catalogue)
  const known = shop.among(words)
  const named = catalogue.findCategory(words)
  const category = named < 0 ? shop.categoryOf(known) : named
  if (category >= 0) return slug(catalogue.categoryName(category, 'en'))
  return known.reduce(joined, '')
}

/** As many as there is room for, each whole. */
function joined(family: string, word: string): string {
  const longer = family === '' ? word : `${family}-${word}`
  return longer.length > MOST_CHARACTERS ? family : longer
}

/** Lower case, ASCII letters and digits, dashes between: a value that reads the same everywhere. */
export function slug(text: string): string {
  if (text === '') return ''
  let made = slugs.get(text)
  if (made === undefined) {
    made = makeSlug(text)
    if (slugs.size >= MOST_SLUGS) slugs.clear()
    slugs.set(text, made)
  }
  return made
}

/** Category names and browsers come back with every decision. */
const slugs = new Map<string, string>()
const MOST_SLUGS = 2_000

function makeSlug(text: string): string {
  return plainText(text)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, MOST_CHARACTERS)
}
