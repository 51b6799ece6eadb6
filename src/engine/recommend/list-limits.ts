import type { PlacementRequest } from '../../schema/decision.ts'
import type { Moment } from './moment.ts'

const NOTHING: ReadonlySet<number> = new Set()

/** What a placement forbids of every item, whatever strategy proposes it. */
export class ListLimits {
  readonly #moment: Moment
  readonly #excluded: ReadonlySet<number>
  readonly #maxPrice: number
  /** Items of this visit, where they are not to be shown again. */
  readonly #seen: ReadonlySet<number>

  /** A list of what was looked at (`recent`) reminds, whatever the placement says. */
  constructor(moment: Moment, asked: Omit<PlacementRequest, 'placement'> = {}, strategy = '') {
    const { catalogue, shopper } = moment
    const { exclude = [], maxPrice = Infinity, reminders = true } = asked
    this.#moment = moment
    // An id nobody knows names no item that could be shown.
    this.#excluded = exclude.length === 0 ? NOTHING : new Set(exclude.map(id => catalogue.find(id)))
    this.#maxPrice = maxPrice
    this.#seen = reminders || strategy === 'recent' ? NOTHING : new Set(shopper.session)
  }

  allow(item: number): boolean {
    if (this.#excluded.has(item) || this.#seen.has(item)) return false
    const { catalogue, market } = this.#moment
    return this.#maxPrice === Infinity || catalogue.priceOf(item, market) <= this.#maxPrice
  }
}
