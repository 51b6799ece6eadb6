import { WHOLE_SHOP } from '../../catalogue/shelves.ts'
import type { Source } from './source.ts'

const MOST = 60
/** In a sale a third of the shop is reduced: look at so many, from a place drawn by chance. */
const MOST_LOOKED_AT = 200

/** Items with a true struck price, the deepest reductions first, in the categories that matter now. */
export const promotions: Source = (moment, found) => {
  const { catalogue, market, time, topics } = moment
  for (const category of [...topics, WHOLE_SHOP]) {
    const reduced = catalogue.reducedIn(category)
    const start = Math.floor(moment.random('promotions') * reduced.length)
    for (let i = 0; i < reduced.length && i < MOST_LOOKED_AT && found.count < MOST; i++) {
      const item = reduced.at((start + i) % reduced.length)!
      const struck = catalogue.struckPrice(item, time, market)
      if (struck === 0) continue
      const score = 1 - catalogue.priceOf(item, market) / struck
      found.add(item, score, 'reduced', -1)
    }
  }
}
