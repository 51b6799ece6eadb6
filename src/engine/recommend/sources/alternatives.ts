import type { Candidate, Moment } from '../moment.ts'
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
export const alternatives: Source = moment => {
  const { tally } = moment.recommender
  const found: Candidate[] = []
  const bases = basesOf(moment)
  for (const base of bases) {
    const likeness = new Likeness(moment.catalogue, base, moment.market)
    hearSeenAfter(moment, base)
    for (const item of neighbours(moment.catalogue, base, Math.floor(MOST / bases.length))) {
      if (bases.includes(item)) continue
      const fit = likeness.of(item) * likeness.priceRatio(item)
      const score = fit + SEEN_INSTEAD * tally.scoreOf(item)
      found.push({ item, score, code: 'instead', about: base })
    }
    tally.clear()
  }
  return found
}

function basesOf({ pageItem, focus, shopper }: Moment): number[] {
  if (pageItem >= 0) return [pageItem]
  if (shopper.abandoned.length > 0) return shopper.abandoned.slice(-MOST_BASES).reverse()
  return focus >= 0 ? [focus] : []
}

/** Count, for each item, its share of what was looked at after the base. */
function hearSeenAfter({ recommender }: Moment, base: number): void {
  const { rules, tally } = recommender
  const total = rules.total(base)
  rules.each(base, (item, weight) => tally.add(item, weight / total, base))
}
