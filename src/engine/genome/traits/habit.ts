import type { Act } from '../act.ts'
import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { budgetsOf } from './budget.ts'
import { credibility, evidenceOf, NOT_BELIEVED } from './credibility.ts'
import { level, MIDDLE } from './level.ts'
import { type Habit, RATE_NAMES, RATES, type RateName } from './rates.ts'

/**
 * A habit beside the shop's: θ ~ Beta(k·m, k·(1 − m)) with m the shop's own rate, so that the
 * posterior mean is (times + k·m) / (chances + k). The score is where that stands against m: r / (1 + r)
 * with r their ratio: ½ for as often as others, towards 0 never, towards 1 much more.
 */
export function habit(reading: Reading, name: RateName): { score: number; confidence: number } {
  if (reading.denials.of(name)) return NOT_BELIEVED
  const index = RATE_NAMES.indexOf(name)
  const { strength, doubt } = RATES[index]
  const { chances, times } = countOf(reading, index)
  const usual = reading.population.usual(index)
  const expected = usual * inclination(reading, name)
  const mean = (times + strength * expected) / (chances + strength)
  return { score: mean / (mean + usual), confidence: credibility(chances, doubt) }
}

/**
 * What another trait makes us expect of this one before it is seen: whoever knows the subject asks for
 * less advice (Brucks, 1985), whoever minds the price looks out for offers (Lichtenstein et al., 1990).
 * Weak beliefs, for acts to correct.
 */
function inclination(reading: Reading, name: RateName): number {
  if (name === 'advice') return Math.exp(-KNOWS_BETTER * (level(reading, -1).score - MIDDLE))
  if (name !== 'promotion') return 1
  const budget = budgetsOf(reading).in(-1)
  return budget === undefined ? 1 : Math.exp(-MINDS_LESS * (budget.mean - 0.5))
}

const KNOWS_BETTER = 1
const MINDS_LESS = 1.5

export function habitTraits(reading: Reading): Trait[] {
  return RATES.map(({ name, chances, times }) => {
    const { score, confidence } = habit(reading, name)
    const done = evidenceOf(reading, act => times(act) > 0)
    const evidence = done.length > 0 ? done : evidenceOf(reading, act => chances(act) > 0)
    return { name, score, confidence, evidence }
  }).filter(trait => trait.confidence > 0)
}

/** Journal and sediment together; a time without a seen chance is one of each. */
function countOf(reading: Reading, index: number): Habit {
  const rate = RATES[index]
  let { chances, times } = reading.sediment.habits[index]
  const { acts } = reading
  for (let at = 0; at < acts.length; at++) {
    const act = rate.isOfGoods && acts[at].kind === 'cart' ? lookBefore(acts, at) : acts[at]
    if (act === undefined) continue
    chances += rate.chances(act)
    times += rate.times(act)
  }
  return { chances: Math.max(chances, times), times }
}

/** The look at what an act is about. */
function lookBefore(acts: readonly Act[], at: number): Act | undefined {
  const { item } = acts[at]
  while (--at >= 0) if (acts[at].kind === 'view' && acts[at].item === item) return acts[at]
  return undefined
}
