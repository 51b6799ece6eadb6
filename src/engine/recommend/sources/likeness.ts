import type { Moment } from '../moment.ts'

const NAME = 0.6
const PRICE = 0.4
/** What one buys for, and what is left of a likeness where it is not told the same. */
const NEEDS: readonly [string, number][] = [
  ['gender', 0.15],
  ['age_group', 0.15],
  ['level', 0.4],
  ['terrain', 0.8],
]
/** Prices are of one budget when the lower is at least this share of the higher. */
const SAME_BUDGET = 0.7
/** What is left of a likeness just outside it. */
const OTHER_BUDGET = 0.25
/** Items around the item's price that are looked at beside those called alike. */
const NEIGHBOURS = 24

/**
 * How alike items are to one item of their category, 0 to 1: by name, brand and attributes
 * (`content`), by what they are for, by price. Without a catalogue nothing is.
 */
export class Likeness {
  readonly #moment: Moment
  readonly #item: number
  readonly #price: number
  readonly #needs: readonly { attribute: number; left: number }[]
  readonly #names = new Map<number, number>()
  /** Items worth asking about: those called alike, and the nearest in price. */
  readonly items: readonly number[]

  constructor(moment: Moment, item: number) {
    const { catalogue, market } = moment
    this.#moment = moment
    this.#item = item
    this.#price = catalogue.priceOf(item, market)
    this.#needs = NEEDS.map(([name, left]) => ({
      attribute: catalogue.attributeIndex(item, name),
      left,
    })).filter(({ attribute }) => attribute >= 0)
    this.items = this.#gather()
  }

  of(item: number): number {
    return this.#with(this.#priceRatio(item), item)
  }

  /** The same, counted far less outside the budget of the item. */
  fitOf(item: number): number {
    const ratio = this.#priceRatio(item)
    const budget = ratio >= SAME_BUDGET ? 1 : (ratio / SAME_BUDGET) ** 2 * OTHER_BUDGET
    return this.#with(ratio, item) * budget
  }

  isInBudget(item: number): boolean {
    return this.#priceRatio(item) >= SAME_BUDGET
  }

  isSameBrand(item: number): boolean {
    const { catalogue } = this.#moment
    const brand = catalogue.brandOf(this.#item)
    return brand >= 0 && brand === catalogue.brandOf(item)
  }

  isCheaper(item: number, share: number): boolean {
    const { catalogue, market } = this.#moment
    return catalogue.priceOf(item, market) < share * this.#price
  }

  #gather(): number[] {
    const { catalogue, recommender } = this.#moment
    const item = this.#item
    const category = catalogue.categoryOf(item)
    const alike = recommender.content.like(item, category)
    for (let i = 0; i < alike.count; i++) this.#names.set(alike.items[i], alike.scores[i])
    if (category >= 0) {
      const price = catalogue.priceOf(item) || catalogue.priceAt(category, 0.5)
      for (const near of catalogue.nearPrice(category, price, NEIGHBOURS)) {
        if (near !== item && !this.#names.has(near)) this.#names.set(near, 0)
      }
    }
    return [...this.#names.keys()]
  }

  #with(priceRatio: number, item: number): number {
    const likeness = NAME * (this.#names.get(item) ?? 0) + PRICE * priceRatio
    return likeness * this.#needsMet(item)
  }

  #needsMet(item: number): number {
    if (this.#needs.length === 0) return 1
    const attributes = this.#moment.catalogue.attributesOf(item)
    let met = 1
    for (const { attribute, left } of this.#needs) if (!attributes.includes(attribute)) met *= left
    return met
  }

  /** The lower price as a share of the higher; 1 where one is not known. */
  #priceRatio(item: number): number {
    const { catalogue, market } = this.#moment
    const price = catalogue.priceOf(item, market)
    if (price === 0 || this.#price === 0) return 1
    return price < this.#price ? price / this.#price : this.#price / price
  }
}
