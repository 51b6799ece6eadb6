import { DAY, HOUR } from '../../core/clock.ts'
import type { Act, ActKind } from './act.ts'

/**
 * How much an act says about interest in what it touches, in whole units. The steps
 * are a judgement, of the order used with implicit feedback (Hu, Koren & Volinsky, 2008): a
 * purchase tells more than a cart, a cart more than a look.
 */
const INTEREST: Partial<Record<ActKind, number>> = {
  page: 1,
  view: 2,
  wish: 5,
  cart: 6,
  buy: 8,
  past_buy: 8,
  search: 2,
  size: 3,
  reviews: 3,
  delivery: 2,
  filter: 1,
  show: 1,
  store_visit: 4,
}

export function interestOf(act: Act): number {
  return INTEREST[act.kind] ?? 0
}

/** e-folding times of half-lives of two hours and three weeks. */
const SHORT_MS = (2 * HOUR) / Math.LN2
const LONG_MS = (21 * DAY) / Math.LN2
/** After so long the short half is less than a millionth. */
const SHORT_IS_GONE_MS = 2 * DAY

/**
 * How much of an act is left after some time: half fades within the visit, half over
 * weeks (long and short preference together: Xiang et al., KDD 2010). 1 for now.
 */
export function fade(ageMs: number): number {
  if (ageMs <= 0) return 1
  if (ageMs > SHORT_IS_GONE_MS) return fadeSlowly(ageMs)
  return 0.5 * Math.exp(-ageMs / SHORT_MS) + fadeSlowly(ageMs)
}

/** The slow half alone: what is left of acts known only by their day. */
export function fadeSlowly(ageMs: number): number {
  return ageMs <= 0 ? 0.5 : 0.5 * Math.exp(-ageMs / LONG_MS)
}
