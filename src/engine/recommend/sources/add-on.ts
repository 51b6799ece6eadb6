import { goingWith, mix } from './complements.ts'
import type { Source } from './source.ts'

/** How much better an add-on is that brings the cart to free delivery. */
const REACHES = 1.6

/** What goes with it, that which reaches free delivery first: the fuller basket costs no more. */
export const addOn: Source = (moment, found) => {
  goingWith(moment, found)
  const missing = moment.basket?.missing ?? 0
  for (let i = 0; missing > 0 && i < found.count; i++) {
    const price = moment.catalogue.priceOf(found.items[i], moment.market)
    if (price >= missing) found.scores[i] *= REACHES
  }
  mix(moment, found)
}
