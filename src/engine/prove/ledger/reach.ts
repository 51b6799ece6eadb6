import type { Waiting } from '../../learn/situations/waiting.ts'

/** Of the visitors that a placement had lately: how many there were, and how many would have fitted. */
export interface Reach {
  visitors: number
  fitting: number
  /** When the first of them came, ms; absent when nobody did. */
  since?: number
}

/** Rows that are looked through in one step. */
const ROWS_EACH = 500

/**
 * Looked up among the choices that still wait for an order: of each visitor and kind of placement
 * the first of a purchase window stands there, with what was known of them at that moment. So it
 * is visitors that are counted, not pages, and nothing is kept for the sake of this question.
 *
 * @param left bits of a row that is not to be counted
 */
export function* reachOf(
  waiting: Waiting,
  kind: number,
  values: readonly number[],
  left: number,
): Generator<void, Reach> {
  const reach: Reach = { visitors: 0, fitting: 0 }
  let looked = 0
  for (const row of waiting.rows()) {
    if (++looked % ROWS_EACH === 0) yield
    if (waiting.kindOf(row) !== kind || (waiting.marksOf(row) & left) !== 0) continue
    reach.since ??= waiting.timeOf(row)
    reach.visitors++
    if (waiting.has(row, values)) reach.fitting++
  }
  return reach
}
