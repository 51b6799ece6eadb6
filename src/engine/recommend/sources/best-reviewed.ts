import { praise } from '../../catalogue/shelf.ts'
import { WHOLE_SHOP } from '../../catalogue/shelves.ts'
import { type Candidates, fallen } from '../candidates.ts'
import type { Moment } from '../moment.ts'
import { keepToWearers } from './company.ts'
import type { Source } from './source.ts'

const MOST = 24

/** Best mean rating, few reviews counting for little; before them the best of what was looked at. */
export const bestReviewed: Source = (moment, found) => {
  const { catalogue, pageItem, topics } = moment
  bestOfSeen(moment, found)
  for (const [rank, topic] of (topics.length > 0 ? topics : [WHOLE_SHOP]).entries()) {
    const weight = 1 / (1 + rank / 2)
    const rated = catalogue.bestRatedIn(topic)
    let place = 0
    for (let i = 0; i < rated.length && i < MOST; i++) {
      if (catalogue.reviewsOf(rated[i]) === 0) continue
      found.add(rated[i], fallen(weight, place++), 'best-reviewed', topic)
    }
  }
  if (pageItem >= 0) keepToWearers(moment, [pageItem], found)
}

/** The best rated of at least two items of one kind looked at in this visit. */
function bestOfSeen({ catalogue, recent }: Moment, found: Candidates): void {
  const kind = catalogue.categoryOf(recent[0] ?? -1)
  const seen = recent.filter(item => catalogue.categoryOf(item) === kind)
  if (kind < 0 || seen.length < 2) return
  const item = seen.reduce((best, other) =>
    praise(catalogue, other) > praise(catalogue, best) ? other : best,
  )
  found.add(item, 1, 'best-of-seen', -1)
}
