import { SECOND } from '../../core/clock.ts'
import { type Act, compareActs, weightOf } from './act.ts'

/** Acts and bytes of a journal; the oldest beyond either fall to the sediment. */
export const MOST_ACTS = 72
const MOST_BYTES = 1_900

/** A page view and the product view within it are one look. */
const SAME_LOOK_MS = 10 * SECOND

/**
 * Put an act in its place by time. The bytes the journal grows by: none when the act is
 * already there or is no look of its own.
 */
export function insert(acts: Act[], act: Act): number {
  let place = acts.length
  while (place > 0 && compareActs(acts[place - 1], act) > 0) place--
  if (place > 0 && compareActs(acts[place - 1], act) === 0) return 0
  if (isEcho(act) && acts.some(each => echoes(act, each))) return 0
  if (act.kind === 'buy' && acts.some(each => retells(act, each))) return 0
  if (place === acts.length) acts.push(act)
  else acts.splice(place, 0, act)
  return weightOf(act) - dropEchoes(acts, act) - dropRetellings(acts, act)
}

/** Whether a journal of so many acts and bytes is within its bounds. */
export function fits(count: number, bytes: number): boolean {
  return count <= MOST_ACTS && bytes <= MOST_BYTES
}

export function bytesOf(acts: readonly Act[]): number {
  let bytes = 0
  for (const act of acts) bytes += weightOf(act)
  return bytes
}

/** Take away the oldest acts beyond the bounds, oldest first. */
export function overflow(acts: Act[]): Act[] {
  let bytes = 0
  let kept = 0
  while (kept < acts.length && kept < MOST_ACTS) {
    bytes += weightOf(acts[acts.length - 1 - kept])
    if (bytes > MOST_BYTES) break
    kept++
  }
  return acts.splice(0, acts.length - kept)
}

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

/** The page that thanks for an order and the shop's server both tell it: the first in the log stays. */
function retells(act: Act, other: Act): boolean {
  const isOrder = act.kind === 'buy' && other.kind === 'buy' && act.ref !== 0
  return isOrder && act.ref === other.ref && act.position > other.position
}

/** Acts stand by time: those too long before the view are not even looked at. Bytes dropped. */
function dropEchoes(acts: Act[], view: Act): number {
  if (view.kind !== 'view') return 0
  let bytes = 0
  for (let i = acts.length - 1; i >= 0 && acts[i].time >= view.time - SAME_LOOK_MS; i--) {
    if (!isEcho(acts[i]) || !echoes(acts[i], view)) continue
    bytes += weightOf(acts[i])
    acts.splice(i, 1)
  }
  return bytes
}

/** Two turned out to be one, and the other had told it first. Bytes dropped. */
function dropRetellings(acts: Act[], act: Act): number {
  if (act.kind !== 'buy') return 0
  let bytes = 0
  for (let i = acts.length - 1; i >= 0; i--) {
    if (!retells(acts[i], act)) continue
    bytes += weightOf(acts[i])
    acts.splice(i, 1)
  }
  return bytes
}
