import type { Act } from '../act.ts'
import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { credibility, evidenceOf } from './credibility.ts'

/**
 * Weights of evidence (Good, 1950) for "came to buy" against "strolls", in nats. The signs
 * are Moe's (2003): directed buying goes to products, searches, chooses sizes and stays in a category;
 * strolling wanders over lists and categories. The sizes are a judgement, to be fitted to the shop.
 */
function weigh(act: Act): number {
  switch (act.kind) {
    case 'search':
      return act.detail.includes(' ') ? 0.5 : 0.3
    case 'size':
      return 0.6
    case 'filter':
      return 0.3
    case 'delivery':
      return 0.3
    case 'cart':
      return 0.9
    case 'checkout':
      return 1.2
    case 'view_cart':
      return 0.4
    case 'page':
      return act.page === 'home' ? -0.25 : act.page === 'category' ? -0.12 : 0
    default:
      return 0
  }
}

/** Each category beyond the first wanders; each further look within one settles. */
const WANDERS = -0.35
const SETTLES = 0.06
const STRENGTH = 4

/** −1 strolls, +1 is decided. Of this visit; before anything is done in it, of the last one. */
export function decided(reading: Reading): { score: number; confidence: number } {
  const { acts, categories } = reading
  const from = visitStart(reading)
  const met: number[] = []
  let sum = 0
  for (let at = from; at < acts.length; at++) {
    const act = acts[at]
    const category = categories[at]
    sum += weigh(act)
    if (category < 0 || (act.kind !== 'view' && act.kind !== 'page')) continue
    if (met.includes(category)) sum += SETTLES
    else {
      if (met.length > 0) sum += WANDERS
      met.push(category)
    }
  }
  return { score: Math.tanh(sum / 2), confidence: credibility(acts.length - from, STRENGTH) }
}

/** Place of the first act that counts: acts stand by time. */
function visitStart({ acts, visitAt, lastVisit }: Reading): number {
  if (visitAt < acts.length) return visitAt
  let from = acts.length
  while (from > 0 && acts[from - 1].time >= lastVisit.start) from--
  return from
}

export function decidedTraits(reading: Reading): Trait[] {
  const { score, confidence } = decided(reading)
  if (confidence === 0) return []
  const evidence = evidenceOf(reading, act => weigh(act) * score > 0)
  return [{ name: 'decided', score, confidence, evidence }]
}
