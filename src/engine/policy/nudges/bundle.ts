import { money } from '../../../core/figures.ts'
import { basketOf, ceilingOf, SURE } from '../../recommend/basket.ts'
import type { Moment } from '../../recommend/moment.ts'
import { type Maker, said } from './scene.ts'

/** More than three things together are a cart and no bundle. */
const MOST_WITH = 2

/**
 * The product of the page with one or two things that go with it, as long as all of them
 * together stay under what this visitor means to spend. Each keeps its own price.
 */
export const bundle: Maker = ({ moment, items }) => {
  const { catalogue, market, pageItem } = moment
  const currency = catalogue.marketFor(market)?.currency
  if (pageItem < 0 || currency === undefined || !catalogue.inStock(pageItem, market)) {
    return undefined
  }
  const extras = under(ceilingOf(moment), items, moment)
  const total = [pageItem, ...extras].reduce((sum, one) => sum + catalogue.priceOf(one, market), 0)
  const worth = money(total, currency, moment.language)
  if (extras.length === 0 || worth === undefined) return undefined
  const more = delivered(total, moment)
  return {
    kind: 'bundle',
    text: wording(extras.length, worth, moment),
    ...(more && { more }),
    items: extras.map(item => catalogue.idOf(item)),
  }
}

/** As they come, best first, those that leave room for the next. */
function under(ceiling: number, items: readonly number[], { catalogue, market }: Moment): number[] {
  const extras: number[] = []
  let left = ceiling
  for (const item of items) {
    const price = catalogue.priceOf(item, market)
    if (price === 0 || price > left || extras.length === MOST_WITH) continue
    extras.push(item)
    left -= price
  }
  return extras
}

function wording(extras: number, worth: string, moment: Moment): string {
  const { catalogue, pageItem, shopper } = moment
  const budget = shopper.budget(catalogue.categoryOf(pageItem))
  const isSure = budget !== undefined && budget.confidence >= SURE
  const together = said(
    moment,
    `${extras === 1 ? 'Les deux' : 'Les trois'} ensemble : ${worth}`,
    `${extras === 1 ? 'Both' : 'All three'} together: ${worth}`,
  )
  return isSure ? together + said(moment, ', dans votre budget', ', within your budget') : together
}

/** That delivery is free with these, and was not with the product alone. */
function delivered(total: number, moment: Moment): string | undefined {
  const basket = basketOf(moment)
  if (basket === undefined || basket.missing === 0) return undefined
  const { catalogue, market, pageItem } = moment
  const added = total - catalogue.priceOf(pageItem, market)
  return added >= basket.missing
    ? said(moment, 'et la livraison est offerte', 'and delivery is free')
    : undefined
}
