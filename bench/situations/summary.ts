import { rounded } from '../fixtures/figures.ts'
import { LOOKS, type Proven } from './proof.ts'

/** Figures of all worlds together: means of counts, sums of what was right and wrong. */
export function summary(proofs: Proven[]) {
  const sum = (of: (proof: Proven) => number) => proofs.reduce((all, one) => all + of(one), 0)
  const mean = (of: (proof: Proven) => number) => rounded(sum(of) / proofs.length)
  const coverages = Array.from({ length: LOOKS }, (_, look) =>
    shareOf(
      sum(one => one.right[look] ?? 0),
      sum(one => one.shown[look] ?? 0),
    ),
  )
  return {
    ledger_us: mean(one => one.ledgerUs),
    bytes: Math.round(mean(one => one.bytes)),
    observed: mean(one => one.observed),
    used: mean(one => one.used),
    proven: mean(one => one.proven),
    false_discovery_proportion: rounded(
      sum(one => one.false / Math.max(1, one.proven)) / proofs.length,
    ),
    worlds_with_discoveries: proofs.filter(one => one.proven > 0).length,
    coverage: rounded(Math.min(...coverages)),
    intervals_shown: sum(one => one.shown.at(-1) ?? 0),
  }
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole
}
