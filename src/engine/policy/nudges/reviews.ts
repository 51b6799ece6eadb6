import { figure } from '../../../core/figures.ts'
import { type Maker, nameOf, said, subjectsOf } from './scene.ts'

/** Fewer reviews say more of who wrote them than of the thing. */
const ENOUGH_REVIEWS = 5
/** A nudge praises; a lower rating stands under the item anyway. */
const GOOD = 4

/** `4,6 sur 5, d’après 96 avis`: of the product of the page, or of the best of those shown. */
export const reviews: Maker = scene => {
  const { moment } = scene
  const { catalogue, language } = moment
  const item = subjectsOf(scene).find(
    one => catalogue.reviewsOf(one) >= ENOUGH_REVIEWS && catalogue.ratingOf(one) >= GOOD,
  )
  if (item === undefined) return undefined
  const stars = figure(catalogue.ratingOf(item), 1, language)
  const count = figure(catalogue.reviewsOf(item), 0, language)
  const told = said(
    moment,
    `${stars} sur 5, d’après ${count} avis`,
    `${stars} out of 5, from ${count} reviews`,
  )
  const isPageItem = item === moment.pageItem
  const text = isPageItem ? told : nameOf(item, moment) + said(moment, ` : ${told}`, `: ${told}`)
  return { kind: 'reviews', text, item: catalogue.idOf(item) }
}
