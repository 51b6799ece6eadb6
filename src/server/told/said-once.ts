import { MINUTE } from '../../core/clock.ts'
import type { Act } from '../../engine/genome/act.ts'

/** After so long without a page, whoever comes has arrived anew. */
const AWAY_MS = 30 * MINUTE

/**
 * A campaign's words stand in the address of every page of a visit, and so behind each of them: a
 * journey says them where they first led somebody here, and again when they lead here anew.
 *
 * @param acts oldest first
 */
export function saidOnce(acts: readonly Act[]): Act[] {
  let last: Act | undefined
  return acts.map(act => {
    if (act.kind !== 'page' || act.source === '') return act
    const isSaid = last !== undefined && isSameArrival(last, act)
    last = act
    return isSaid ? { ...act, detail: '' } : act
  })
}

function isSameArrival(last: Act, act: Act): boolean {
  const isNear = act.time - last.time < AWAY_MS
  return isNear && last.source === act.source && last.ref === act.ref && last.detail === act.detail
}
