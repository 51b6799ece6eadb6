import type { Results } from '../schema/results.ts'
import type { HoldoutOption } from '../schema/split.ts'

/** Sizes one may choose among, beside the one there is. */
const SIZES = [0.02, 0.05, 0.1, 0.2]
const THOUSAND = 1_000

/**
 * What a holdout of each size would cost. A mean over few visitors is less sure, so what can be
 * detected grows with the root of 1 / engine + 1 / holdout; how much margin varies from visitor to
 * visitor is taken from what has come, in the shares by which it was drawn, so there is no figure
 * before there is one.
 */
export function holdoutOptions(
  { holdout, uniform }: { holdout: number; uniform: number },
  results: Results,
): HoldoutOption[] {
  const margin = results.comparisons
    .find(({ against }) => against === 'holdout')
    ?.metrics.find(({ metric }) => metric === 'margin')
  const isProven = margin?.verdict === 'above' || margin?.verdict === 'below'
  const [left, byChance] = results.sampleRatio.expected
  const now = noiseOf(left, byChance)
  const sizes = [...new Set([...SIZES, holdout])].sort((a, b) => a - b)
  return sizes
    .filter(size => size > 0 && size + uniform < 1)
    .map(size => ({
      holdout: size,
      leftAlone: Math.round(size * THOUSAND),
      ...(margin?.detectable !== undefined && {
        detectable: (margin.detectable * noiseOf(size, uniform)) / now,
      }),
      ...(isProven && { forgone: margin.effect! * size * THOUSAND }),
    }))
}

function noiseOf(holdout: number, uniform: number): number {
  return Math.sqrt(1 / holdout + 1 / (1 - holdout - uniform))
}
