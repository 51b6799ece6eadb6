import { MOST_IN_LIST, type Shelf } from '../listed.ts'
import { clamp } from './credibility.ts'

/**
 * At which level of a category's prices somebody buys, 0 the cheapest to 1 the dearest: a
 * belief over nine levels, and what one choice says of each.
 *
 * A choice among things alike is a conditional logit (McFadden, 1974): a thing is liked less the further
 * its price lies from the chooser's level, and what counts is how it stands beside what it was
 * chosen from. So a list of dear things, the shop's own or one of ours, tells no lie.
 */
export const LEVELS = 9
const LAST = LEVELS - 1
/** Dearer than one wants weighs twice as much as cheaper (Tversky & Kahneman, 1992). */
const OVER = 6
const UNDER = 3
/** Choices that had nothing to do with the price. */
const ACCIDENTS = 0.1
/** Each place further down a list is looked at a tenth less. */
const PATIENCE = 0.9
/** Fewer prices than this in view are no ladder. */
const LADDER = 3
/** A place is one of 255, as lists keep it. */
const FINEST = 255

/** How much something at a place is liked by whoever is of a level: `[place * LEVELS + level]`. */
const LIKED = new Float64Array((FINEST + 1) * LEVELS)
/** What a choice from the whole category says of each level, by its place. */
const AMONG_ALL = new Float64Array((FINEST + 1) * LEVELS)
/** How much of what stands so far down a list is looked at. */
const SEEN = Float64Array.from({ length: MOST_IN_LIST }, (_, depth) => PATIENCE ** depth)
fillTables()

function fillTables(): void {
  const totals = new Float64Array(LEVELS)
  for (let place = 0; place <= FINEST; place++) {
    for (let level = 0; level < LEVELS; level++) {
      const dearer = place / FINEST - level / LAST
      const liked = Math.exp(dearer > 0 ? -OVER * dearer : UNDER * dearer)
      LIKED[place * LEVELS + level] = liked
      totals[level] += liked
    }
  }
  for (let i = 0; i < AMONG_ALL.length; i++) {
    AMONG_ALL[i] = logChance(LIKED[i], totals[i % LEVELS], FINEST + 1)
  }
}

function logChance(liked: number, total: number, count: number): number {
  return Math.log(((1 - ACCIDENTS) * liked) / total + ACCIDENTS / count)
}

/** Add what a choice at this place (of 255) out of the whole category says to a belief. */
export function chosenFromAll(belief: Float64Array, place: number, weight: number): void {
  const from = place * LEVELS
  for (let level = 0; level < LEVELS; level++) belief[level] += weight * AMONG_ALL[from + level]
}

const totals = new Float64Array(LEVELS)

/** The same of one out of what stood beside it. */
export function chosenFrom(
  belief: Float64Array,
  { places, depths }: Shelf,
  place: number,
  weight: number,
): void {
  totals.fill(0)
  const count = places.length
  let nearest = 0
  let mine = 0
  for (let from = 0, to = 0; from < count; from = to) {
    let seen = 0
    for (; to < count && places[to] === places[from]; to++) seen += SEEN[depths[to]]
    const felt = feltAt(places[from], (from + to) / 2, count)
    for (let level = 0; level < LEVELS; level++) {
      totals[level] += seen * LIKED[felt * LEVELS + level]
    }
    const isNearer = Math.abs(places[from] - place) < Math.abs(places[nearest] - place)
    if (from > 0 && !isNearer) continue
    nearest = from
    mine = felt
  }
  const seen = SEEN[depths[nearest]]
  for (let level = 0; level < LEVELS; level++) {
    belief[level] += weight * logChance(seen * LIKED[mine * LEVELS + level], totals[level], count)
  }
}

/**
 * A price is felt beside the others in view (Helson, 1964), and what one knows of its category is
 * one more of them: it matters where little is in view.
 * @param below how many in view are cheaper, equal ones counting half
 */
function feltAt(place: number, below: number, count: number): number {
  const rank = count < LADDER ? count / 2 : below
  return Math.round((rank * FINEST + place) / (count + 1))
}

/** Variance of a level of which nothing is known. */
const UNKNOWN = (LEVELS + 1) / (12 * LAST)

/**
 * Mean and variance of a belief (log-weights; all levels are as likely before anything is seen),
 * and how much of what is not known of a stranger it knows: 1 − variance / variance of a stranger.
 */
export function levelOf(belief: Float64Array): { mean: number; variance: number; known: number } {
  let most = belief[0]
  for (let level = 1; level < LEVELS; level++) most = Math.max(most, belief[level])
  let [total, sum, squares] = [0, 0, 0]
  for (let level = 0; level < LEVELS; level++) {
    const weight = Math.exp(belief[level] - most)
    const at = level / LAST
    total += weight
    sum += weight * at
    squares += weight * at * at
  }
  const mean = sum / total
  const variance = squares / total - mean * mean
  return { mean, variance, known: clamp(1 - variance / UNKNOWN, 0, 1) }
}
