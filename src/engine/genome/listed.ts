import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { readSigned, writeSigned } from './act.ts'

/**
 * A list of products that stood before the visitor: what they could have chosen from. Without
 * it a choice says little of a budget, since on a page of dear things everybody chooses something dear.
 */
export interface Listed {
  time: number
  position: number
  /** The product whose page it stood on, −1 for none: nobody chose that one from it. */
  item: number
  shelves: Shelf[]
}

/** Things of one leaf category in a list, known by where their prices stood in the category. */
export interface Shelf {
  category: number
  /** Of 255, cheapest first; at least two, because one alone is no choice. */
  places: number[]
  /** How far down the list each of them stood, 0 for the first. */
  depths: number[]
}

/** Lists kept of one visitor, and bytes of them: the pages of two visits or three. */
const MOST_LISTED = 20
const MOST_BYTES = 500
/** Further down a list hardly anybody looks. */
export const MOST_IN_LIST = 24

/** Where a price stands in its category, as small as a list keeps it. */
export function placeKept(quantile: number): number {
  return Math.round(quantile * 255)
}

/** Undefined for an event that shows no list. One without two things alike is kept too: its shop tells its lists. */
export function listedBy(
  event: ShopEvent,
  position: number,
  catalogue: CatalogueView,
): Listed | undefined {
  if (event.name !== 'view_item_list' || event.items === undefined) return undefined
  const shelves: Shelf[] = []
  const length = Math.min(event.items.length, MOST_IN_LIST)
  for (let depth = 0; depth < length; depth++) {
    const item = catalogue.find(event.items[depth].id)
    const category = item < 0 ? -1 : catalogue.categoryOf(item)
    if (category < 0) continue
    put(shelfOf(shelves, category), placeKept(catalogue.priceQuantile(item)), depth)
  }
  const item = event.page?.item === undefined ? -1 : catalogue.find(event.page.item)
  return { time: event.time, position, item, shelves: inOrder(shelves) }
}

function shelfOf(shelves: Shelf[], category: number): Shelf {
  for (const shelf of shelves) if (shelf.category === category) return shelf
  const shelf: Shelf = { category, places: [], depths: [] }
  shelves.push(shelf)
  return shelf
}

/** Of equal prices the first in the list comes first. */
function put({ places, depths }: Shelf, place: number, depth: number): void {
  let at = places.length
  while (at > 0 && places[at - 1] > place) at--
  places.splice(at, 0, place)
  depths.splice(at, 0, depth)
}

function inOrder(shelves: Shelf[]): Shelf[] {
  return shelves.filter(({ places }) => places.length > 1).sort((a, b) => a.category - b.category)
}

/** Put in its place by time; the oldest beyond the bounds are let go. */
export function addListed(lists: Listed[], more: Listed): void {
  let place = lists.length
  while (place > 0 && compareListed(lists[place - 1], more) > 0) place--
  if (place > 0 && compareListed(lists[place - 1], more) === 0) return
  if (place === lists.length) lists.push(more)
  else lists.splice(place, 0, more)
  let bytes = 0
  let kept = 0
  while (kept < lists.length && kept < MOST_LISTED) {
    bytes += weightOf(lists[lists.length - 1 - kept])
    if (bytes > MOST_BYTES) break
    kept++
  }
  lists.splice(0, lists.length - kept)
}

/** About what a list costs in bytes. */
function weightOf({ shelves }: Listed): number {
  let bytes = 8
  for (const { places } of shelves) bytes += 3 + 2 * places.length
  return bytes
}

function compareListed(a: Listed, b: Listed): number {
  return a.time - b.time || a.position - b.position
}

export function writeListed(out: ByteWriter, lists: readonly Listed[]): void {
  out.count(lists.length)
  let [time, position] = [0, 0]
  for (const list of lists) {
    out.count(list.time - time)
    writeSigned(out, list.position - position)
    writeSigned(out, list.item)
    out.count(list.shelves.length)
    for (const { category, places, depths } of list.shelves) {
      out.count(category)
      out.count(places.length)
      for (const place of places) out.u8(place)
      for (const depth of depths) out.u8(depth)
    }
    time = list.time
    position = list.position
  }
}

export function readListed(from: ByteReader): Listed[] {
  const lists: Listed[] = []
  let [time, position] = [0, 0]
  for (let left = from.count(); left > 0; left--) {
    time += from.count()
    position += readSigned(from)
    const list: Listed = { time, position, item: readSigned(from), shelves: [] }
    for (let shelves = from.count(); shelves > 0; shelves--) {
      const category = from.count()
      const count = from.count()
      const places = readSmall(from, count)
      list.shelves.push({ category, places, depths: readSmall(from, count) })
    }
    lists.push(list)
  }
  return lists
}

function readSmall(from: ByteReader, count: number): number[] {
  const numbers: number[] = []
  for (let left = count; left > 0; left--) numbers.push(from.u8())
  return numbers
}
