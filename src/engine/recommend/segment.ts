import type { Catalogue } from '../catalogue/catalogue.ts'
import { nameWords } from '../catalogue/name-words.ts'

const MOST = 3
/** Words of a search that are looked up; who pastes a page is not understood by its hundredth word. */
const MOST_WORDS = 8
/** A word that names more categories than these says little of which is meant. */
const MOST_NAMED = 64

/**
 * Categories that somebody's search words name, best named first: who comes from a search
 * for "chaussures de ski" has looked at nothing yet, and still says what they came for.
 */
export function segmentOf(term: string, catalogue: Catalogue, language: string): number[] {
  if (term === '') return []
  const asked = nameWords(term).slice(0, MOST_WORDS)
  const shared = new Map<number, number>()
  for (const word of asked) {
    const named = [word, `${word}s`, word.replace(/s$/, '')].flatMap(one =>
      catalogue.categoriesNamed(one, language).slice(0, MOST_NAMED),
    )
    for (const category of new Set(named)) shared.set(category, (shared.get(category) ?? 0) + 1)
  }
  const shareOf = (category: number) => {
    const words = nameWords(catalogue.categoryName(category, language))
    return shared.get(category)! / Math.max(words.length, asked.length)
  }
  return [...shared.keys()]
    .map(category => ({ category, share: shareOf(category), depth: catalogue.depthOf(category) }))
    .sort((a, b) => b.share - a.share || a.depth - b.depth || a.category - b.category)
    .slice(0, MOST)
    .map(({ category }) => category)
}
