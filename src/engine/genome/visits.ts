import { SECOND, VISIT_GAP_MS } from '../../core/clock.ts'
import type { Act } from './act.ts'

/** Where a visitor stands in their visits after some act. */
export interface VisitState {
  /** Visits begun so far. */
  count: number
  /** When the current one began, ms. */
  start: number
  /** Its newest act, ms. */
  last: number
  /** Campaign it came with, 0 for none. */
  campaign: number
  /** When the visit before it began and ended, ms; 0 without one. */
  startBefore: number
  endBefore: number
}

export const NO_VISIT: Readonly<VisitState> = {
  count: 0,
  start: 0,
  last: 0,
  campaign: 0,
  startBefore: 0,
  endBefore: 0,
}

/** The page view that tells the campaign may come a little after the first act of its visit. */
const SAME_ARRIVAL_MS = 5 * SECOND

/**
 * Take one more act, in the order of time. True when it begins a visit: after 30 minutes of
 * silence, or with another campaign. What the shop does (a refund), history and contacts elsewhere are no visits.
 */
export function advance(state: VisitState, act: Act): boolean {
  if (!isVisiting(act)) return false
  const campaign = act.kind === 'page' ? act.ref : 0
  const begins = beginsVisit(state, act.time, campaign)
  if (begins) {
    begin(state, act.time)
    state.campaign = campaign
  } else if (campaign !== 0) state.campaign = campaign
  state.last = Math.max(state.last, act.time)
  return begins
}

/** The visit that was going on is now the one before. */
export function begin(state: VisitState, time: number): void {
  state.startBefore = state.start
  state.endBefore = state.last
  state.start = time
  state.count++
}

/** Would an act at this time, with this campaign, begin a visit? */
export function beginsVisit(state: VisitState, time: number, campaign: number): boolean {
  if (state.count === 0 || time - state.last > VISIT_GAP_MS) return true
  if (campaign === 0 || campaign === state.campaign) return false
  return time - state.start > SAME_ARRIVAL_MS
}

function isVisiting(act: Act): boolean {
  switch (act.kind) {
    case 'refund':
    case 'past_buy':
    case 'email':
    case 'call':
    case 'store_visit':
      return false
    default:
      return true
  }
}
