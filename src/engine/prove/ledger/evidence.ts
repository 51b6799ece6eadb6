import { EACH_SIDE, SHARES, SUM_W, SUM_WZ, SUM_WZZ, SUM_Z } from './bets.ts'

/** Halvings that narrow a limit: far finer than what is printed. */
const HALVINGS = 40

export interface Interval {
  low: number
  high: number
}

/** Logarithm of the e-value against "does as the default", and the side it speaks for. */
export function evidenceOf(sums: Float64Array): { log: number; isBetter: boolean } {
  const better = logPurse(sums, 0, true)
  const worse = logPurse(sums, 0, false)
  return { log: Math.max(better, worse), isBetter: better >= worse }
}

/** How much better the experience does, weighed by the smaller of the two chances. */
export function effectOf(sums: Float64Array): number {
  return sums[SUM_W] > 0 ? sums[SUM_Z] / sums[SUM_W] : 0
}

/**
 * Where the effect is, with error at most `alpha` over all looks together. It leaves out 0 exactly
 * when the e-value is at least 1/alpha: both are the same purse.
 */
export function intervalOf(sums: Float64Array, alpha = 0.05): Interval {
  const most = -Math.log(alpha)
  const from = Math.max(-1, Math.min(1, effectOf(sums)))
  return {
    low: limit(from, -1, theta => logPurse(sums, theta, true) >= most),
    high: limit(from, 1, theta => logPurse(sums, theta, false) >= most),
  }
}

/**
 * The nearest value on this side that is excluded. The purse of one side grows with the distance,
 * so what is beyond an excluded value is excluded too; the bound we compute has not to grow, hence the small steps.
 */
function limit(from: number, end: number, isExcluded: (theta: number) => boolean): number {
  let inside = from
  let step = 1e-4
  for (;;) {
    const outside = end < 0 ? Math.max(end, from - step) : Math.min(end, from + step)
    if (isExcluded(outside)) return halve(inside, outside, isExcluded)
    if (outside === end) return end
    inside = outside
    step *= 1.5
  }
}

function halve(inside: number, outside: number, isExcluded: (theta: number) => boolean): number {
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (inside + outside) / 2
    if (isExcluded(middle)) outside = middle
    else inside = middle
  }
  return outside
}

/**
 * Logarithm of what the gamblers of one side hold, who have half of the purse, when the effect
 * is `theta`: never more than what they truly hold. With x = λz ≥ −½, 1/(1+x) lies between 1 − x
 * and 1 − x + 2x², and ln(1 − u) ≥ −u − u² for u ≤ ½; Σw² ≤ Σw/2, as w ≤ ½.
 */
function logPurse(sums: Float64Array, theta: number, isBetter: boolean): number {
  const start = isBetter ? 0 : EACH_SIDE
  let most = -Infinity
  let sum = 0
  for (let j = start; j < start + EACH_SIDE; j++) {
    const log = sums[j] - moved(sums, SHARES[j], theta)
    if (log > most) {
      sum = sum * Math.exp(most - log) + 1
      most = log
    } else sum += Math.exp(log - most)
  }
  return most + Math.log(sum / (2 * EACH_SIDE))
}

/** At most how much a gambler's logarithm falls when the effect is `theta` and not 0. */
function moved(sums: Float64Array, share: number, theta: number): number {
  if (theta === 0) return 0
  const slope = sums[SUM_W] - share * sums[SUM_WZ]
  const steeper = theta * share > 0 ? 2 * share ** 2 * sums[SUM_WZZ] : 0
  const bend = (theta * share) ** 2 / (2 * (1 - Math.abs(share)) ** 2)
  return theta * share * (slope + steeper) + bend * sums[SUM_W]
}
