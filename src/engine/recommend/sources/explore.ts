import { WHOLE_SHOP } from '../../catalogue/shelves.ts'
import type { Moment } from '../moment.ts'
import { OVERALL } from '../popularity.ts'
import type { Source } from './source.ts'

const MOST_CATEGORIES = 12

/**
 * One item from each of the categories whose choice would tell most of someone we
 * know nothing of: the busiest ones, a different part of the shop each time round.
 */
export const explore: Source = (moment, found) => {
  const categories = alternateRoots(moment, tellingCategories(moment))
  for (const [rank, category] of categories.slice(0, MOST_CATEGORIES).entries()) {
    const item = firstShowable(moment, category)
    if (item >= 0) found.add(item, 1 / (1 + rank), 'explore', category)
  }
}

/** Leaf categories by looks; before any look, those of the best rated items. */
function tellingCategories({ recommender, catalogue }: Moment): readonly number[] {
  const busiest = recommender.lookedAt.leaders(OVERALL)
  if (busiest.length >= MOST_CATEGORIES) return busiest.slice(0, 4 * MOST_CATEGORIES)
  const leaves = catalogue.bestRatedIn(WHOLE_SHOP).map(item => catalogue.categoryOf(item))
  return [...new Set([...busiest, ...leaves])].filter(category => category >= 0)
}

/** First one category under each root, then a second one, and so on. */
function alternateRoots({ catalogue }: Moment, categories: readonly number[]): number[] {
  const taken = new Map<number, number>()
  const rounds = categories.map(category => {
    let root = category
    while (catalogue.parentOf(root) >= 0) root = catalogue.parentOf(root)
    const round = taken.get(root) ?? 0
    taken.set(root, round + 1)
    return { category, round }
  })
  return rounds.sort((a, b) => a.round - b.round).map(({ category }) => category)
}

function firstShowable(moment: Moment, category: number): number {
  const { recommender, catalogue } = moment
  const isHere = (item: number) => moment.allows(item) && catalogue.categoryOf(item) === category
  return (
    recommender.trending.leaders(category).find(isHere) ??
    catalogue.bestRatedIn(category).find(isHere) ??
    -1
  )
}
