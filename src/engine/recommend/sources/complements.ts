import { HOUR } from '../../../core/clock.ts'
import { Candidates } from '../candidates.ts'
import type { Moment } from '../moment.ts'
import { keepCompany } from './company.ts'
import type { Source } from './source.ts'

const MOST = 48
const MOST_BASES = 5
const MOST_KINDS = 8
const PER_KIND = 12
/** What is bought together outranks what is only looked at together. */
const SEEN_TOGETHER = 0.1
/** And that more than what only lies near by. */
const NEAR_BY = 0.001

/**
 * What goes with the cart, the product of the page or the last purchase: bought
 * together first, then the leading items of the categories met together. Never a
 * substitute: see `substitutes`.
 */
export const complements: Source = (moment, found) => {
  goingWith(moment, found)
  mix(moment, found)
}

export const goingWith: Source = (moment, found) => {
  const { pairs, tally } = moment.recommender
  const { items, code } = basesOf(moment)
  for (const base of items) pairs.tellShares(base, 1, tally)
  tally.best(MOST, code, found)
  seenTogether(moment, items, found)
  for (const base of items) nearBy(moment, base, found)
  keepCompany(moment, items, found)
}

/** The second of a kind is worth half, the third a quarter: four bottles are no choice. */
export function mix({ catalogue }: Moment, { items, scores, count }: Candidates): void {
  const met = new Map<number, number>()
  const best = Array.from({ length: count }, (_, at) => at).sort((a, b) => scores[b] - scores[a])
  for (const at of best) {
    const kind = catalogue.categoryOf(items[at])
    const before = met.get(kind) ?? 0
    scores[at] /= 2 ** before
    met.set(kind, before + 1)
  }
}

/** Leaf categories of what is to be complemented: another tent does not go with a tent. */
export function substitutes(moment: Moment): ReadonlySet<number> {
  const leaves = basesOf(moment).items.map(item => moment.catalogue.categoryOf(item))
  return new Set(leaves.filter(category => category >= 0))
}

/** In the cart what is in it comes first, elsewhere what was bought last: that is theirs already. */
export function basesOf(moment: Moment): { items: number[]; code: string } {
  const { cart, pageItem, page, shopper, focus } = moment
  if (pageItem >= 0) return { items: [pageItem], code: 'goes-with' }
  const inCart = [...new Set([...cart, ...shopper.cart])].slice(-MOST_BASES)
  const bought = lastOrder(shopper.bought).slice(-MOST_BASES).reverse()
  const isCart = page.type === 'cart' || page.type === 'checkout'
  if (inCart.length > 0 && (isCart || bought.length === 0)) {
    return { items: inCart, code: 'cart-goes-with' }
  }
  if (bought.length > 0) return { items: bought, code: 'bought-goes-with' }
  return { items: focus >= 0 ? [focus] : [], code: 'goes-with' }
}

/** What came in the newest order; its lines are told in one event, or in a few that follow each other. */
function lastOrder(bought: Moment['shopper']['bought']): number[] {
  const newest = bought.at(-1)?.time ?? 0
  return bought.filter(({ time }) => newest - time <= HOUR).map(({ item }) => item)
}

function seenTogether(moment: Moment, bases: readonly number[], found: Candidates): void {
  const { catalogue, recommender } = moment
  const { kinds, tally } = recommender
  for (const base of bases) kinds.tell(catalogue.categoryOf(base), base, 1, tally)
  const best = new Candidates(MOST_KINDS)
  tally.best(MOST_KINDS, 'seen-with', best)
  const strongest = Math.max(...best.scores.subarray(0, best.count))
  for (let i = 0; i < best.count; i++) {
    const weight = (SEEN_TOGETHER * best.scores[i]) / strongest
    const leaders = leadersOf(moment, best.items[i])
    found.addInOrder(leaders, PER_KIND, 'seen-with', best.abouts[i], weight)
  }
}

/**
 * Before anything was bought or looked at together: what leads among the other things for the same
 * pursuit, the nearest part of the shop first.
 */
function nearBy(moment: Moment, base: number, found: Candidates): void {
  const { catalogue, recommender } = moment
  const kind = catalogue.categoryOf(base)
  const above = kind < 0 ? -1 : catalogue.parentOf(kind)
  let weight = NEAR_BY
  for (let around = above; around >= 0; around = catalogue.parentOf(around)) {
    // A shop's first sale leads everywhere, and alone: the best rated stand behind it.
    const leaders = [...recommender.sales.leaders(around), ...catalogue.bestRatedIn(around)]
    const others = leaders.filter(item => catalogue.categoryOf(item) !== kind)
    found.addInOrder(others, PER_KIND, 'near', base, weight)
    weight /= PER_KIND
  }
}

function leadersOf({ recommender, catalogue }: Moment, kind: number): readonly number[] {
  const sold = recommender.sales.leaders(kind)
  return sold.length > 0 ? sold : catalogue.bestRatedIn(kind)
}
