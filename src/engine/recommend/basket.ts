import type { Moment } from './moment.ts'

/** What somebody would pay now, and from where on it is delivered free. Minor units. */
export interface Basket {
  value: number
  goal: number
  /** What is missing to the goal, 0 when it is reached. */
  missing: number
  currency: string
}

/**
 * The cart, with the product of the page, against the shop's threshold.
 *
 * @returns undefined where one of both is not known: a shop without a threshold, in another
 * currency than its market, or a cart whose worth nobody told
 */
export function basketOf(moment: Moment): Basket | undefined {
  const { catalogue, market, pageItem } = moment
  const shopMarket = catalogue.marketFor(market)
  const facts = shopMarket && catalogue.factsOf(shopMarket.country)
  const goal = facts?.freeDeliveryFrom ?? 0
  if (goal === 0 || facts!.currency !== shopMarket!.currency) return undefined
  const inCart = cartValueOf(moment)
  if (inCart === undefined) return undefined
  const value = inCart + (pageItem >= 0 ? catalogue.priceOf(pageItem, market) : 0)
  return { value, goal, missing: Math.max(0, goal - value), currency: shopMarket!.currency }
}

/** What the shop tells; an empty cart is worth nothing. How many of each there are, ids do not say. */
function cartValueOf({ cartValue, cart, shopper }: Moment): number | undefined {
  if (cartValue !== undefined) return cartValue
  return cart.length === 0 && shopper.cart.length === 0 ? 0 : undefined
}

/** What an add-on may cost at most where we do not know their budget: a share of what it goes with. */
const USUAL_SHARE = 0.5
/** Even a full budget leaves room for something small. */
const LEAST_SHARE = 0.15

/**
 * Nothing dearer is added, minor units: what is left of the budget in the category of what they
 * are about to buy; 0 for no ceiling, where nothing is being bought.
 */
export function ceilingOf(moment: Moment): number {
  const { catalogue, market, pageItem, cart, shopper } = moment
  const base = pageItem >= 0 ? pageItem : (cart.at(-1) ?? shopper.cart.at(-1) ?? -1)
  const price = base < 0 ? 0 : catalogue.priceOf(base, market)
  if (price === 0) return 0
  const category = catalogue.categoryOf(base)
  const budget = shopper.budget(category)
  if (budget === undefined || budget.confidence < SURE) return Math.round(price * USUAL_SHARE)
  const left = catalogue.priceAt(category, budget.high) - price
  return Math.round(Math.max(left, price * LEAST_SHARE))
}
/** From here on a budget is more than a guess. */
export const SURE = 0.4
