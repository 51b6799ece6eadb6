import { figure } from '../../../core/figures.ts'
import { SOLD_DAYS } from '../../recommend/sold-lately.ts'
import { type Maker, nameOf, said, subjectsOf } from './scene.ts'

/** Fewer orders prove nothing, and might point at somebody. */
const ENOUGH_ORDERS = 5

/** Social proof: a number that was counted, with its window. */
export const counted: Maker = scene => {
  const { moment } = scene
  const { catalogue, recommender, language, time } = moment
  const ordersOf = (item: number) => recommender.soldLately.ordersOf(item, time)
  const item = subjectsOf(scene).find(one => ordersOf(one) >= ENOUGH_ORDERS)
  if (item === undefined) return undefined
  const orders = figure(ordersOf(item), 0, language)
  const told = said(
    moment,
    `${orders} commandes ces ${SOLD_DAYS} derniers jours`,
    `${orders} orders in the last ${SOLD_DAYS} days`,
  )
  const isPageItem = item === moment.pageItem
  const text = isPageItem ? told : nameOf(item, moment) + said(moment, ` : ${told}`, `: ${told}`)
  return { kind: 'counted', text, item: catalogue.idOf(item) }
}
