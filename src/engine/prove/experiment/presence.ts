import { DAY } from '../../../core/clock.ts'
import type { ShopEvent } from '../../../schema/event.ts'
import type { Assigned } from './assigned.ts'

/** Days counted from the first. */
const WINDOW = 30
const ALL_DAYS = 2 ** WINDOW - 1
/** Acts of a row: pages and products seen, two bits each, up to two of each; then flags. */
const PAGES = 0
const PRODUCTS = 2
const CLICKED = 1 << 4
const STAYED = 1 << 5
const ROBOT = 1 << 6

/**
 * What being here adds to a row. Counts that stop at two, flags and bits of days: whatever is
 * late, or comes in another order, ends in the same row.
 */
export function notePresence(assigned: Assigned, row: number, event: ShopEvent): void {
  const acts = actsWith(assigned.acts[row], event)
  if (acts !== assigned.acts[row]) assigned.acts[row] = acts
  noteDay(assigned, row, Math.floor(event.time / DAY))
}

/** Would the event change the row? Asked of every event; most change nothing. */
export function isNewPresence(assigned: Assigned, row: number, event: ShopEvent): boolean {
  if (!isPresent(event)) return false
  if (actsWith(assigned.acts[row], event) !== assigned.acts[row]) return true
  const first = assigned.firstDay[row]
  const after = Math.floor(event.time / DAY) - first
  if (first === 0 || after < 0) return true
  return after < WINDOW && ((assigned.days[row] >>> after) & 1) === 0
}

/** Two rows of one person become the first of them. */
export function mergePresence(assigned: Assigned, stays: number, goes: number): void {
  assigned.acts[stays] = bothActs(assigned.acts[stays], assigned.acts[goes])
  const [a, b] = [assigned.firstDay[stays], assigned.firstDay[goes]]
  if (b === 0) return
  const first = a === 0 ? b : Math.min(a, b)
  const days = shifted(assigned.days[stays], a - first) | shifted(assigned.days[goes], b - first)
  assigned.firstDay[stays] = first
  assigned.days[stays] = days >>> 0
}

export function daysHere(days: number): number {
  let count = 0
  for (let left = days; left !== 0; left &= left - 1) count++
  return count
}

/** They chose a product from a list: ours or the shop's, so that the holdout can be compared. */
export function hasClicked(acts: number): boolean {
  return (acts & CLICKED) !== 0
}

/** Whatever else it does, or did before: what is known of a robot does not depend on when. */
export function markRobot(assigned: Assigned, row: number): void {
  assigned.acts[row] |= ROBOT
}

export function isRobot(acts: number): boolean {
  return (acts & ROBOT) !== 0
}

/** One page, nothing chosen, nothing in the cart, and never back. */
export function hasBounced(acts: number, days: number): boolean {
  const isSingle = countAt(acts, PAGES) < 2 && countAt(acts, PRODUCTS) < 2
  return isSingle && (acts & (CLICKED | STAYED)) === 0 && daysHere(days) < 2
}

function actsWith(acts: number, { name }: ShopEvent): number {
  switch (name) {
    case 'page_view':
      return oneMore(acts, PAGES)
    case 'view_item':
      return oneMore(acts, PRODUCTS)
    case 'click':
    case 'select_item':
      return acts | CLICKED
    case 'add_to_cart':
    case 'purchase':
      return acts | STAYED
    default:
      return acts
  }
}

/** Letters, calls and the till are no visits of the shop's pages. */
function isPresent({ channel }: ShopEvent): boolean {
  return channel === 'web' || channel === 'app'
}

function noteDay(assigned: Assigned, row: number, day: number): void {
  const first = assigned.firstDay[row]
  if (first === 0 || day < first) {
    const days = first === 0 ? 0 : shifted(assigned.days[row], first - day)
    assigned.firstDay[row] = Math.max(0, day)
    assigned.days[row] = (days | 1) >>> 0
  } else if (day - first < WINDOW) {
    assigned.days[row] = (assigned.days[row] | (1 << (day - first))) >>> 0
  }
}

/** Days seen from an earlier first day; the last of them fall out of the window. */
function shifted(days: number, by: number): number {
  return by >= WINDOW || by < 0 ? 0 : ((days << by) & ALL_DAYS) >>> 0
}

function bothActs(a: number, b: number): number {
  let both = (a | b) & (CLICKED | STAYED | ROBOT)
  for (const place of [PAGES, PRODUCTS]) {
    both |= Math.min(2, countAt(a, place) + countAt(b, place)) << place
  }
  return both
}

function oneMore(acts: number, place: number): number {
  return countAt(acts, place) < 2 ? acts + (1 << place) : acts
}

function countAt(acts: number, place: number): number {
  return (acts >> place) & 3
}
