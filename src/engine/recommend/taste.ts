import { praise } from '../catalogue/shelf.ts'
import type { Moment } from './moment.ts'

/** How much the strongest interest, the favourite brand and the love of reviews may add. */
const INTEREST = 0.6
const BRAND = 0.3
const REVIEWS = 0.3
/** Praise above this adds, below it takes off. */
const PLAIN = 3.5

interface PriceBand {
  /** Minor units, in the default market. */
  low: number
  high: number
  confidence: number
}

/** What a person wants of one category. */
interface Wish {
  category: number
  /** 0 to 1, the strongest interest being 1. */
  interest: number
  band: PriceBand | undefined
}

/**
 * How much more, or less, an item suits this person than another of the same score:
 * 1 for someone we know nothing of. Made for one moment; categories are worked out once.
 */
export class Taste {
  readonly #moment: Moment
  readonly #interests = new Map<number, number>()
  readonly #brands = new Map<number, number>()
  readonly #wishes = new Map<number, Wish>()
  /** The last one asked: neighbours in a list are often of one category. */
  #wish: Wish = { category: -1, interest: 0, band: undefined }
  readonly #reviews: number

  constructor(moment: Moment) {
    this.#moment = moment
    const { categories, brands } = moment.shopper
    const strongest = categories[0]?.weight || 1
    const favourite = brands[0]?.weight || 1
    for (const { category, weight } of categories) {
      this.#interests.set(category, weight / strongest)
    }
    for (const { brand, weight } of brands) this.#brands.set(brand, weight / favourite)
    const reviews = moment.shopper.trait('reviews')
    this.#reviews = reviews === undefined ? 0 : Math.max(0, reviews.score) * reviews.confidence
  }

  of(item: number): number {
    const { catalogue } = this.#moment
    const { interest, band } = this.#wishIn(catalogue.categoryOf(item))
    let taste = 1 + INTEREST * interest
    if (band !== undefined) taste *= this.#fit(item, band)
    if (this.#brands.size > 0) {
      taste *= 1 + BRAND * (this.#brands.get(catalogue.brandOf(item)) ?? 0)
    }
    if (this.#reviews > 0) taste *= 1 + this.#reviews * REVIEWS * (praise(catalogue, item) - PLAIN)
    return taste
  }

  /** Whether the item's price lies in a budget we know. */
  isInBudget(item: number): boolean {
    const { band } = this.#wishIn(this.#moment.catalogue.categoryOf(item))
    return band !== undefined && this.#fit(item, band) === 1
  }

  /** 1 within the budget, less the further the price lies outside and the surer we are. */
  #fit(item: number, { low, high, confidence }: PriceBand): number {
    const price = this.#moment.catalogue.priceOf(item)
    if (price >= low && price <= high) return 1
    const ratio = price < low ? price / low : high / price
    return 1 - confidence * (1 - ratio * ratio)
  }

  #wishIn(category: number): Wish {
    if (this.#wish.category === category) return this.#wish
    let wish = this.#wishes.get(category)
    if (wish === undefined) {
      wish = { category, interest: this.#interestIn(category), band: this.#bandIn(category) }
      this.#wishes.set(category, wish)
    }
    this.#wish = wish
    return wish
  }

  #interestIn(category: number): number {
    const { catalogue } = this.#moment
    for (let at = category; at >= 0; at = catalogue.parentOf(at)) {
      const interest = this.#interests.get(at)
      if (interest !== undefined) return interest
    }
    return 0
  }

  #bandIn(category: number): PriceBand | undefined {
    const { catalogue, shopper } = this.#moment
    const budget = shopper.budget(category)
    if (budget === undefined) return undefined
    const low = catalogue.priceAt(category, budget.low)
    const high = catalogue.priceAt(category, budget.high)
    return low > 0 ? { low, high, confidence: budget.confidence } : undefined
  }
}
