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

/** Those that may be among the first are sorted, not all: of ten thousand, a hundred are looked at. */
function highest(docs: readonly number[], keyOf: (doc: number) => number, most: number): number[] {
  const keys = Float64Array.from(docs, keyOf)
  const least = keys.length > most ? keys.slice().sort()[keys.length - most] : -Infinity
  const kept: { doc: number; key: number }[] = []
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] >= least) kept.push({ doc: docs[i], key: keys[i] })
  }
  kept.sort((a, b) => b.key - a.key || a.doc - b.doc)
  return kept.slice(0, most).map(({ doc }) => doc)
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
