import type { Catalogue } from '../catalogue/catalogue.ts'
import { praise } from '../catalogue/shelf.ts'
import type { Shopper } from '../genome/shape.ts'
import type { Candidates } from './candidates.ts'
import type { Moment } from './moment.ts'

/** How much the strongest interest, the favourite brand and the love of reviews may add. */
const INTEREST = 0.6
const BRAND = 0.3
const REVIEWS = 0.3
/** Praise above this adds, below it takes off. */
const PLAIN = 3.5

/** What a person wants of one category. */
interface Wish {
  category: number
  /** What the interest in it makes of a score. */
  lift: number
  /** The budget: minor units in the default market, 0 for none known. */
  low: number
  high: number
  confidence: number
}

/**
 * How much more, or less, an item suits this person than another of the same score:
 * 1 for someone we know nothing of. Made for one moment; categories are worked out once.
 */
export class Taste {
  readonly #catalogue: Catalogue
  readonly #shopper: Shopper
  readonly #interests: readonly number[]
  readonly #interestLifts: readonly number[]
  readonly #brands: readonly number[]
  readonly #brandLifts: readonly number[]
  readonly #reviews: number
  readonly #wishes = new Map<number, Wish>()
  /** The last one asked: neighbours in a list are often of one category. */
  #last: Wish = { category: NaN, lift: 1, low: 0, high: 0, confidence: 0 }

  constructor({ catalogue, shopper }: Moment) {
    const { categories, brands } = shopper
    this.#catalogue = catalogue
    this.#shopper = shopper
    this.#interests = categories.map(each => each.category)
    this.#interestLifts = lifts(categories, INTEREST)
    this.#brands = brands.map(each => each.brand)
    this.#brandLifts = lifts(brands, BRAND)
    const reviews = shopper.trait('reviews')
    this.#reviews = reviews === undefined ? 0 : Math.max(0, reviews.score) * reviews.confidence
  }

  /** Turn the scores of all candidates. */
  turn({ items, scores, count }: Candidates): void {
    for (let i = 0; i < count; i++) scores[i] *= this.of(items[i])
  }

  of(item: number): number {
    const catalogue = this.#catalogue
    const wish = this.#wishIn(catalogue.categoryOf(item))
    let taste = wish.lift
    if (wish.low > 0) taste *= fit(catalogue.priceOf(item), wish)
    if (this.#brands.length > 0) {
      const place = this.#brands.indexOf(catalogue.brandOf(item))
      if (place >= 0) taste *= this.#brandLifts[place]
    }
    if (this.#reviews > 0) taste *= 1 + this.#reviews * REVIEWS * (praise(catalogue, item) - PLAIN)
    return taste
  }

  /** Whether the item's price lies in a budget we know. */
  isInBudget(item: number): boolean {
    const wish = this.#wishIn(this.#catalogue.categoryOf(item))
    return wish.low > 0 && fit(this.#catalogue.priceOf(item), wish) === 1
  }

  #wishIn(category: number): Wish {
    if (category === this.#last.category) return this.#last
    let wish = this.#wishes.get(category)
    if (wish === undefined) this.#wishes.set(category, (wish = this.#makeWish(category)))
    this.#last = wish
    return wish
  }

  #makeWish(category: number): Wish {
    const lift = this.#liftOf(category)
    const budget = this.#shopper.budget(category)
    if (budget === undefined) return { category, lift, low: 0, high: 0, confidence: 0 }
    const low = this.#catalogue.priceAt(category, budget.low)
    const high = this.#catalogue.priceAt(category, budget.high)
    return { category, lift, low, high, confidence: budget.confidence }
  }

  /** By the interest in the category or the nearest above it. */
  #liftOf(category: number): number {
    for (let at = category; at >= 0; at = this.#catalogue.parentOf(at)) {
      const place = this.#interests.indexOf(at)
      if (place >= 0) return this.#interestLifts[place]
    }
    return 1
  }
}

/** What each of some weights, the strongest first, makes of a score: the strongest 1 + `most`. */
function lifts(weighed: readonly { weight: number }[], most: number): number[] {
  const strongest = weighed[0]?.weight || 1
  return weighed.map(({ weight }) => 1 + most * (weight / strongest))
}

/** 1 within the budget, less the further the price lies outside and the surer we are. */
function fit(price: number, { low, high, confidence }: Wish): number {
  if (price >= low && price <= high) return 1
  const ratio = price < low ? price / low : high / price
  return 1 - confidence * (1 - ratio * ratio)
}
