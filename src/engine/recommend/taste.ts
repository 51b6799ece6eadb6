import { bayesianMean } from '../catalogue/shelf.ts'
import type { Moment } from './moment.ts'

/** How much the strongest interest, the favourite brand and the love of reviews may add. */
const INTEREST = 0.6
const BRAND = 0.3
const REVIEWS = 0.3
/** A rating is judged against this one, with its number of reviews. */
const PLAIN_RATING = 3.5

interface PriceBand {
  low: number
  high: number
  confidence: number
}

/**
 * How much more, or less, an item suits this person than another of the same score:
 * 1 for someone we know nothing of. Made for one moment; categories are worked out once.
 */
export class Taste {
  readonly #moment: Moment
  readonly #interests = new Map<number, number>()
  readonly #brands = new Map<number, number>()
  readonly #bands = new Map<number, PriceBand | undefined>()
  readonly #reviews: number

  constructor(moment: Moment) {
    this.#moment = moment
    const { categories, brands } = moment.shopper
    for (const { category, weight } of categories) {
      this.#interests.set(category, weight / categories[0].weight)
    }
    for (const { brand, weight } of brands) this.#brands.set(brand, weight / brands[0].weight)
    const reviews = moment.shopper.trait('reviews')
    this.#reviews = reviews === undefined ? 0 : Math.max(0, reviews.score) * reviews.confidence
  }

  of(item: number): number {
    const { catalogue } = this.#moment
    const brand = this.#brands.get(catalogue.brandOf(item)) ?? 0
    return (
      (1 + INTEREST * this.#interestIn(catalogue.categoryOf(item))) *
      (1 + BRAND * brand) *
      this.budgetFit(item) *
      (1 + this.#reviews * REVIEWS * this.#praise(item))
    )
  }

  /** 1 within the budget, less the further the price lies outside and the surer we are. */
  budgetFit(item: number): number {
    const { catalogue, market } = this.#moment
    const band = this.bandIn(catalogue.categoryOf(item))
    if (band === undefined) return 1
    const price = catalogue.priceOf(item, market)
    if (price >= band.low && price <= band.high) return 1
    const ratio = price < band.low ? price / band.low : band.high / price
    return 1 - band.confidence * (1 - ratio * ratio)
  }

  /** The prices this person seeks in a category, in the default market; undefined when we cannot say. */
  bandIn(category: number): PriceBand | undefined {
    if (category < 0) return undefined
    if (!this.#bands.has(category)) this.#bands.set(category, this.#findBand(category))
    return this.#bands.get(category)
  }

  #findBand(category: number): PriceBand | undefined {
    const { catalogue, shopper } = this.#moment
    const budget = shopper.budget(category)
    if (budget === undefined) return undefined
    const low = catalogue.priceAt(category, budget.low)
    const high = catalogue.priceAt(category, budget.high)
    return low > 0 ? { low, high, confidence: budget.confidence } : undefined
  }

  #interestIn(category: number): number {
    const { catalogue } = this.#moment
    for (let at = category; at >= 0; at = catalogue.parentOf(at)) {
      const interest = this.#interests.get(at)
      if (interest !== undefined) return interest
    }
    return 0
  }

  #praise(item: number): number {
    const { catalogue } = this.#moment
    const mean = bayesianMean(catalogue.ratingOf(item), catalogue.reviewsOf(item), PLAIN_RATING)
    return mean - PLAIN_RATING
  }
}
