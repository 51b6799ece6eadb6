import { money } from '../../../core/figures.ts'
import type { Moment } from '../../recommend/moment.ts'
import { type Maker, nameOf, said } from './scene.ts'

/** Nobody is told of free delivery who would have to double their cart for it. */
const LEAST_SHARE = 0.5

/**
 * How far the cart, with the product of the page, is from free delivery; which of those shown
 * would reach it. Nothing where it is reached already: there is nothing left to decide.
 */
export const threshold: Maker = ({ moment, items }) => {
  const { basket, catalogue, market, language } = moment
  if (basket === undefined || basket.missing === 0) return undefined
  const { value, goal, missing, currency } = basket
  if (value < goal * LEAST_SHARE) return undefined
  const [reached, aim, rest] = [value, goal, missing].map(m => money(m, currency, language))
  if (reached === undefined) return undefined
  const enough = items.find(item => catalogue.priceOf(item, market) >= missing)
  return {
    kind: 'threshold',
    text: enough === undefined ? missingText(moment, rest!) : reachingText(moment, enough),
    ...(enough !== undefined && { item: catalogue.idOf(enough) }),
    bar: { value, goal, text: said(moment, `${reached} sur ${aim}`, `${reached} of ${aim}`) },
  }
}

/** What is on the page is not in the cart yet, and counts all the same. */
function missingText(moment: Moment, rest: string): string {
  if (moment.pageItem < 0) {
    return said(
      moment,
      `Plus que ${rest} pour la livraison offerte`,
      `${rest} more for free delivery`,
    )
  }
  return said(
    moment,
    `Avec cet article, plus que ${rest} pour la livraison offerte`,
    `With this item, ${rest} more for free delivery`,
  )
}

function reachingText(moment: Moment, item: number): string {
  const name = nameOf(item, moment)
  return said(moment, `Avec ${name}, la livraison est offerte`, `With ${name}, delivery is free`)
}
