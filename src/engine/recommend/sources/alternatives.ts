import type { Moment } from '../moment.ts'
import { Likeness, neighbours } from './likeness.ts'
import type { Source } from './source.ts'

const MOST = 45
const MOST_BASES = 3
/** What others went on to look at instead weighs as much as half a likeness. */
const SEEN_INSTEAD = 0.5

/**
 * Other answers to the same wish: for the product of the page (it may be sold out),
 * else for what was left in a cart. Same category, same budget.
 */
export const alternatives: Source = (moment, found) => {
  const { recommender, catalogue, market } = moment
  const { tally } = recommender
  const bases = basesOf(moment)
  for (const base of bases) {
    const likeness = new Likeness(catalogue, base, market)
    recommender.rules.tellShares(base, 1, tally)
    for (const item of neighbours(catalogue, base, Math.floor(MOST / bases.length))) {
      if (bases.includes(item)) continue
      const score = likeness.fitOf(item) + SEEN_INSTEAD * tally.scoreOf(item)
      found.add(item, score, 'instead', base)
    }
    tally.clear()
  }
}

function basesOf({ pageItem, focus, shopper }: Moment): number[] {
  if (pageItem >= 0) return [pageItem]
  if (shopper.abandoned.length > 0) return shopper.abandoned.slice(-MOST_BASES).reverse()
  return focus >= 0 ? [focus] : []
}
