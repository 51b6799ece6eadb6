import type { Act } from '../act.ts'
import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { credibility, evidenceOf } from './credibility.ts'

/**
 * Weights of evidence (Good, 1950) for "came to buy" against "strolls", in nats. The signs
 * are Moe's (2003): directed buying searches, chooses a size and fills the cart; strolling wanders over
 * lists and categories. Whoever goes to compare elsewhere has not decided. The sizes are those
 * that hold in both worlds of `bench -- understand`; reading about delivery told nothing in either.
 */
function weigh(act: Act): number {
  switch (act.kind) {
    case 'search':
      return act.detail.includes(' ') ? 0.4 : 0.3
    case 'size':
      return 0.2
    case 'filter':
      return 0.3
    case 'cart':
      return 0.6
    case 'checkout':
      return 1.2
    case 'view_cart':
      return 0.4
    case 'show':
      return -1.2
    case 'page':
      return act.page === 'home' ? -0.1 : act.page === 'category' ? -0.2 : 0
    default:
      return 0
  }
}

/** Each category beyond the first wanders. */
const WANDERS = -0.15
/** What somebody did on earlier visits says half as much of why they came today. */
const EARLIER = 0.5
const STRENGTH = 4

/** −1 strolls, +1 is decided. Of this visit first; before anything is done in it, of the last one. */
export function decided(reading: Reading): { score: number; confidence: number } {
  const { acts, categories } = reading
  const from = visitStart(reading)
  const met: number[] = []
  let sum = 0
  for (let at = 0; at < acts.length; at++) {
    if (at === from) sum *= EARLIER
    const act = acts[at]
    sum += weigh(act)
    const category = categories[at]
    if (category < 0 || (act.kind !== 'view' && act.kind !== 'page')) continue
    if (met.includes(category)) continue
    if (met.length > 0) sum += WANDERS
    met.push(category)
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
