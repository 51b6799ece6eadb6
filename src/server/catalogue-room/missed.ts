import type { Language } from '../../core/typography.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Missed } from '../../engine/prove/missed-demand.ts'
import type { MissedPage, MissedTold } from '../../schema/catalogue-told.ts'

const MOST = 50

/**
 * What was asked for and could not be had, and about what it cost: its visits, times how often
 * a look at such a thing ends in an order where it can be had, times its price.
 */
export function tellMissed(engine: Engine, language: Language): MissedPage {
  const all = [...engine.missed.stillOut(engine.catalogue)].map(one => told(one, engine, language))
  const sum = (of: (one: MissedTold) => number) => all.reduce((total, one) => total + of(one), 0)
  return {
    currency: engine.catalogue.marketFor()?.currency ?? engine.settings.currency,
    looks: sum(({ looks }) => looks),
    wishes: sum(({ wishes }) => wishes),
    orders: sum(({ orders }) => orders),
    worth: sum(({ worth }) => worth),
    products: all.slice(0, MOST),
    total: all.length,
  }
}

function told(missed: Missed, { catalogue, missed: demand }: Engine, language: Language) {
  const item = catalogue.find(missed.id)
  const orders = missed.looks * demand.rateIn(catalogue.categoryOf(item))
  const isSize = catalogue.findProduct(missed.id) < 0
  const sku = catalogue.skusOf(item).find(each => catalogue.skuIdOf(each) === missed.id)
  const size = isSize && sku !== undefined ? catalogue.sizeOfSku(sku) : ''
  return {
    ...missed,
    item: catalogue.idOf(item),
    title: catalogue.titleOf(item, language) || missed.id,
    ...(size !== '' && { size }),
    orders,
    worth: Math.round(orders * catalogue.priceOf(item)),
  }
}
