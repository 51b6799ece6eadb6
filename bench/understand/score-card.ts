import { meanOf, rankCorrelation } from './correlation.ts'
import { CHECKPOINTS, type Look, MEASURED, MEASURED_NAMES, type Measured } from './subject.ts'

export interface Row {
  trait: Measured
  events: number
  people: number
  rho: number
  /** What the oracle reaches on the same people. */
  ceiling: number
  last_page: number
  /** Everybody as the shop's average: ranks nobody. */
  constant: number
  calibration_error: number
  confidence: number
}

/** How well each trait ranks people, beside the best guess there is and the last page's. */
export function scoreCard(looks: readonly Look[]): Row[] {
  return MEASURED_NAMES.flatMap(trait => CHECKPOINTS.map(events => rowOf(looks, trait, events)))
}

function rowOf(looks: readonly Look[], trait: Measured, events: number): Row {
  const some = looks.filter(look => look.events === events)
  const hidden = MEASURED[trait]
  const truth = some.map(look => look.truth[hidden])
  const rank = (value: (look: Look) => number) => rankCorrelation(some.map(value), truth)
  return {
    trait,
    events,
    people: some.length,
    rho: rank(look => scoreOf(look, trait)),
    ceiling: rank(look => look.oracle[hidden]),
    last_page: rank(look => look.lastPage[trait]),
    constant: rank(() => FIRST_BELIEF[trait]),
    calibration_error: calibrationError(some, trait),
    confidence: meanOf(some.map(look => look.told[trait]?.confidence ?? 0)),
  }
}

/** The same rows, their figures the mean over the seeds. */
export function meanCard(cards: readonly Row[][]): Row[] {
  return cards[0].map((row, at) => {
    const rows = cards.map(card => card[at])
    const mean = (name: keyof Row) => meanOf(rows.map(one => one[name] as number))
    const people = rows.reduce((sum, one) => sum + one.people, 0)
    return {
      ...row,
      people,
      rho: mean('rho'),
      ceiling: mean('ceiling'),
      last_page: mean('last_page'),
      constant: mean('constant'),
      calibration_error: mean('calibration_error'),
      confidence: mean('confidence'),
    }
  })
}

export function visitTypeRow(checks: readonly { right: number; asked: number }[]) {
  const sum = (name: 'right' | 'asked') => checks.reduce((all, one) => all + one[name], 0)
  return { trait: 'visit_type', visits: sum('asked'), accuracy: sum('right') / sum('asked') }
}

/** What nothing is known of stands where the trait's own first belief is. */
function scoreOf({ told }: Look, trait: Measured): number {
  return told[trait]?.score ?? FIRST_BELIEF[trait]
}

const FIRST_BELIEF: Record<Measured, number> = {
  budget: 0.5,
  reviews: 0.5,
  promotion: 0.5,
  advice: 0.5,
  delivery: 0.5,
  level: 0.45,
  decided: 0,
}

const GROUPS = 3

/**
 * Confidence is a credibility factor: the share of the differences between people that the
 * evidence explains. So among people told with like confidence, the squared correlation with the truth
 * should be that confidence. Mean distance over thirds of the people, the least sure first.
 */
function calibrationError(some: readonly Look[], trait: Measured): number {
  const confidence = (look: Look) => look.told[trait]?.confidence ?? 0
  const sorted = some.toSorted((a, b) => confidence(a) - confidence(b))
  const errors: number[] = []
  for (let group = 0; group < GROUPS; group++) {
    const from = Math.floor((sorted.length * group) / GROUPS)
    const part = sorted.slice(from, Math.floor((sorted.length * (group + 1)) / GROUPS))
    const rho = rankCorrelation(
      part.map(look => scoreOf(look, trait)),
      part.map(look => look.truth[MEASURED[trait]]),
    )
    errors.push(Math.abs(Math.max(0, rho) ** 2 - meanOf(part.map(confidence))))
  }
  return meanOf(errors)
}
