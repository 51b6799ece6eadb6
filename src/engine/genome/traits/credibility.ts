import type { Act } from '../act.ts'
import type { Reading } from '../reading.ts'
import type { Trait } from '../shape.ts'

/**
 * How far what we saw of one person may outweigh what is usual: Z = n / (n + k), the
 * credibility factor (Bühlmann, 1967), which is the posterior mean's weight on the data for a
 * beta or a normal prior worth k observations. It is our confidence in every trait: 0 with
 * no evidence, ½ at k pieces, towards 1.
 */
export function credibility(evidence: number, strength: number): number {
  return evidence <= 0 ? 0 : evidence / (evidence + strength)
}

/** A trait that its visitor denied: as if nothing had been seen. */
export const NOT_BELIEVED = { score: 0, confidence: 0 }

/** A weighted mean pulled towards a first belief worth `strength` observations. */
export function shrunkMean(sum: number, weight: number, belief: number, strength: number): number {
  return (sum + belief * strength) / (weight + strength)
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

const MOST_EVIDENCE = 5

/** The newest acts that say so, newest last. Acts of one event count once. */
export function evidenceOf(reading: Reading, says: (act: Act) => boolean): Trait['evidence'] {
  const found: Trait['evidence'] = []
  for (let i = reading.acts.length - 1; i >= 0 && found.length < MOST_EVIDENCE; i--) {
    const act = reading.acts[i]
    if (says(act)) found.push(pieceOf(act, reading))
  }
  return found.reverse()
}

function pieceOf(act: Act, reading: Reading): Trait['evidence'][number] {
  const piece: Trait['evidence'][number] = { act: act.kind, time: act.time }
  if (act.item >= 0) piece.item = reading.catalogue.idOf(act.item)
  if (act.detail !== '') piece.detail = act.detail
  if (act.kind === 'page' && act.item < 0) {
    piece.page = act.page
    if (act.category >= 0) piece.category = act.category
  }
  return piece
}
