import { ALPHA, halfWidth } from '../../../core/anytime.ts'
import type { Moments } from './group-sums.ts'

/** Fewer visitors of one entry than this on either side are compared together with other few. */
const LEAST_OF_ENTRY = 200
/** Fewer who did it at all, on either side, and the sums are too far from normal to say anything. */
const LEAST_WHO_DID = 50
/** An effect is called detectable when the interval would exclude zero four times in five. */
const POWER_80 = 0.8416

/** One figure of both sides, entry by entry. */
export interface Pair {
  engine: Moments
  other: Moments
  /** Visitors of each side for whom the figure is not zero. */
  engineDid: number
  otherDid: number
}

export interface Effect {
  /** Mean of a visitor of the engine less mean of one of the other slice, entries weighed alike. */
  effect: number
  low: number
  high: number
  /** The smallest true effect that would be seen with what has come so far. */
  detectable: number
}

/**
 * The effect with its always-valid interval, or undefined while there is too little to say one.
 *
 * Visitors are compared with those who came in the same way and weighed by how many came so:
 * the regression on the entry with all interactions (Lin, 2013). What the entry explains is
 * noise no more, and nothing the engine does can change an entry.
 */
export function effectOf(pairs: readonly Pair[], alpha = ALPHA): Effect | undefined {
  const total = sumOf(pairs)
  if (total.engineDid < LEAST_WHO_DID || total.otherDid < LEAST_WHO_DID) return undefined
  const strata = withoutFew(pairs)
  const units = total.engine.visitors + total.other.visitors
  let effect = 0
  let variance = 0
  for (const { engine, other } of strata) {
    const weight = (engine.visitors + other.visitors) / units
    effect += weight * (meanOf(engine) - meanOf(other))
    variance += weight ** 2 * (varianceOfMean(engine) + varianceOfMean(other))
  }
  // Effects that differ between entries, and which entries happened to come.
  for (const { engine, other } of strata) {
    const weight = (engine.visitors + other.visitors) / units
    variance += (weight * (meanOf(engine) - meanOf(other) - effect) ** 2) / units
  }
  const half = halfWidth(variance, units, alpha)
  const detectable = half + POWER_80 * Math.sqrt(variance)
  return { effect, low: effect - half, high: effect + half, detectable }
}

export function sumOf(pairs: readonly Pair[]): Pair {
  const total: Pair = { engine: nobody(), other: nobody(), engineDid: 0, otherDid: 0 }
  for (const pair of pairs) addTo(total, pair)
  return total
}

export function meanOf({ visitors, sum }: Moments): number {
  return visitors === 0 ? 0 : sum / visitors
}

function withoutFew(pairs: readonly Pair[]): Pair[] {
  const isFew = ({ engine, other }: Pair) =>
    Math.min(engine.visitors, other.visitors) < LEAST_OF_ENTRY
  const few = sumOf(pairs.filter(isFew))
  const many = pairs.filter(pair => !isFew(pair))
  if (few.engine.visitors + few.other.visitors === 0) return many
  if (!isFew(few) || many.length === 0) return [...many, few]
  // Too few even together: they go with the largest, so that nobody is left out.
  const [largest, ...rest] = many.sort((a, b) => b.other.visitors - a.other.visitors)
  return [sumOf([largest, few]), ...rest]
}

function varianceOfMean({ visitors, sum, squares }: Moments): number {
  if (visitors < 2) return 0
  return Math.max(0, squares - sum ** 2 / visitors) / (visitors - 1) / visitors
}

function addTo(total: Pair, pair: Pair): void {
  addMoments(total.engine, pair.engine)
  addMoments(total.other, pair.other)
  total.engineDid += pair.engineDid
  total.otherDid += pair.otherDid
}

function addMoments(total: Moments, more: Moments): void {
  total.visitors += more.visitors
  total.sum += more.sum
  total.squares += more.squares
}

function nobody(): Moments {
  return { visitors: 0, sum: 0, squares: 0 }
}
