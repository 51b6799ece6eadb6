import { SECOND } from '../../core/clock.ts'
import { type Act, compareActs, DETAIL_CHARACTERS, weightOf } from './act.ts'

/** Acts and bytes of a journal; the oldest beyond either fall to the sediment. */
export const MOST_ACTS = 72
const MOST_BYTES = 1_900
/** So many acts of the longest text (three bytes a character) and a reference each. */
const SURELY_FIT = Math.floor(MOST_BYTES / (14 + 5 + 3 * DETAIL_CHARACTERS))

/** A page view and the product view within it are one look. */
const SAME_LOOK_MS = 10 * SECOND

/** Put an act in its place by time. False when it is already there, or is no look of its own. */
export function insert(acts: Act[], act: Act): boolean {
  let place = acts.length
  while (place > 0 && compareActs(acts[place - 1], act) > 0) place--
  if (place > 0 && compareActs(acts[place - 1], act) === 0) return false
  if (isEcho(act) && acts.some(each => echoes(act, each))) return false
  if (place === acts.length) acts.push(act)
  else acts.splice(place, 0, act)
  if (act.kind === 'view') dropEchoes(acts, act)
  return true
}

/** Take away the oldest acts beyond the bounds, oldest first. */
export function overflow(acts: Act[]): Act[] {
  if (acts.length <= SURELY_FIT) return NONE
  let bytes = 0
  let kept = 0
  while (kept < acts.length && kept < MOST_ACTS) {
    bytes += weightOf(acts[acts.length - 1 - kept])
    if (bytes > MOST_BYTES) break
    kept++
  }
  return kept === acts.length ? NONE : acts.splice(0, acts.length - kept)
}

const NONE: Act[] = []

/** The page view of a product, when it says nothing of where the visitor came from. */
function isEcho(act: Act): boolean {
  return act.kind === 'page' && act.item >= 0 && act.source === ''
}

function echoes(page: Act, view: Act): boolean {
  return (
    view.kind === 'view' &&
    view.item === page.item &&
    Math.abs(view.time - page.time) <= SAME_LOOK_MS
  )
}

/** Acts stand by time: those too long before the view are not even looked at. */
function dropEchoes(acts: Act[], view: Act): void {
  for (let i = acts.length - 1; i >= 0 && acts[i].time >= view.time - SAME_LOOK_MS; i--) {
    if (isEcho(acts[i]) && echoes(acts[i], view)) acts.splice(i, 1)
  }
}
