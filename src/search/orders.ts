import type { Sort } from '../schema/search.ts'
import type { Shelf } from './shelf.ts'

/** As if every product had ten plain reviews beside its own. */
const PRIOR_REVIEWS = 10
const PRIOR_RATING = 3.5
/** What praise adds between products that fit the words alike. */
const PRAISE = 0.1

/**
 * The first `most` places in the order asked for. What can be had comes before what cannot,
 * whatever the order; equal ones stand as they came into the shop.
 */
export function inOrder(
  docs: readonly number[],
  sort: Sort,
  shelf: Shelf,
  scores: Float32Array,
  most: number,
): number[] {
  const keyOf = keysOf(sort, shelf, scores)
  const stocked = docs.filter(doc => shelf.isStocked(doc))
  const first = highest(stocked, keyOf, most)
  if (first.length === most || stocked.length === docs.length) return first
  const gone = docs.filter(doc => !shelf.isStocked(doc))
  return [...first, ...highest(gone, keyOf, most - first.length)]
}

/**
 * The `most` with the highest keys, in order. Those met so far stand in a heap, the least on
 * top: of a hundred thousand nearly all are compared once, with that one (Williams, 1964).
 */
function highest(docs: readonly number[], keyOf: (doc: number) => number, most: number): number[] {
  const heap: Ranked[] = []
  for (const doc of docs) {
    const one = { doc, key: keyOf(doc) }
    if (heap.length < most) rise(heap, heap.push(one) - 1)
    else if (most > 0 && isBehind(heap[0], one)) {
      heap[0] = one
      sink(heap)
    }
  }
  return heap.sort((a, b) => (isBehind(a, b) ? 1 : -1)).map(({ doc }) => doc)
}

interface Ranked {
  doc: number
  key: number
}

function isBehind(a: Ranked, b: Ranked): boolean {
  return a.key < b.key || (a.key === b.key && a.doc > b.doc)
}

function rise(heap: Ranked[], at: number): void {
  for (
    let above = (at - 1) >> 1;
    at > 0 && isBehind(heap[at], heap[above]);
    above = (at - 1) >> 1
  ) {
    swap(heap, at, above)
    at = above
  }
}

function sink(heap: Ranked[]): void {
  for (let at = 0; ; ) {
    let least = at
    for (const below of [2 * at + 1, 2 * at + 2]) {
      if (below < heap.length && isBehind(heap[below], heap[least])) least = below
    }
    if (least === at) return
    swap(heap, at, least)
    at = least
  }
}

function swap(heap: Ranked[], a: number, b: number): void {
  const held = heap[a]
  heap[a] = heap[b]
  heap[b] = held
}

function keysOf(sort: Sort, shelf: Shelf, scores: Float32Array) {
  const praise = (doc: number) =>
    (shelf.ratings[doc] * shelf.reviews[doc] + PRIOR_RATING * PRIOR_REVIEWS) /
    (shelf.reviews[doc] + PRIOR_REVIEWS)
  switch (sort) {
    case 'cheap':
      return (doc: number) => -shelf.prices[doc]
    case 'dear':
      return (doc: number) => shelf.prices[doc]
    case 'rated':
      return praise
    case 'new':
      return (doc: number) => shelf.since[doc]
    case 'best':
      return (doc: number) => scores[doc] + PRAISE * (praise(doc) - PRIOR_RATING)
  }
}
