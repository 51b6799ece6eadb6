import { REWARDS, SHOWN } from './bets.ts'
import type { Ledger } from './ledger.ts'

/** Share of the visits in which both experience and default must have been shown. */
const LEAST_SHARE = 0.0125
const LEAST_REWARDS = 5

/** Whether both were shown often enough, and had enough success, for an interval to be told. */
export function isTold(ledger: Ledger, row: number, arm: number): boolean {
  const here = ledger.sums(row, arm)
  const there = ledger.sums(row, ledger.standard)
  const least = LEAST_SHARE * ledger.visitsOf(row)
  return (
    here[SHOWN] > 0 &&
    here[SHOWN] >= least &&
    there[SHOWN] >= least &&
    here[REWARDS] >= LEAST_REWARDS &&
    there[REWARDS] >= LEAST_REWARDS
  )
}
