import { complements } from './complements.ts'
import type { Source } from './source.ts'

/** How much better an add-on is that brings the cart to free delivery. */
const REACHES = 1.6

/** What goes with it, that which reaches free delivery first: the fuller basket costs no more. */
export const addOn: Source = (moment, found) => {
  complements(moment, found)
  const missing = moment.basket?.missing ?? 0
  if (missing <= 0) return
  for (let i = 0; i < found.count; i++) {
    const price = moment.catalogue.priceOf(found.items[i], moment.market)
    if (price >= missing) found.scores[i] *= REACHES
  }
}
