import type { Candidates } from '../candidates.ts'
import type { Moment } from '../moment.ts'

/**
 * A strategy's proposals for a moment, in any order, at most about a hundred. It need
 * not mind the hard filters nor the person's taste: `fill` does, for all of them.
 */
export type Source = (moment: Moment, found: Candidates) => void

/** Whether a category is another one or lies under it. */
export function isUnder(
  moment: Pick<Moment, 'catalogue'>,
  category: number,
  ancestor: number,
): boolean {
  for (let at = category; at >= 0; at = moment.catalogue.parentOf(at)) {
    if (at === ancestor) return true
  }
  return false
}
