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
}

/** Lists kept of one visitor, and bytes of them: the pages of two visits or three. */
const MOST_LISTED = 20
const MOST_BYTES = 400
/** Further down a list hardly anybody looks. */
const MOST_IN_LIST = 24

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
  for (const { id } of event.items.slice(0, MOST_IN_LIST)) {
    const item = catalogue.find(id)
    const category = item < 0 ? -1 : catalogue.categoryOf(item)
    if (category >= 0) shelfOf(shelves, category).push(placeKept(catalogue.priceQuantile(item)))
  }
  const item = event.page?.item === undefined ? -1 : catalogue.find(event.page.item)
  return { time: event.time, position, item, shelves: inOrder(shelves) }
}

function shelfOf(shelves: Shelf[], category: number): number[] {
  for (const shelf of shelves) if (shelf.category === category) return shelf.places
  const places: number[] = []
  shelves.push({ category, places })
  return places
}

function inOrder(shelves: Shelf[]): Shelf[] {
  const kept = shelves.filter(({ places }) => places.length > 1)
  for (const { places } of kept) places.sort((a, b) => a - b)
  return kept.sort((a, b) => a.category - b.category)
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
  for (const { places } of shelves) bytes += 3 + places.length
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
    for (const { category, places } of list.shelves) {
      out.count(category)
      out.count(places.length)
      for (const place of places) out.u8(place)
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
      const places: number[] = []
      for (let things = from.count(); things > 0; things--) places.push(from.u8())
      list.shelves.push({ category, places })
    }
    lists.push(list)
  }
  return lists
}
