import type { Moment } from '../moment.ts'
import type { Source } from './source.ts'

const MOST_CATEGORIES = 3
const PER_LIST = 10

/** What leads in the categories that motivated this person, and what lies in their budget there. */
export const interests: Source = (moment, found) => {
  for (const { category, weight } of moment.shopper.categories.slice(0, MOST_CATEGORIES)) {
    const lists = [
      moment.recommender.sales.leaders(category),
      moment.recommender.trending.leaders(category),
      inBudget(moment, category),
    ]
    for (const list of lists) found.addInOrder(list, PER_LIST, 'interest', category, weight)
  }
  for (let i = 0; i < found.count; i++) {
    if (moment.taste.isInBudget(found.items[i])) found.codes[i] = 'interest-in-budget'
  }
}

/** Around the middle of the budget; the best rated where we cannot say what it is. */
function inBudget({ shopper, catalogue }: Moment, category: number): readonly number[] {
  const budget = shopper.budget(category)
  if (budget === undefined) return catalogue.bestRatedIn(category)
  const price = catalogue.priceAt(category, (budget.low + budget.high) / 2)
  return catalogue.nearPrice(category, price, PER_LIST)
}
