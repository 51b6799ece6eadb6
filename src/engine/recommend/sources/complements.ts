import type { Candidate, Moment } from '../moment.ts'
import { inOrder, type Source } from './source.ts'

const MOST = 48
const MOST_BASES = 5
const MOST_KINDS = 4
const PER_KIND = 12
/** What is bought together outranks what is only looked at together. */
const SEEN_TOGETHER = 0.1

/**
 * What goes with the cart, the product of the page or the last purchase: bought
 * together first, then the leading items of the categories met together. Never a
 * substitute: see `substitutes`.
 */
export const complements: Source = moment => {
  const { recommender } = moment
  const { items, code } = basesOf(moment)
  for (const base of items) {
    const total = recommender.pairs.total(base) || 1
    recommender.pairs.each(base, (item, weight) =>
      recommender.tally.add(item, weight / total, base),
    )
  }
  return [...recommender.tally.best(MOST, code), ...seenTogether(moment, items)]
}

/** Leaf categories of what is to be complemented: another tent does not go with a tent. */
export function substitutes(moment: Moment): ReadonlySet<number> {
  const leaves = basesOf(moment).items.map(item => moment.catalogue.categoryOf(item))
  return new Set(leaves.filter(category => category >= 0))
}

function basesOf({ cart, pageItem, shopper, focus }: Moment): { items: number[]; code: string } {
  const inCart = [...new Set([...cart, ...shopper.cart])]
  if (pageItem >= 0) return { items: [pageItem], code: 'goes-with' }
  if (inCart.length > 0) return { items: inCart.slice(-MOST_BASES), code: 'cart-goes-with' }
  const bought = shopper.bought.slice(-MOST_BASES).map(({ item }) => item)
  if (bought.length > 0) return { items: bought.reverse(), code: 'bought-goes-with' }
  return { items: focus >= 0 ? [focus] : [], code: 'goes-with' }
}

function seenTogether(moment: Moment, bases: readonly number[]): Candidate[] {
  const { catalogue, recommender } = moment
  for (const base of bases) {
    const kind = catalogue.categoryOf(base)
    recommender.kinds.each(kind, (other, weight) => recommender.tally.add(other, weight, base))
  }
  const kinds = recommender.tally.best(MOST_KINDS, 'seen-with')
  const strongest = Math.max(...kinds.map(kind => kind.score))
  return kinds.flatMap(({ item: kind, score, about }) =>
    inOrder(
      leadersOf(moment, kind),
      PER_KIND,
      'seen-with',
      about,
      (SEEN_TOGETHER * score) / strongest,
    ),
  )
}

function leadersOf({ recommender, catalogue }: Moment, kind: number): readonly number[] {
  const sold = recommender.sales.leaders(kind)
  return sold.length > 0 ? sold : catalogue.bestRatedIn(kind)
}
