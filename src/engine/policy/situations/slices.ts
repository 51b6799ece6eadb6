import { chancesOf, drawFrom } from './choice.ts'

/** To which part of the experiment a visitor belongs, for life. */
export type Slice = 'engine' | 'uniform' | 'holdout'

/** Parts of all visitors; the rest is the engine's. */
export interface Shares {
  readonly holdout: number
  readonly uniform: number
}

/** What the merchant decided, which comes before what the model believes. */
export interface Orders {
  /** Arm of the default, which the holdout sees whatever is ordered. */
  readonly standard: number
  /** Bits of the arms that make sense here and that nobody forbade, at least one. */
  readonly allowed: number
  /** The arm that everybody but holdout and uniform slice shall see. */
  readonly pinned?: number
  /** Highest chance of each arm, for those that are limited by number or budget. */
  readonly limits?: readonly number[]
  /** Bits of the arms that the engine may choose, the default among them; absent: all that are allowed. */
  readonly approved?: number
}

/** Chance that the default keeps where nothing is pinned: without it nothing could be proven. */
export const YARDSTICK = 0.02

/** Chances in the engine's slice: orders first, then beliefs. */
export function engineChances(
  means: Float64Array,
  variances: Float64Array,
  orders: Orders,
  chances: Float64Array,
  hopes?: Float64Array,
): void {
  if (orders.pinned !== undefined && (orders.allowed & (1 << orders.pinned)) !== 0) {
    chances.fill(0)
    chances[orders.pinned] = 1
  } else {
    chancesOf(means, variances, chances, orders.allowed & (orders.approved ?? -1), hopes)
    keepYardstick(chances, orders)
  }
  if (orders.limits) limit(chances, orders.limits, orders.standard)
}

/** Chances over all slices together: what the ledger weighs with. */
export function overSlices(
  chances: Float64Array,
  orders: Orders,
  shares: Shares,
  into: Float64Array,
): void {
  const open = bitsOf(orders.allowed, chances.length)
  const engine = 1 - shares.holdout - shares.uniform
  for (let a = 0; a < chances.length; a++) {
    const isOpen = (orders.allowed & (1 << a)) !== 0
    into[a] = engine * chances[a] + (isOpen ? shares.uniform / open : 0)
  }
  into[orders.standard] += shares.holdout
}

/** The arm that a visitor of this slice sees; `draw` in [0, 1) comes from a hash that stays. */
export function armFor(slice: Slice, chances: Float64Array, orders: Orders, draw: number): number {
  if (slice === 'holdout') return orders.standard
  return slice === 'engine' ? drawFrom(chances, draw) : anyOf(orders.allowed, chances.length, draw)
}

/** Slice of a visitor, from a draw in [0, 1) that never changes. */
export function sliceAt(draw: number, shares: Shares): Slice {
  if (draw < shares.holdout) return 'holdout'
  return draw < shares.holdout + shares.uniform ? 'uniform' : 'engine'
}

/** What the default lacks, the others give, each by its chance. */
function keepYardstick(chances: Float64Array, { allowed, standard }: Orders): void {
  const has = chances[standard]
  if ((allowed & (1 << standard)) === 0 || has >= YARDSTICK) return
  for (let a = 0; a < chances.length; a++) chances[a] *= (1 - YARDSTICK) / (1 - has)
  chances[standard] = YARDSTICK
}

/** What is over an arm's limit goes to the default: it is never limited. */
function limit(chances: Float64Array, limits: readonly number[], standard: number): void {
  for (let a = 0; a < chances.length; a++) {
    if (a === standard || !(chances[a] > limits[a])) continue
    chances[standard] += chances[a] - limits[a]
    chances[a] = limits[a]
  }
}

function anyOf(allowed: number, arms: number, draw: number): number {
  let left = Math.floor(draw * bitsOf(allowed, arms))
  for (let a = 0; a < arms; a++) {
    if ((allowed & (1 << a)) !== 0 && left-- === 0) return a
  }
  throw new RangeError('at least one arm must be allowed')
}

function bitsOf(allowed: number, arms: number): number {
  let bits = 0
  for (let a = 0; a < arms; a++) if ((allowed & (1 << a)) !== 0) bits++
  return bits
}
