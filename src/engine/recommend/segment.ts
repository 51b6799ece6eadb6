import type { Catalogue } from '../catalogue/catalogue.ts'

const MOST = 3
/** Shorter words (`de`, `le`, `of`) name no category. */
const SHORTEST = 3

/**
 * Categories that somebody's search words name, the least deep first: who comes from a search
 * for "chaussures de ski" has looked at nothing yet, and still says what they came for.
 */
export function segmentOf(term: string, catalogue: Catalogue, language: string): number[] {
  const asked = wordsIn(term)
  if (asked.length === 0) return []
  const found: { category: number; share: number }[] = []
  for (let category = 0; category < catalogue.categoryCount; category++) {
    const named = wordsIn(catalogue.categoryName(category, language))
    const shared = named.filter(word => asked.some(one => isAlike(one, word))).length
    if (shared > 0) found.push({ category, share: shared / Math.max(named.length, asked.length) })
  }
  found.sort(
    (a, b) =>
      b.share - a.share ||
      catalogue.depthOf(a.category) - catalogue.depthOf(b.category) ||
      a.category - b.category,
  )
  return found.slice(0, MOST).map(({ category }) => category)
}

function wordsIn(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter(word => word.length >= SHORTEST)
}

/** The same word, or its plural. */
function isAlike(a: string, b: string): boolean {
  return a === b || a === `${b}s` || `${a}s` === b
}
