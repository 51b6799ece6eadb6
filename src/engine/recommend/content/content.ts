import { Column } from '../../../core/column.ts'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import { Lists } from '../../catalogue/lists.ts'
import { Alike, MOST_COMPARED } from './alike.ts'
import { Answers } from './answers.ts'
import { signatureOf, wordOf } from './signature.ts'
import { WordLists } from './word-lists.ts'

/** Not in the index; categories stand as themselves, −1 being none. */
const NOWHERE = -2

/**
 * What each item on sale is called, and which others are called alike: an inverted list of
 * title words, brand and attributes for each leaf category, in which a word counts the more
 * the fewer items of the category have it (BM25's rarity: Robertson & Spärck Jones, 1976).
 *
 * It follows from the catalogue and is never saved: the same items on sale give the same
 * answers, in whatever order they came.
 */
export class Content {
  readonly #signatures = new Lists()
  readonly #places = new Column(NOWHERE)
  readonly #lists = new WordLists()
  /** Items by category + 1. */
  readonly #sizes = new Column()
  readonly #answers = new Answers(MOST_COMPARED)
  readonly #alike = new Alike(this.#lists, this.#signatures)

  /**
   * Bring these items up to date. Most feeds tell a new price and the old name: nothing moves
   * then, for to take a word out of a long list and put it back costs more than all the rest.
   * @returns how many were not as before
   */
  follow(items: Iterable<number>, catalogue: Catalogue): number {
    let news = 0
    for (const item of items) {
      const category = catalogue.has(item) ? catalogue.categoryOf(item) : NOWHERE
      const terms = category === NOWHERE ? [] : termsOf(item, catalogue)
      if (this.#isAsBefore(item, category, terms)) continue
      news++
      this.#takeOut(item)
      if (category !== NOWHERE) this.#putIn(item, category, terms)
    }
    if (news > 0) this.#answers.clear()
    return news
  }

  /** At most 32 items of a category that are called like the item, in no order. */
  like(item: number, category: number): Alike {
    const alike = this.#alike
    if (this.#answers.recall(item, category, alike)) return alike
    alike.ask(item, category, this.#sizes.get(category + 1))
    this.#answers.keep(item, category, alike)
    return alike
  }

  /** Bytes held: with the places of items four or eight each. */
  get bytes(): number {
    return this.#lists.bytes + this.#signatures.bytes + 8 * this.#places.length
  }

  #isAsBefore(item: number, category: number, terms: readonly number[]): boolean {
    if (category !== this.#places.get(item)) return false
    const before = category === NOWHERE ? [] : this.#signatures.get(item)
    return before.length === terms.length && terms.every((term, at) => term === before[at])
  }

  #putIn(item: number, category: number, terms: readonly number[]): void {
    this.#signatures.set(item, terms)
    this.#places.set(item, category)
    this.#sizes.set(category + 1, this.#sizes.get(category + 1) + 1)
    for (const term of terms) this.#lists.add(category, wordOf(term), item)
  }

  #takeOut(item: number): void {
    const category = this.#places.get(item)
    if (category === NOWHERE) return
    for (const term of this.#signatures.get(item)) {
      this.#lists.remove(category, wordOf(term), item)
    }
    this.#places.set(item, NOWHERE)
    this.#sizes.set(category + 1, this.#sizes.get(category + 1) - 1)
  }
}

function termsOf(item: number, catalogue: Catalogue): number[] {
  const brand = catalogue.brandOf(item)
  const language = catalogue.marketFor()?.language ?? 'en'
  return signatureOf({
    title: catalogue.titleOf(item, language),
    language,
    brand: brand < 0 ? '' : catalogue.brandName(brand),
    sku: catalogue.skuIdOf(catalogue.skusOf(item)[0]),
    attributes: catalogue.attributesOf(item),
  })
}
