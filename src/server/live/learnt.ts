import type { Learnt, Say } from '../../schema/live.ts'
import type { ExperienceSums, Report } from '../../schema/report.ts'
import { placementName } from './decided.ts'
import { both, colon } from './words.ts'

const LEAST_CLICKS = 5
/** As many visits as make a situation observed: of fewer an effect of thousands of percent is chance. */
const LEAST_DECISIONS = 30
const SHOWN = 3

/**
 * What the experiences taught so far, against the default of their placement, the
 * most decided first. Nothing here is called proven: these are plain comparisons,
 * and the word belongs to the ledger.
 */
export function learntFrom({ placements, time }: Pick<Report, 'placements' | 'time'>): Learnt[] {
  const learnt: (Learnt & { decisions: number })[] = []
  for (const { placement, experiences } of placements) {
    const rule = experiences.find(e => e.isDefault)
    if (rule === undefined) continue
    for (const other of experiences) {
      if (other.isDefault || other.decisions === 0 || rule.decisions === 0) continue
      const effect = effectOf(other, rule)
      learnt.push({
        id: other.experience,
        time,
        verdict: verdictOf(effect),
        say: sentence(placement, other, rule),
        effect,
        decisions: other.decisions,
      })
    }
  }
  return learnt
    .sort(
      (a, b) =>
        Number(b.effect !== undefined) - Number(a.effect !== undefined) ||
        b.decisions - a.decisions,
    )
    .slice(0, SHOWN)
    .map(({ decisions: _, ...rest }) => rest)
}

function verdictOf(effect: Learnt['effect']): Learnt['verdict'] {
  if (effect === undefined) return 'too_early'
  if (effect.low > 0) return 'better'
  return effect.high < 0 ? 'worse' : 'open'
}

function sentence(placement: string, other: ExperienceSums, rule: ExperienceSums): Say {
  return both(l => {
    const than = l === 'fr' ? 'plutôt que' : 'rather than'
    return `${placementName(placement)[l]}${colon(l)}${other.words[l]} ${than} ${rule.words[l]}.`
  })
}

/**
 * Change of the click rate in percent, with an interval that stays valid however
 * often one looks: the asymptotic confidence sequence of Waudby-Smith et al.
 * (2021) on the logarithm of the ratio, whose variance is 1/clicks − 1/decisions
 * of each side (Katz et al., 1978). About 1.6 times as wide as an interval of one look.
 */
export function effectOf(other: ExperienceSums, rule: ExperienceSums): Learnt['effect'] {
  if (Math.min(other.clicks, rule.clicks) < LEAST_CLICKS) return undefined
  if (Math.min(other.decisions, rule.decisions) < LEAST_DECISIONS) return undefined
  const middle = Math.log(other.clicks / other.decisions / (rule.clicks / rule.decisions))
  const variance = 1 / other.clicks - 1 / other.decisions + (1 / rule.clicks - 1 / rule.decisions)
  const n = other.decisions + rule.decisions
  const radius = Math.sqrt(variance) * boundary(n)
  const inPercent = (logRatio: number) => Math.round((Math.exp(logRatio) - 1) * 1000) / 10
  return {
    low: inPercent(middle - radius),
    middle: inPercent(middle),
    high: inPercent(middle + radius),
    n,
  }
}

/** Normal mixture boundary at 5 %, in standard errors, tightest near 2,000 decisions. */
function boundary(n: number): number {
  const scaled = (n * 8) / 2_000 + 1
  return Math.sqrt((2 * scaled * Math.log(Math.sqrt(scaled) / 0.05)) / (scaled - 1))
}
