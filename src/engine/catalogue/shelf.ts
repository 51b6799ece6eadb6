import { SortedSet } from '../../core/sorted-set.ts'
import { PriceLadder } from './price-ladder.ts'

/** How many of the newest and of the best rated a shelf keeps at hand. */
const TOP = 128
/** An item is judged as if it had this many average reviews beside its own. */
const PRIOR_REVIEWS = 10

/** What a shelf asks of the catalogue when it sorts its items. */
export interface ItemFacts {
  sinceOf(item: number): number
  ratingOf(item: number): number
  reviewsOf(item: number): number
}

/**
 * The items of one category and its descendants (or of the whole shop), in the
 * orders that recommendations ask for. Derived from the catalogue, never saved;
 * sorted when first asked after a change, so a query costs no walk of the shelf.
 */
export class Shelf {
  readonly prices = new PriceLadder()
  readonly #items = new SortedSet()
  readonly #reduced = new SortedSet()
  #newest: number[] | undefined
  #bestRated: number[] | undefined

  get items(): readonly number[] {
    return this.#items.list
  }

  /** Items whose price came down in a way we may tell. */
  get reduced(): readonly number[] {
    return this.#reduced.list
  }

  enter(item: number): void {
    this.#items.add(item)
    this.reorder()
  }

  leave(item: number): void {
    this.#items.remove(item)
    this.#reduced.remove(item)
    this.prices.set(item, 0)
    this.reorder()
  }

  setReduced(item: number, reduced: boolean): void {
    if (reduced) this.#reduced.add(item)
    else this.#reduced.remove(item)
  }

  /** A rating or an age has changed. */
  reorder(): void {
    this.#newest = undefined
    this.#bestRated = undefined
  }

  /** At most 128, newest first; items whose age is unknown are left out. */
  newest(facts: ItemFacts): readonly number[] {
    this.#newest ??= top(this.items, item => facts.sinceOf(item), 0)
    return this.#newest
  }

  /** At most 128, best first, by the mean rating shrunk towards the shelf's own. */
  bestRated(facts: ItemFacts): readonly number[] {
    if (this.#bestRated === undefined) {
      const mean = meanRating(this.items, facts)
      const score = (item: number) =>
        bayesianMean(facts.ratingOf(item), facts.reviewsOf(item), mean)
      this.#bestRated = top(this.items, score, -1)
    }
    return this.#bestRated
  }
}

/** Mean of the reviews and of `PRIOR_REVIEWS` average ones. */
export function bayesianMean(rating: number, reviews: number, mean: number): number {
  return (rating * reviews + mean * PRIOR_REVIEWS) / (reviews + PRIOR_REVIEWS)
}

function meanRating(items: readonly number[], facts: ItemFacts): number {
  let sum = 0
  let reviews = 0
  for (const item of items) {
    sum += facts.ratingOf(item) * facts.reviewsOf(item)
    reviews += facts.reviewsOf(item)
  }
  return reviews === 0 ? 0 : sum / reviews
}

/** The best `TOP` items above a score, best first, the earlier item on a tie. */
function top(items: readonly number[], scoreOf: (item: number) => number, above: number): number[] {
  const scored: { item: number; score: number }[] = []
  let least = above
  for (const item of items) {
    const score = scoreOf(item)
    if (score <= least) continue
    scored.push({ item, score })
    if (scored.length === 2 * TOP) {
      scored.sort(bestFirst)
      scored.length = TOP
      least = scored[TOP - 1].score
    }
  }
  return scored
    .sort(bestFirst)
    .slice(0, TOP)
    .map(({ item }) => item)
}

function bestFirst(a: { item: number; score: number }, b: { item: number; score: number }): number {
  return b.score - a.score || a.item - b.item
}
