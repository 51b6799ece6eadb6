import { normalCdf } from '../../../core/normal.ts'
import { BIG_EFFECT } from './candidates.ts'

/** How much of the model's doubt counts. Less than this gives arms up too early where characteristics are few. */
export const KAPPA = 0.4
/** How much of a hope is followed: it is paid for now, and pays as long as the shop is open. */
const HOPE = 0.1
/** Chance kept for every arm whatever is believed, shared equally. */
export const EXPLORATION = 0.01

/**
 * Exact chances in closed form: how likely each arm is to be better than the one that
 * looks best, as odds. For two arms this is Thompson sampling; nothing is sampled, so what is logged
 * is what is drawn from. To these are added the odds that an arm has a big effect here which
 * nobody knows of yet, less where it would not be big enough.
 *
 * @param chances filled; they sum to 1 over the arms allowed and are 0 elsewhere
 * @param allowed bits of the arms that may be shown here, at least one
 */
export function chancesOf(
  means: Float64Array,
  variances: Float64Array,
  chances: Float64Array,
  allowed = -1,
  hopes?: Float64Array,
): void {
  const arms = means.length
  let best = -1
  let open = 0
  for (let a = 0; a < arms; a++) {
    if ((allowed & (1 << a)) === 0) continue
    open++
    if (best < 0 || means[a] > means[best]) best = a
  }
  if (best < 0) throw new RangeError('at least one arm must be allowed')
  let total = 0
  for (let a = 0; a < arms; a++) {
    if ((allowed & (1 << a)) === 0) chances[a] = 0
    else {
      const spread = KAPPA * Math.sqrt(variances[a] + variances[best])
      const gap = means[best] - means[a]
      chances[a] = a === best ? 1 : oddsAt(gap / spread) + (hopes ? oddsOfHope(hopes[a], gap) : 0)
      total += chances[a]
    }
  }
  const floor = EXPLORATION / open
  for (let a = 0; a < arms; a++) {
    if (chances[a] > 0 || (allowed & (1 << a)) !== 0) {
      chances[a] = floor + (1 - EXPLORATION) * (chances[a] / total)
    }
  }
}

function oddsAt(z: number): number {
  const tail = normalCdf(-z)
  return tail / (1 - tail)
}

function oddsOfHope(hope: number, gap: number): number {
  return HOPE * hope * (gap > BIG_EFFECT ? (BIG_EFFECT / gap) ** 2 : 1)
}

/** The arm that a draw in [0, 1) falls on. */
export function drawFrom(chances: Float64Array, draw: number): number {
  let left = draw
  let last = 0
  for (let a = 0; a < chances.length; a++) {
    if (chances[a] === 0) continue
    last = a
    left -= chances[a]
    if (left < 0) return a
  }
  return last
}
