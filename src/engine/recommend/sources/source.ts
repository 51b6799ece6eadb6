import type { Candidate, Moment } from '../moment.ts'

/**
 * A strategy's proposals for a moment, in any order, at most about a hundred. It need
 * not mind the hard filters nor the person's taste: `fill` does, for all of them.
 */
export type Source = (moment: Moment) => Candidate[]

/** A list that is already in order, as candidates whose scores fall gently. */
export function inOrder(
  items: readonly number[],
  count: number,
  code: string,
  about: number,
  weight = 1,
): Candidate[] {
  const candidates: Candidate[] = []
  const length = Math.min(items.length, count)
  for (let i = 0; i < length; i++) {
    candidates.push({ item: items[i], score: weight / (1 + i / 8), code, about })
  }
  return candidates
}

/** Whether a category is another one or lies under it. */
export function isUnder(moment: Moment, category: number, ancestor: number): boolean {
  for (let at = category; at >= 0; at = moment.catalogue.parentOf(at)) {
    if (at === ancestor) return true
  }
  return false
}
