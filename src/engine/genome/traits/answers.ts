import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { CLICKED, DISMISSED, SEEN } from '../shown.ts'
import { credibility, NOT_BELIEVED } from './credibility.ts'

/** The shop's usual answer is worth this many placements seen. */
const STRENGTH = 8

/**
 * How somebody answers what we show: clicks per placement seen beside the shop's rate, as a
 * habit is (`habit.ts`); a nudge closed counts as three seen in vain. Only the newest placements are known.
 */
export function answers(reading: Reading): { score: number; confidence: number } {
  if (reading.denials.of('answers')) return NOT_BELIEVED
  let chances = 0
  let clicks = 0
  for (const { answers } of reading.shown) {
    if (answers & SEEN) chances += answers & DISMISSED ? 3 : 1
    if (answers & CLICKED) clicks++
  }
  const usual = reading.population.usualAnswer
  const mean = (clicks + STRENGTH * usual) / (chances + STRENGTH)
  return { score: mean / (mean + usual), confidence: credibility(chances, STRENGTH) }
}

export function answersTraits(reading: Reading): Trait[] {
  const { score, confidence } = answers(reading)
  if (confidence === 0) return []
  const evidence = reading.shown
    .filter(({ answers }) => answers & SEEN)
    .slice(-5)
    .map(({ answers, experience, time }) => ({
      act: answers & CLICKED ? 'click' : answers & DISMISSED ? 'dismiss' : 'seen',
      detail: experience,
      time,
    }))
  return [{ name: 'answers', score, confidence, evidence }]
}
