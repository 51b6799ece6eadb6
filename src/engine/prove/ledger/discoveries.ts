import { SHARES } from './bets.ts'
import { evidenceOf } from './evidence.ts'
import type { Ledger } from './ledger.ts'
import { isTold } from './told.ts'

/** Share of what one ledger calls proven that may be chance. */
export const FALSE_SHARE = 0.05

export interface Discovery {
  row: number
  arm: number
  /** Logarithm of the e-value. */
  log: number
  isBetter: boolean
}

/**
 * What is proven now: e-BH (Wang and Ramdas, 2022) over every situation that was met and every
 * experience, at 5 %. Holds whatever depends on whatever, and every time one looks anew.
 */
export function discoveries(ledger: Ledger, falseShare = FALSE_SHARE): Discovery[] {
  const { found, asked } = strong(ledger, falseShare)
  return provenAmong(found, asked, falseShare)
}

/**
 * Those of `found` that are proven, the strongest first.
 *
 * @param found those of which an interval may be told, with an e-value of at least 1 / falseShare:
 *   were others taken out afterwards, those left would have been let in by their number
 * @param asked situations and experiences that were looked at
 */
export function provenAmong(
  found: Discovery[],
  asked: number,
  falseShare = FALSE_SHARE,
): Discovery[] {
  found.sort((a, b) => b.log - a.log || a.row - b.row || a.arm - b.arm)
  let proven = 0
  for (const [i, { log }] of found.entries()) {
    if (log >= Math.log(asked / (falseShare * (i + 1)))) proven = i + 1
  }
  return found.slice(0, proven)
}

/** Those that could be proven if all others were, and how many were asked. */
function strong(ledger: Ledger, falseShare: number): { found: Discovery[]; asked: number } {
  const least = -Math.log(falseShare)
  const found: Discovery[] = []
  let asked = 0
  for (let row = 0; row < ledger.size; row++) {
    if (ledger.visitsOf(row) === 0) continue
    asked += ledger.arms - 1
    for (let arm = 0; arm < ledger.arms; arm++) {
      if (arm === ledger.standard) continue
      const sums = ledger.sums(row, arm)
      if (mostOf(sums) < least) continue
      const evidence = evidenceOf(sums)
      if (evidence.log >= least && isTold(ledger, row, arm)) found.push({ row, arm, ...evidence })
    }
  }
  return { found, asked }
}

/** No purse holds more than its luckiest gambler. */
export function mostOf(sums: Float64Array): number {
  let most = sums[0]
  for (let j = 1; j < SHARES.length; j++) if (sums[j] > most) most = sums[j]
  return most
}
