import type { Candidates } from '../candidates.ts'
import type { Moment } from '../moment.ts'
import { complements } from './complements.ts'
import type { Source } from './source.ts'

/** How much better an add-on is that brings the cart to free delivery. */
const REACHES = 1.6

/** What goes with it, that which reaches free delivery first: the fuller basket costs no more. */
export const addOn: Source = (moment, found) => {
  complements(moment, found)
  const missing = moment.basket?.missing ?? 0
  for (let i = 0; missing > 0 && i < found.count; i++) {
    const price = moment.catalogue.priceOf(found.items[i], moment.market)
    if (price >= missing) found.scores[i] *= REACHES
  }
  mix(moment, found)
}

/** The second of a kind is worth half, the third a quarter: four bottles are no choice. */
function mix({ catalogue }: Moment, { items, scores, count }: Candidates): void {
  const met = new Map<number, number>()
  const best = Array.from({ length: count }, (_, at) => at).sort((a, b) => scores[b] - scores[a])
  for (const at of best) {
    const kind = catalogue.categoryOf(items[at])
    const before = met.get(kind) ?? 0
    scores[at] /= 2 ** before
    met.set(kind, before + 1)
  }
}
