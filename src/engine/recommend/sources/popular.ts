import type { Moment } from '../moment.ts'
import { OVERALL, type Popularity } from '../popularity.ts'
import { inOrder, isUnder, type Source } from './source.ts'

const PER_TOPIC = 24
const OVERALL_COUNT = 24
/** What leads everywhere comes after what leads here. */
const ELSEWHERE = 0.05

export const bestsellers: Source = moment => leaders(moment, moment.recommender.sales, 'bestseller')

export const trending: Source = moment => leaders(moment, moment.recommender.trending, 'trending')

/** Leaders of the page's category or of the visitor's interests, then of the whole shop. */
function leaders(moment: Moment, popularity: Popularity, code: string) {
  const { catalogue, topics } = moment
  const found = topics.flatMap((topic, rank) => {
    const here = popularity
      .leaders(topic)
      .slice(0, PER_TOPIC)
      .filter(item => isUnder(moment, catalogue.categoryOf(item), topic))
    return inOrder(here, PER_TOPIC, code, topic, 1 / (1 + rank / 2))
  })
  const weight = topics.length > 0 ? ELSEWHERE : 1
  return [...found, ...inOrder(popularity.leaders(OVERALL), OVERALL_COUNT, code, -1, weight)]
}
