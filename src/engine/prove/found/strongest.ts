import { Best } from '../../../core/best.ts'
import { SHOWN } from '../ledger/bets.ts'
import { OBSERVED_VISITS } from '../ledger/claims.ts'
import { type Discovery, FALSE_SHARE, mostOf, provenAmong } from '../ledger/discoveries.ts'
import { evidenceOf } from '../ledger/evidence.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { isTold } from '../ledger/told.ts'

/** Rows that are looked at in one step. */
const ROWS_AT_ONCE = 128

export interface Strongest {
  /** Proven, and told by an interval, all of it; the strongest first. */
  proven: Discovery[]
  /** What is observed and not proven, the strongest first. */
  open: Discovery[]
}

/**
 * Everything a ledger has to say, in small steps: there may be a hundred thousand situations,
 * and between two steps the server has others to answer.
 *
 * @param most kept of what is not proven
 * @param met told every situation that was met, with its visits
 */
export function* strongest(
  ledger: Ledger,
  most: number,
  met: (row: number, visits: number) => void = () => {},
): Generator<void, Strongest> {
  const strong: Discovery[] = []
  const open = new Best<Discovery>(most, one => one.log, 0)
  const least = -Math.log(FALSE_SHARE)
  let asked = 0
  for (let row = 0; row < ledger.size; row++) {
    if (row % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield
    const visits = ledger.visitsOf(row)
    if (visits === 0) continue
    met(row, visits)
    asked += ledger.arms - 1
    const worth = visits < OBSERVED_VISITS ? least : Math.min(least, open.least)
    for (const one of spokenIn(ledger, row, worth)) {
      if (one.log >= least) strong.push(one)
      else open.add(one)
    }
  }
  const told = strong.filter(({ row, arm }) => isTold(ledger, row, arm))
  const proven = provenAmong(told, asked)
  const sure = new Set(proven)
  for (const one of strong) {
    if (!sure.has(one) && ledger.visitsOf(one.row) >= OBSERVED_VISITS) open.add(one)
  }
  return { proven, open: open.list() }
}

/** Experiences of a row for which there is more evidence than that. */
function* spokenIn(ledger: Ledger, row: number, worth: number): Generator<Discovery> {
  for (let arm = 0; arm < ledger.arms; arm++) {
    if (arm === ledger.standard) continue
    const sums = ledger.sums(row, arm)
    if (sums[SHOWN] === 0 || mostOf(sums) < worth) continue
    const evidence = evidenceOf(sums)
    if (evidence.log >= worth) yield { row, arm, ...evidence }
  }
}
