import { WHOLE_SHOP } from '../../catalogue/shelves.ts'
import type { Candidate, Moment } from '../moment.ts'

/** Bounds the search in a shop where hardly anything is in stock. */
const MOST_LOOKED_AT = 3000

/**
 * The last resort of every strategy: items that may be shown, of the categories that
 * matter now, then of the whole shop, from a place drawn by chance.
 */
export function anything(
  moment: Moment,
  count: number,
  mayHold: (item: number) => boolean,
): Candidate[] {
  const found = new Set<number>()
  for (const category of [...moment.topics, WHOLE_SHOP]) {
    const items = moment.catalogue.itemsIn(category)
    const start = Math.floor(moment.random('anything') * items.length)
    for (let i = 0; i < items.length && i < MOST_LOOKED_AT && found.size < count; i++) {
      const item = items[(start + i) % items.length]
      if (mayHold(item)) found.add(item)
    }
  }
  return [...found].map(item => ({ item, score: 0.001, code: 'in-stock', about: -1 }))
}
