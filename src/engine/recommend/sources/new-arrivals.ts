import { DAY } from '../../../core/clock.ts'
import { WHOLE_SHOP } from '../../catalogue/shelves.ts'
import { type Candidates, fallen } from '../candidates.ts'
import type { Moment } from '../moment.ts'
import type { Source } from './source.ts'

const NEW_MS = 60 * DAY
const MOST = 24
const ELSEWHERE = 0.2

/** What entered the shop within 60 days, in the categories that matter now, then anywhere. */
export const newArrivals: Source = (moment, found) => {
  for (const topic of moment.topics) addNewest(moment, topic, 1, found)
  addNewest(moment, WHOLE_SHOP, ELSEWHERE, found)
}

function addNewest(
  { catalogue, time }: Moment,
  category: number,
  weight: number,
  found: Candidates,
) {
  const newest = catalogue.newestIn(category)
  for (let i = 0; i < newest.length && i < MOST; i++) {
    if (time - catalogue.sinceOf(newest[i]) > NEW_MS) return
    found.add(newest[i], fallen(weight, i), 'new', category)
  }
}
