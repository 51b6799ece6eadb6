import type { CatalogueView } from '../catalogue/shape.ts'

/** Words that say nothing of the need. */
const EMPTY = new Set(
  'a à au aux avec d de des du en et la le les l ou par pas pour sans sur un une the of for and or with in on to my mes mon ma best meilleur meilleure cheap pas cher prix price buy acheter achat online shop boutique'.split(
    ' ',
  ),
)

/** Room for a word among the characteristics. */
export const MOST_CHARACTERS = 24

/**
 * The family of search or campaign words: the shop's own category when one bears their
 * name, else their longest word without accent or plural, so that "chaussures de ski" and
 * "chaussure ski pas cher" are one. Empty when they say nothing.
 */
export function termFamily(words: string, catalogue: CatalogueView): string {
  if (words === '') return ''
  const category = catalogue.findCategory(words)
  if (category >= 0) return slug(catalogue.categoryName(category, 'en'))
  const stems = words
    .split(/[\s'’-]+/)
    .map(plain)
    .filter(word => word && !EMPTY.has(word))
  return [...new Set(stems.map(singular))].sort().join('-').slice(0, MOST_CHARACTERS)
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
  return plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, MOST_CHARACTERS)
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function singular(word: string): string {
  return word.length > 3 ? word.replace(/(?<!s)[sx]$/, '') : word
}
