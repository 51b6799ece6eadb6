import { DAY } from '../../../core/clock.ts'
import { WHOLE_SHOP } from '../../catalogue/shelves.ts'
import { inOrder, type Source } from './source.ts'

const NEW_MS = 60 * DAY
const MOST = 40
const ELSEWHERE = 0.2

/** What entered the shop within 60 days, in the categories that matter now, then anywhere. */
export const newArrivals: Source = ({ catalogue, topics, time }) => {
  const isNew = (item: number) => time - catalogue.sinceOf(item) <= NEW_MS
  const found = topics.flatMap(topic =>
    inOrder(catalogue.newestIn(topic).filter(isNew), MOST, 'new', topic),
  )
  const anywhere = catalogue.newestIn(WHOLE_SHOP).filter(isNew)
  return [...found, ...inOrder(anywhere, MOST, 'new', -1, ELSEWHERE)]
}
