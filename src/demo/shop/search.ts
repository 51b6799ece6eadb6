import type { Item, Language } from '../catalogue/shape.ts'
import { LEVEL_NAMES, TERRAIN_NAMES } from '../catalogue/words.ts'
import { fold } from './format.ts'

/** Words over titles, brands, departments and uses; accents and plurals do not matter. */
export class Search {
  readonly #items: readonly Item[]
  readonly #words: Record<Language, string[][]>

  constructor(items: readonly Item[]) {
    this.#items = items
    this.#words = {
      fr: items.map(item => wordsOf(item, 'fr')),
      en: items.map(item => wordsOf(item, 'en')),
    }
  }

  /** Items that hold every word, those that hold them at the start of a title first. */
  find(query: string, language: Language): Item[] {
    const asked = stems(query).filter(word => !SMALL.has(word))
    if (asked.length === 0) return []
    const found: { item: Item; score: number }[] = []
    for (const [i, words] of this.#words[language].entries()) {
      const score = match(asked, words)
      if (score > 0) found.push({ item: this.#items[i], score })
    }
    found.sort((a, b) => b.score - a.score || b.item.sold - a.item.sold)
    return found.map(({ item }) => item)
  }
}

const SMALL = new Set('a au aux d de des du en et l la le les pour the for and of with'.split(' '))

/** A whole word counts two, the beginning of one counts one; a missing word ends it. */
function match(asked: readonly string[], words: readonly string[]): number {
  let score = 0
  for (const word of asked) {
    const best = words.includes(word) ? 2 : words.some(one => one.startsWith(word)) ? 1 : 0
    if (best === 0 || (best === 1 && word.length < 3)) return 0
    score += best
  }
  return score
}

function wordsOf(item: Item, language: Language): string[] {
  const path = item.leaf.path.map(name => name[language])
  const uses = [TERRAIN_NAMES[item.terrain][language], LEVEL_NAMES[item.level][language]]
  return [
    ...new Set(
      stems(
        [
          item.title[language],
          item.brand.name,
          item.leaf.noun[language],
          item.id,
          ...path,
          ...uses,
        ].join(' '),
      ),
    ),
  ]
}

/** Folded words without the mark of the plural: `Chaussures` and `chaussure` are one. */
function stems(text: string): string[] {
  return fold(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .slice(0, 60)
    .map(word => (word.length > 3 ? word.replace(/(s|x|es)$/, '').replace(/e$/, '') : word))
}
