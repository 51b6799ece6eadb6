import type { OfferTerms } from '../../../schema/offer.ts'
import type { Moment } from '../../recommend/moment.ts'

/** What an offer on an item would be. */
export interface Draft {
  item: number
  value: number
  price: number
  lowest: number
  currency: string
}

/**
 * The offer for somebody who hesitates between products: on the one that leaves most after it,
 * of those that the terms allow and the budget covers; undefined when there is none.
 *
 * @param most that may still be given away, minor units of `currency`
 */
export function draftFor(
  moment: Moment,
  terms: OfferTerms,
  most: number,
  currency: string,
): Draft | undefined {
  const { score, items } = moment.shopper.hesitation
  const isComparing = items.length > 1 && items.includes(moment.pageItem)
  if (!isComparing || score < terms.hesitation) return undefined
  let best: Draft | undefined
  let bestLeft = -Infinity
  for (const item of items) {
    const draft = draftOn(item, moment, terms, currency)
    if (draft === undefined || draft.value > most) continue
    const left = leastLeft(item, draft.value, moment, terms)
    if (left > bestLeft) [best, bestLeft] = [draft, left]
  }
  return best
}

/** A price that is above the lowest of its 30 days is no base for a reduction: nothing is said then. */
function draftOn(
  item: number,
  { catalogue, market, time, cart }: Moment,
  terms: OfferTerms,
  currency: string,
): Draft | undefined {
  if (cart.includes(item) || !catalogue.inStock(item, market)) return undefined
  if (catalogue.marketFor(market)?.currency !== currency) return undefined
  const price = catalogue.priceOf(item, market)
  const lowest = catalogue.lowestPrice(item, time, market)
  if (lowest === 0 || price > lowest) return undefined
  const value = terms.amount ?? Math.floor((price * (terms.percent ?? 0)) / 100)
  return value > 0 && value < price ? { item, value, price, lowest, currency } : undefined
}

/**
 * What the shop keeps of the size that leaves it least. Each size must be of the price shown, so
 * that the offer means the same for all, and of a known cost; else nothing is left.
 */
function leastLeft(
  item: number,
  value: number,
  { catalogue, market }: Moment,
  { floor }: OfferTerms,
): number {
  const country = catalogue.marketFor(market)?.country ?? ''
  const vat = catalogue.factsOf(country)?.vat
  if (vat === undefined) return -Infinity
  const price = catalogue.priceOf(item, market)
  let least = Infinity
  for (const sku of catalogue.pricesAndCosts(item, market)) {
    const left = (price - value) / (1 + vat) - sku.cost
    const isWithin = left >= ((price / (1 + vat)) * floor) / 100
    if (sku.price !== price || sku.cost < 0 || !isWithin) return -Infinity
    least = Math.min(least, left)
  }
  return least
}
