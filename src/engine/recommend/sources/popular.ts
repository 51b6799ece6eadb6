import { type Candidates, fallen } from '../candidates.ts'
import type { Moment } from '../moment.ts'
import { OVERALL, type Popularity } from '../popularity.ts'
import { isUnder, type Source } from './source.ts'

const PER_TOPIC = 24
const OVERALL_COUNT = 24
/** What leads everywhere comes after what leads here. */
const ELSEWHERE = 0.05

export const bestsellers: Source = (moment, found) =>
  addLeaders(moment, moment.recommender.sales, 'bestseller', found)

export const trending: Source = (moment, found) =>
  addLeaders(moment, moment.recommender.trending, 'trending', found)

/** Leaders of the page's category or of the visitor's interests, then of the whole shop. */
function addLeaders(moment: Moment, popularity: Popularity, code: string, found: Candidates) {
  const { catalogue, topics } = moment
  for (let rank = 0; rank < topics.length; rank++) {
    const topic = topics[rank]
    const weight = 1 / (1 + rank / 2)
    const leaders = popularity.leaders(topic)
    let place = 0
    for (let i = 0; i < leaders.length && i < PER_TOPIC; i++) {
      if (!isUnder(moment, catalogue.categoryOf(leaders[i]), topic)) continue
      found.add(leaders[i], fallen(weight, place++), code, topic)
    }
  }
  const weight = topics.length > 0 ? ELSEWHERE : 1
  found.addInOrder(popularity.leaders(OVERALL), OVERALL_COUNT, code, -1, weight)
}
