import { WHOLE_SHOP } from '../../catalogue/shelves.ts'
import { fallen } from '../candidates.ts'
import type { Source } from './source.ts'

/** What one chooses by, the most telling first. */
const ATTRIBUTES = ['level', 'terrain', 'use']
const MOST_WAYS = 6

/**
 * Help to choose: of each level of the category, or of each use where it has no levels, the
 * best rated. A few that differ in what matters, instead of many that look alike.
 */
export const levels: Source = (moment, found) => {
  const { catalogue, topics } = moment
  const shelf = catalogue.bestRatedIn(topics[0] ?? WHOLE_SHOP)
  for (const name of ATTRIBUTES) {
    const best = new Map<string, number>()
    for (const item of shelf) {
      const way = catalogue.attribute(item, name)
      if (way === undefined || best.has(way) || !moment.allows(item)) continue
      best.set(way, item)
      if (best.size === MOST_WAYS) break
    }
    if (best.size < 2) continue
    for (const [place, item] of [...best.values()].entries()) {
      found.add(item, fallen(1, place), 'each-level', -1)
    }
    return
  }
}
