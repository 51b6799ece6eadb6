import { SortedPairs } from '../../core/sorted-pairs.ts'
import { PriceLadder } from './price-ladder.ts'
import { Ranking } from './ranking.ts'
import type { ItemList } from './shape.ts'

/** An item is judged as if it had ten plain reviews beside its own. */
const PRIOR_REVIEWS = 10
const PRIOR_RATING = 3.5

/** What a shelf asks of the catalogue when it ranks its items. */
export interface ItemFacts {
  sinceOf(item: number): number
  ratingOf(item: number): number
  reviewsOf(item: number): number
}

/**
 * The items of one category and its descendants (or of the whole shop), in the
 * orders that recommendations ask for. Derived from the catalogue, never saved; what
 * it answers depends on the items alone, not on when it was asked before.
 */
export class Shelf {
  readonly prices = new PriceLadder()
  readonly #items = new SortedPairs()
  readonly #reduced = new SortedPairs()
  readonly #newest: Ranking
  readonly #bestRated: Ranking

  constructor(facts: ItemFacts) {
    this.#newest = new Ranking(item => facts.sinceOf(item), 0)
    this.#bestRated = new Ranking(item => praise(facts, item), -1)
  }

  get items(): ItemList {
    return this.#items
  }

  /** Items whose price came down in a way we may tell. */
  get reduced(): ItemList {
    return this.#reduced
  }

  /** At most 128, newest first; items whose age is unknown are left out. */
  get newest(): readonly number[] {
    return this.#newest.of(this.items)
  }

  /** At most 128, best first. */
  get bestRated(): readonly number[] {
    return this.#bestRated.of(this.items)
  }

  enter(item: number): void {
    this.#items.add(0, item)
    this.reorder(item)
  }

  leave(item: number): void {
    this.#items.remove(0, item)
    this.#reduced.remove(0, item)
    this.#newest.drop(item)
    this.#bestRated.drop(item)
  }

  setReduced(item: number, reduced: boolean): void {
    if (reduced) this.#reduced.add(0, item)
    else this.#reduced.remove(0, item)
  }

  /** The item's rating or age has changed. */
  reorder(item: number): void {
    this.#newest.put(item)
    this.#bestRated.put(item)
  }
}

/** Mean rating of an item, shrunk towards a plain one: few reviews count for little. */
export function praise(facts: ItemFacts, item: number): number {
  const reviews = facts.reviewsOf(item)
  const sum = facts.ratingOf(item) * reviews + PRIOR_RATING * PRIOR_REVIEWS
  return sum / (reviews + PRIOR_REVIEWS)
}
