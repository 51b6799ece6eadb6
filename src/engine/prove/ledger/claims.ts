import { FIELDS } from './bets.ts'
import { discoveries } from './discoveries.ts'
import { effectOf, type Interval, intervalOf } from './evidence.ts'
import type { Ledger } from './ledger.ts'
import { isTold } from './told.ts'

/** Visits from which a situation is observed. */
export const OBSERVED_VISITS = 30

export interface Claim {
  row: number
  arm: number
  /** Of success, beside the default, weighed by the smaller of the two chances. */
  effect: number
  /** Absent: too early. */
  interval?: Interval
  visits: number
  isProven: boolean
  /** It does otherwise here than in the wider situations around. */
  isSpecific: boolean
}

/** What may be said of an experience in a situation. */
export function claimOf(ledger: Ledger, row: number, arm: number, isDiscovery: boolean): Claim {
  const sums = ledger.sums(row, arm)
  const interval = isTold(ledger, row, arm) ? intervalOf(sums) : undefined
  const isProven = isDiscovery && interval !== undefined && (interval.low > 0 || interval.high < 0)
  return {
    row,
    arm,
    effect: effectOf(sums),
    interval,
    visits: ledger.visitsOf(row),
    isProven,
    isSpecific: isProven && isSpecific(ledger, row, arm),
  }
}

/** All that is proven, strongest first. */
export function proven(ledger: Ledger): Claim[] {
  return discoveries(ledger)
    .map(({ row, arm }) => claimOf(ledger, row, arm, true))
    .filter(claim => claim.isProven)
}

export function observedCount(ledger: Ledger): number {
  let observed = 0
  for (let row = 0; row < ledger.size; row++) {
    if (ledger.visitsOf(row) >= OBSERVED_VISITS) observed++
  }
  return observed
}

/**
 * Whether the effect differs from that in the rest of every situation one value wider: the two
 * intervals, at half the error each, do not touch. The rest is what the wider one has beyond this one:
 * sums subtract as they add.
 */
function isSpecific(ledger: Ledger, row: number, arm: number): boolean {
  const values = ledger.valuesOf(row)
  const here = intervalOf(ledger.sums(row, arm), 0.025)
  return (
    values.length > 0 &&
    values.every(value => {
      const wider = ledger.rowOf(values.filter(other => other !== value))
      const rest = intervalOf(restOf(ledger, row, wider, arm), 0.025)
      return here.low > rest.high || here.high < rest.low
    })
  )
}

function restOf(ledger: Ledger, row: number, wider: number, arm: number): Float64Array {
  const [inner, outer] = [ledger.sums(row, arm), ledger.sums(wider, arm)]
  const rest = new Float64Array(FIELDS)
  for (let f = 0; f < FIELDS; f++) rest[f] = outer[f] - inner[f]
  return rest
}
