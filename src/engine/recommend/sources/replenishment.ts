import { DAY } from '../../../core/clock.ts'
import type { Moment } from '../moment.ts'
import type { Source } from './source.ts'

/** Offered from this share of its interval on; after this many intervals the habit is over. */
const NEARLY_DUE = 0.7
const GIVEN_UP = 4

/**
 * What this person bought and will have used up by now: by their own rhythm where they
 * bought it twice, else by what the shop says of it, else by that of all who came back.
 */
export const replenishment: Source = (moment, found) => {
  const newest = new Map(moment.shopper.bought.map(({ item, time }) => [item, time]))
  for (const [item, bought] of newest) {
    const interval = intervalOf(moment, item)
    if (interval === 0) continue
    const due = (moment.time - bought) / interval
    // The most timely first: late counts as much as early.
    if (due >= NEARLY_DUE && due <= GIVEN_UP)
      found.add(item, 1 / (1 + Math.abs(Math.log(due))), 'used-up', -1)
  }
}

function intervalOf(moment: Moment, item: number): number {
  const { shopper, catalogue, recommender } = moment
  const own = shopper.bought.filter(each => each.item === item).map(({ time }) => time)
  const told = Number.parseFloat(catalogue.attribute(item, 'replenishment') ?? '')
  if (own.length > 1) {
    const interval = (Math.max(...own) - Math.min(...own)) / (own.length - 1)
    if (interval >= 2 * DAY) return interval
  }
  return told > 0 ? told * DAY : recommender.repurchases.intervalOf(item)
}
