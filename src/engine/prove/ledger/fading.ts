import { FIELDS, GRAIN, SHARES, SUM_WZZ } from './bets.ts'

export const WEEK_MS = 7 * 24 * 3_600_000
const HALF_LIFE_DAYS = 45
/** What is left of a sum after a week. */
const KEPT = 0.5 ** (7 / HALF_LIFE_DAYS)

/**
 * A week later: what was seen counts a little less, so that a claim is about the shop as it is, and
 * what was true once is proven no longer than it takes to forget.
 *
 * The logarithm of a purse E fades to that of E^κ, with κ < 1. Under the null E is 1 at most on average,
 * and by Jensen so is E^κ: whoever goes on betting with it plays as fair a game as one who just began.
 * So within a week all looks together are wrong as seldom as promised, whatever weeks came
 * before; the next week's claims are claims of their own. Everything else is a plain sum, and
 * what `evidence.ts` makes of the sums for other effects is linear in them, so it fades alike.
 *
 * @param sums of a cell, changed in place; still whole grains
 * @returns whether anything changed
 */
export function fade(sums: Float64Array): boolean {
  let changed = false
  for (let f = 0; f < FIELDS; f++) {
    const faded = rounded(sums[f] * KEPT * GRAIN, f) / GRAIN
    if (faded !== sums[f]) changed = true
    sums[f] = faded
  }
  return changed
}

/** Against us, where it matters. */
function rounded(grains: number, field: number): number {
  if (field < SHARES.length) return Math.floor(grains)
  return field === SUM_WZZ ? Math.ceil(grains) : Math.trunc(grains)
}
