import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { answers, answersTraits } from './answers.ts'
import { budgetsOf, budgetTraits } from './budget.ts'
import { decided, decidedTraits } from './decided.ts'
import { habit, habitTraits } from './habit.ts'
import { hesitation, hesitationTraits } from './hesitation.ts'
import { categoryInterest, interestTraits } from './interest.ts'
import { aspiration, aspirationTraits, level, levelTraits } from './level.ts'
import { RATE_NAMES } from './rates.ts'

/** Every trait there is something to say about, with the acts that say it. */
export function traitsOf(reading: Reading, language: 'fr' | 'en'): Trait[] {
  return [
    ...interestTraits(reading, language),
    ...budgetTraits(reading, language),
    ...levelTraits(reading, language),
    ...aspirationTraits(reading),
    ...habitTraits(reading),
    ...decidedTraits(reading),
    ...hesitationTraits(reading),
    ...answersTraits(reading),
  ]
}

/** One trait by name, without its evidence; those about a category are of the one they care for most. */
export function traitOf(
  reading: Reading,
  name: string,
): { score: number; confidence: number } | undefined {
  const found = scoreOf(reading, name)
  return found && found.confidence > 0 ? found : undefined
}

function scoreOf(
  reading: Reading,
  name: string,
): { score: number; confidence: number } | undefined {
  const rate = RATE_NAMES.find(each => each === name)
  if (rate) return habit(reading, rate)
  switch (name) {
    case 'decided':
      return decided(reading)
    case 'hesitation': {
      const { score, looks } = hesitation(reading)
      return { score, confidence: looks / (looks + 2) }
    }
    case 'answers':
      return answers(reading)
    case 'aspiration':
      return aspiration(reading)
    case 'level': {
      const top = categoryInterest(reading).shares[0]
      return top && level(reading, top.key)
    }
    case 'budget': {
      // A list put in order by price speaks before anything in it was opened.
      const top = categoryInterest(reading).shares[0]
      const band = budgetsOf(reading).in(top?.key ?? -1)
      return band && { score: band.mean, confidence: band.confidence }
    }
    default:
      return undefined
  }
}
