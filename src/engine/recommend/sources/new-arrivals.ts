import { DAY } from '../../../core/clock.ts'
import { WHOLE_SHOP } from '../../catalogue/shelves.ts'
import { inOrder, type Source } from './source.ts'

const NEW_MS = 60 * DAY
const MOST = 24
const ELSEWHERE = 0.2

/** What entered the shop within 60 days, in the categories that matter now, then anywhere. */
export const newArrivals: Source = ({ catalogue, topics, time }) => {
  const newIn = (category: number) =>
    catalogue
      .newestIn(category)
      .slice(0, MOST)
      .filter(item => time - catalogue.sinceOf(item) <= NEW_MS)
  const found = topics.flatMap(topic => inOrder(newIn(topic), MOST, 'new', topic))
  return [...found, ...inOrder(newIn(WHOLE_SHOP), MOST, 'new', -1, ELSEWHERE)]
}
