import { MINUTE } from '../../core/clock.ts'
import type { Listed, Shelf } from './listed.ts'
import { placeKept } from './listed.ts'
import type { Reading } from './reading.ts'

/** Nothing alike stood beside it where it was chosen: the choice says nothing of prices. */
export const ALONE: Shelf = { category: -1, places: [], depths: [] }

/** Whoever comes back to a list after longer opens it anew. */
const FRESH_MS = 30 * MINUTE
/** A price may have moved a little in its category since the list was kept. */
const NEAR = 2

/**
 * What stood beside the item of an act when it was chosen: things of its category in the newest
 * list that held it. Lists keep prices and no names, so it is known by its price.
 * Undefined where no list was told at all: what could have been chosen is not known.
 * @param at of an act with an item
 */
export function beside(
  { acts, categories, places, listed }: Reading,
  at: number,
): Shelf | undefined {
  const { time, item } = acts[at]
  const place = placeKept(places[at])
  let found: Shelf | undefined
  for (let i = listed.length - 1; i >= 0; i--) {
    const list = listed[i]
    if (list.time >= time || list.item === item) continue
    if (time - list.time > FRESH_MS) break
    found = shelfIn(list, categories[at])
    if (found !== undefined && holds(found, place)) return found
    found = ALONE
  }
  return found
}

function shelfIn({ shelves }: Listed, category: number): Shelf | undefined {
  for (const shelf of shelves) if (shelf.category === category) return shelf
  return undefined
}

function holds({ places }: Shelf, place: number): boolean {
  for (const other of places) if (Math.abs(other - place) <= NEAR) return true
  return false
}
