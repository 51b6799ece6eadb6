import { WHOLE_SHOP } from '../../catalogue/shelves.ts'
import type { Candidates } from '../candidates.ts'
import type { Moment } from '../moment.ts'

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
  found: Candidates,
): void {
  const items = new Set<number>()
  for (const category of [...moment.topics, WHOLE_SHOP]) {
    const shelf = moment.catalogue.itemsIn(category)
    const start = Math.floor(moment.random('anything') * shelf.length)
    for (let i = 0; i < shelf.length && i < MOST_LOOKED_AT && items.size < count; i++) {
      const item = shelf.at((start + i) % shelf.length)!
      if (mayHold(item)) items.add(item)
    }
  }
  for (const item of items) found.add(item, 0.001, 'in-stock', -1)
}
