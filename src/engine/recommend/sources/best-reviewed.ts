import { praise } from '../../catalogue/shelf.ts'
import { WHOLE_SHOP } from '../../catalogue/shelves.ts'
import type { Candidate, Moment } from '../moment.ts'
import { inOrder, type Source } from './source.ts'

const MOST = 24

/** Best mean rating, few reviews counting for little; before them the best of what was looked at. */
export const bestReviewed: Source = moment => {
  const { catalogue, topics } = moment
  const found = (topics.length > 0 ? topics : [WHOLE_SHOP]).flatMap((topic, rank) => {
    const rated = catalogue.bestRatedIn(topic).slice(0, MOST)
    const reviewed = rated.filter(item => catalogue.reviewsOf(item) > 0)
    return inOrder(reviewed, MOST, 'best-reviewed', topic, 1 / (1 + rank / 2))
  })
  return [...bestOfSeen(moment), ...found]
}

/** The best rated of at least two items of one kind looked at in this visit. */
function bestOfSeen({ catalogue, recent }: Moment): Candidate[] {
  const kind = catalogue.categoryOf(recent[0] ?? -1)
  const seen = recent.filter(item => catalogue.categoryOf(item) === kind)
  if (kind < 0 || seen.length < 2) return []
  const item = seen.reduce((best, other) =>
    praise(catalogue, other) > praise(catalogue, best) ? other : best,
  )
  return [{ item, score: 1, code: 'best-of-seen', about: -1 }]
}
