import { OPENING, SimulatedShop } from '../../src/cli/simulated/shop.ts'
import { DAY, HOUR } from '../../src/core/clock.ts'
import type { Random } from '../../src/core/random.ts'
import { EXPERIENCES } from '../../src/engine/policy/experiences.ts'
import type { PlacementAnswer } from '../../src/schema/decision.ts'
import type { NudgeTerms } from '../../src/schema/nudge-terms.ts'
import type { OfferTerms } from '../../src/schema/offer.ts'
import { type RecordBodies, type RecordType, SHOP_PARTITION } from '../../src/schema/record.ts'

/** A record as the log holds it. */
export type Kept = {
  [T in RecordType]: { type: T; body: RecordBodies[T]; time: number; id: string }
}[RecordType]

/** What somebody was shown, and after how many records. */
export interface Seen {
  after: number
  time: number
  answer: PlacementAnswer
  /** What lies in the cart, and the product of the page if it is one's. */
  cart: number
  item?: string
}

export const NUDGES: NudgeTerms = {
  ...{ perDay: 2, confirmPerDay: 5, coolDownDays: 2, restMinutes: 30, snoozeMinutes: 45 },
}
export const OFFERS: OfferTerms = {
  ...{ on: true, percent: 10, budgetPerDay: 9_000, budget: 40_000, floor: 20 },
  ...{ hesitation: 0.5, days: 2, hours: 30 },
}
const SETTINGS = {
  ...{ currency: 'EUR', timeZone: 'Europe/Paris', holdout: 0.05, uniform: 0.3 },
  ...{ clickWindowMs: HOUR / 2, purchaseWindowMs: 7 * DAY },
}
/** An order of so much is brought for nothing. */
export const FREE_FROM = 8_000
const MARKET = { country: 'FR', language: 'fr', currency: 'EUR' }
/** Prices have been watched for thirty days. */
export const MONDAY = OPENING + 31 * DAY

/** The merchant wants offers and counted numbers tried on product pages, and little else. */
function isElsewhere({ placement, nudge, isDefault }: (typeof EXPERIENCES)[number]): boolean {
  return placement === 'product' && !isDefault && nudge !== 'counted'
}

/** The demo's shop, its log kept, as a week of it begins. */
export class WeekShop extends SimulatedShop {
  /** Filled while the shop above is still being built. */
  declare log: Kept[]
  readonly seen: Seen[] = []

  constructor(seed: number) {
    super(seed, SETTINGS)
    const said = { before: null, by: 'test', time: OPENING }
    this.tell('offer_terms', { ...said, terms: OFFERS }, OPENING)
    this.tell('nudge_terms', { ...said, before: this.engine.nudgeTerms, terms: NUDGES }, OPENING)
    for (const { id, strategy, title } of EXPERIENCES.filter(isElsewhere)) {
      const experience = { id, strategy, title, off: true }
      this.tell('experience_changed', { ...said, experience }, OPENING)
    }
    const promises = { deliveryDays: { least: 2, most: 3 }, deliveryPrice: 490, returnDays: 30 }
    const facts = {
      ...MARKET,
      vat: 0.2,
      freeDeliveryFrom: FREE_FROM,
      cartUrl: '/panier',
      ...promises,
    }
    const { language: _, ...kept } = facts
    this.tell('shop_facts', kept, OPENING)
    for (let time = OPENING; time <= MONDAY; time += 6 * HOUR) this.#sell(time)
  }

  override append<T extends RecordType>(
    type: T,
    partition: number,
    body: RecordBodies[T],
    time: number,
    id = this.newId(time),
  ): void {
    this.log ??= []
    this.log.push({ type, body: structuredClone(body), time, id } as Kept)
    super.append(type, partition, body, time, id)
  }

  tell<T extends RecordType>(type: T, body: RecordBodies[T], time: number): void {
    this.append(type, SHOP_PARTITION, body, time)
  }

  /** Before the week, the shop's server told of an order of each of what it sells most. */
  #sell(time: number): void {
    const best = this.aisles.map(({ tiles }) => tiles[Math.floor(time / HOUR) % 2])
    for (const { id, price } of [...this.front.slice(0, 4), ...best]) {
      const transaction = { id: this.newId(time) }
      const items = [{ id, price, quantity: 1 }]
      const sold = { transaction, items, currency: 'EUR', verified: true }
      this.tell('event', { name: 'purchase', channel: 'server', time, ...sold }, time)
    }
  }

  /** Some prices go up, and some come down. */
  reprice(random: Random, time: number): void {
    const some = [...this.products.values()].filter(() => random.chance(0.03))
    const changes = some.flatMap(({ price, sizes }) => {
      const next = Math.round(price * (0.8 + 0.4 * random.next()))
      return sizes.map(({ sku }) => ({ sku, price: next }))
    })
    this.tell('offers_changed', { market: MARKET, changes: changes.slice(0, 400) }, time)
  }
}
