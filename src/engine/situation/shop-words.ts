import { singular, wordsOf } from '../../core/words.ts'
import type { CatalogueView } from '../catalogue/shape.ts'

/** Words that say nothing of the need. */
const EMPTY = new Set(
  'a au aux avec d de des du en et la le les l ou par pas pour sans sur un une the of for and or with in on to my mes mon ma best meilleur meilleure cheap cher prix price buy acheter achat online shop boutique'
    .split(' ')
    .map(singular),
)

/** For whom and for which day one looks, which no category says. */
const NEEDS = new Map(
  'cadeau gift noel christmas anniversaire birthday homme femme enfant bebe garcon fille men man women woman kids child baby boy girl hiver ete winter summer'
    .split(' ')
    .map(word => [singular(word), word]),
)

/** Words of a search that are looked at together. */
const MOST_WORDS = 6
const BETWEEN = /[^\p{L}\p{N}\p{M}.]+/u

/**
 * The words that a shop itself uses, in the names of its categories and brands. What else people
 * type stays out: among it are names and numbers of their own, and what becomes a characteristic is
 * learnt by everybody and cannot be forgotten.
 */
export class ShopWords {
  /** Without accent and plural → as the shop writes it, without accent. */
  readonly #forms = new Map<string, string>()
  /** Without accent → as the shop writes it. */
  readonly #spelt = new Map<string, string>()
  readonly #categories = new Map<string, number>()
  #named = ''
  #brands = 0

  /** Those of the words that are the shop's, in an order of its own. */
  among(text: string): string[] {
    const stems = new Set(stemsOf(text))
    const known = [...stems].flatMap(stem => this.#forms.get(stem) ?? NEEDS.get(stem) ?? [])
    return known.sort()
  }

  /** The category whose name has most of these words and no other; of one word, only when it is all there is. */
  categoryOf(words: readonly string[]): number {
    const stems = words.slice(0, MOST_WORDS).map(singular)
    let best = -1
    let most = Math.min(1, stems.length - 1)
    for (let bits = 1; bits < 2 ** stems.length; bits++) {
      const some = stems.filter((_, i) => (bits & (1 << i)) !== 0)
      const category = some.length > most ? this.#categories.get(keyOf(some)) : undefined
      if (category === undefined) continue
      best = category
      most = some.length
    }
    return best
  }

  /** With the accents that the shop gives it. */
  spell(word: string): string {
    return this.#spelt.get(word) ?? word
  }

  /**
   * Take in what the catalogue has come to say. While a feed is read there are new brands every
   * moment, and only they are looked at; categories are few.
   */
  follow(catalogue: CatalogueView): void {
    const named = [
      catalogue.categoryCount,
      catalogue.categoryName(0, 'fr'),
      catalogue.categoryName(0, 'en'),
    ].join()
    if (named !== this.#named) this.#readCategories(catalogue)
    this.#named = named
    while (this.#brands < catalogue.brandCount) this.#take(catalogue.brandName(this.#brands++))
  }

  #readCategories(catalogue: CatalogueView): void {
    for (let c = 0; c < catalogue.categoryCount; c++) {
      for (const language of ['fr', 'en']) {
        const name = catalogue.categoryName(c, language)
        const key = keyOf(stemsOf(name))
        if (key !== '' && !this.#categories.has(key)) this.#categories.set(key, c)
        this.#take(name)
      }
    }
  }

  /** Of two forms the first is told. */
  #take(name: string): void {
    for (const written of name.toLowerCase().split(BETWEEN)) {
      for (const word of wordsOf(written)) {
        if (!this.#forms.has(singular(word))) this.#forms.set(singular(word), word)
        if (!this.#spelt.has(word)) this.#spelt.set(word, written)
      }
    }
  }
}

const all = new WeakMap<CatalogueView, ShopWords>()

export function shopWordsOf(catalogue: CatalogueView): ShopWords {
  let words = all.get(catalogue)
  if (words === undefined) all.set(catalogue, (words = new ShopWords()))
  words.follow(catalogue)
  return words
}

function stemsOf(text: string): string[] {
  return wordsOf(text)
    .map(singular)
    .filter(stem => !EMPTY.has(stem))
}

function keyOf(stems: readonly string[]): string {
  return stems.toSorted().join(' ')
}
