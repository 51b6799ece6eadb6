import type { Act } from '../act.ts'
import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'
import { evidenceOf, NOT_BELIEVED } from './credibility.ts'

/**
 * Weights of evidence (Good, 1950) for "came to buy" against "strolls", in nats. The signs
 * are Moe's (2003): directed buying searches, chooses a size and goes to the cart; strolling wanders over
 * lists and categories. Whoever goes to compare elsewhere has not decided. The sizes are those
 * that hold in both worlds of `bench -- understand`; reading about delivery, filters and what is
 * put in the cart (liking a thing, and not yet deciding) told nothing in either.
 */
function weigh(act: Act): number {
  switch (act.kind) {
    case 'search':
      return 0.6
    case 'size':
      return 0.2
    case 'checkout':
      return 1.2
    case 'view_cart':
      return 0.8
    case 'show':
      return -1.5
    case 'page':
      return act.page === 'category' ? -0.2 : isTurnHome(act) ? -0.3 : 0
    default:
      return 0
  }
}

/** Where one comes in says little; whoever turns back to the home page has not found it. */
function isTurnHome(act: Act): boolean {
  return act.page === 'home' && act.source === ''
}

/** Each category beyond the first wanders. */
const WANDERS = -0.1
/** What somebody did on earlier visits says a little less of why they came today. */
const EARLIER = 0.7
/** Signs of one visit hang together: each counts for so much of an independent one. */
const PRUDENCE = 0.5

/**
 * −1 strolls, +1 is decided. Of this visit first; before anything is done in it, of the last one.
 * With two kinds of visitors, a score is the mean of ±1, and its square the part that is known.
 */
export function decided(reading: Reading): { score: number; confidence: number } {
  if (reading.denials.of('decided')) return NOT_BELIEVED
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
  return { score: Math.tanh(sum / 2), confidence: Math.tanh((PRUDENCE * sum) / 2) ** 2 }
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
