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

/**
 * The words that a shop itself uses, in the names of its categories and brands. What else people
 * type stays out: among it are names and numbers of their own, and what becomes a characteristic is
 * learnt by everybody and cannot be forgotten.
 */
export class ShopWords {
  /** As the shop writes them, without accent; by the form without plural. */
  readonly #forms = new Map<string, string>()
  readonly #categories = new Map<string, number>()
  #named = ''
  #brands = 0

  /** Those of the words that are the shop's, as it writes them. */
  among(text: string): string[] {
    const known = stemsOf(text).map(stem => this.#forms.get(stem) ?? NEEDS.get(stem))
    return [...new Set(known)].filter(word => word !== undefined)
  }

  /** The category whose name is made of just these words, in whatever order; −1. */
  categoryOf(words: readonly string[]): number {
    return this.#categories.get(keyOf(words.map(singular))) ?? -1
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
    for (const word of wordsOf(name)) {
      if (!this.#forms.has(singular(word))) this.#forms.set(singular(word), word)
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
