import type { Sort } from '../schema/search.ts'
import type { Shelf } from './shelf.ts'

/** As if every product had ten plain reviews beside its own. */
const PRIOR_REVIEWS = 10
const PRIOR_RATING = 3.5
/** What praise adds between products that fit the words alike. */
const PRAISE = 0.1

/** Places in the order asked for; what can be had comes before what cannot, whatever the order. */
export function inOrder(
  docs: readonly number[],
  sort: Sort,
  shelf: Shelf,
  scores: ReadonlyMap<number, number>,
): number[] {
  const keyOf = keysOf(sort, shelf, scores)
  const keyed = docs.map(doc => ({ doc, key: keyOf(doc), stocked: Number(shelf.stocked[doc]) }))
  keyed.sort((a, b) => b.stocked - a.stocked || b.key - a.key || a.doc - b.doc)
  return keyed.map(({ doc }) => doc)
}

function keysOf(sort: Sort, shelf: Shelf, scores: ReadonlyMap<number, number>) {
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
      return (doc: number) => (scores.get(doc) ?? 0) + PRAISE * (praise(doc) - PRIOR_RATING)
  }
}
