import type { Moment } from '../moment.ts'
import { Likeness } from './likeness.ts'
import type { Source } from './source.ts'

const MOST_BASES = 3
/** What others went on to look at instead weighs as much as half a likeness. */
const SEEN_INSTEAD = 0.5

/**
 * Other answers to the same wish: for the product of the page (it may be sold out), else for
 * what was left in a cart. Of its category, for the same use, in the same budget, and to be
 * had in the size that was sought.
 */
export const alternatives: Source = (moment, found) => {
  const { recommender } = moment
  const { tally } = recommender
  const bases = basesOf(moment)
  for (const base of bases) {
    const likeness = new Likeness(moment, base)
    const size = sizeSought(moment, base)
    recommender.rules.tellShares(base, 1, tally)
    for (const item of likeness.items) {
      if (bases.includes(item) || isNamesake(moment, item, base)) continue
      if (!isToBeHad(moment, item, size)) continue
      const score = likeness.fitOf(item) * (1 + SEEN_INSTEAD * tally.scoreOf(item))
      // Only what costs about the same may be said to.
      found.add(item, score, likeness.isInBudget(item) ? 'instead' : 'like', base)
    }
    tally.clear()
  }
}

function basesOf({ pageItem, focus, shopper }: Moment): number[] {
  if (pageItem >= 0) return [pageItem]
  if (shopper.abandoned.length > 0) return shopper.abandoned.slice(-MOST_BASES).reverse()
  return focus >= 0 ? [focus] : []
}

/** The same thing sold as another item is no other answer, and reads like a mistake. */
function isNamesake({ catalogue, language, market }: Moment, item: number, base: number): boolean {
  if (catalogue.brandOf(item) !== catalogue.brandOf(base)) return false
  return catalogue.titleOf(item, language, market) === catalogue.titleOf(base, language, market)
}

/** The size of the SKU that the page is about, else the one chosen last. */
function sizeSought({ catalogue, page, pageItem, shopper }: Moment, base: number): string {
  if (base === pageItem && page.item !== undefined) {
    const sku = catalogue.skusOf(base).find(each => catalogue.skuIdOf(each) === page.item)
    const size = sku === undefined ? '' : catalogue.sizeOfSku(sku)
    if (size !== '') return size
  }
  return shopper.sizeSought?.(base) ?? ''
}

function isToBeHad({ catalogue, market }: Moment, item: number, size: string): boolean {
  return size === '' || catalogue.inStockInSize(item, size, market)
}
