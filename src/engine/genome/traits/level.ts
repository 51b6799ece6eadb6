import type { Act } from '../act.ts'
import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { interestOf } from '../weights.ts'
import { clamp, credibility, evidenceOf, shrunkMean } from './credibility.ts'
import { categoryInterest } from './interest.ts'

/** Words of a shop's own `level` attribute, from first steps to competition. */
const LEVELS: readonly (readonly [RegExp, number])[] = [
  [/^(d[ée]but|beginner|initiation|d[ée]couverte|entry|novice|easy|facile)/, 0.1],
  [/^(interm|loisir|leisure|regular|r[ée]gulier|medium|moyen|all)/, 0.45],
  [/^(confirm|avanc|advanced|sport|perf)/, 0.75],
  [/^(expert|comp[ée]t|pro|race|elite|élite)/, 0.95],
]

/** Filters only somebody who knows the subject sets. */
const TECHNICAL =
  /\b(drop|flex|patin|waist|width|largeur|radius|rayon|poids|weight|cuin|fill|denier|membrane|mm|g\/m|gore|stack|amorti|cushion|carbon|din)\b/i

/** A first belief of the middle is worth two product views. */
const STRENGTH = 4

/** 0 for first steps, 1 for competition; undefined where the item does not say. */
export function levelOf(item: number, reading: Reading): number | undefined {
  const word = item < 0 ? undefined : reading.catalogue.attribute(item, 'level')
  return word === undefined ? undefined : LEVELS.find(([pattern]) => pattern.test(word))?.[1]
}

/**
 * Level of practice in a category: the mean level of what they look at and take, pulled
 * towards the middle; a technical filter counts as a look at an expert's item. Levels do not fade within a journal.
 */
export function level(reading: Reading, category: number) {
  let weight = 0
  let sum = 0
  for (const act of reading.acts) {
    const told = sign(act, reading, category)
    if (told === undefined) continue
    weight += interestOf(act)
    sum += told * interestOf(act)
  }
  return {
    score: shrunkMean(sum, weight, 0.45, STRENGTH),
    confidence: credibility(weight, STRENGTH),
  }
}

function sign(act: Act, reading: Reading, category: number): number | undefined {
  if (act.kind === 'filter') return TECHNICAL.test(act.detail) ? 0.9 : undefined
  return reading.categoryOf(act) === category ? levelOf(act.item, reading) : undefined
}

export function levelTraits(reading: Reading, language: 'fr' | 'en'): Trait[] {
  return categoryInterest(reading)
    .shares.slice(0, 3)
    .map(({ key }) => ({
      name: 'level',
      about: reading.catalogue.categoryName(key, language),
      ...level(reading, key),
      evidence: evidenceOf(reading, act => sign(act, reading, key) !== undefined),
    }))
    .filter(trait => trait.confidence > 0)
}

/**
 * Aspiration: looking above what one takes. The difference between the level (or, where items
 * have none, the price place) of things looked at and of things put in the cart; needs both.
 * −1 takes the better one, +1 only dreams of it.
 */
export function aspiration(reading: Reading): { score: number; confidence: number } {
  const looked = { count: 0, sum: 0 }
  const taken = { count: 0, sum: 0 }
  for (const act of reading.acts) {
    const side = act.kind === 'view' ? looked : isTaken(act) ? taken : undefined
    if (side === undefined || act.item < 0) continue
    side.count++
    side.sum += levelOf(act.item, reading) ?? reading.catalogue.priceQuantile(act.item)
  }
  const confidence = credibility(Math.min(looked.count, taken.count * 2), 3)
  if (confidence === 0) return { score: 0, confidence }
  const above = looked.sum / looked.count - taken.sum / taken.count
  return { score: clamp(2 * above * confidence, -1, 1), confidence }
}

function isTaken(act: Act): boolean {
  return act.kind === 'cart' || act.kind === 'buy' || act.kind === 'past_buy'
}

export function aspirationTraits(reading: Reading): Trait[] {
  const { score, confidence } = aspiration(reading)
  if (confidence === 0) return []
  const evidence = evidenceOf(reading, act => act.kind === 'view' || isTaken(act))
  return [{ name: 'aspiration', score, confidence, evidence }]
}
