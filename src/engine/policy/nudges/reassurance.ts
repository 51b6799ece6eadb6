import { money } from '../../../core/figures.ts'
import type { ShopFacts } from '../../../schema/product.ts'
import type { Moment } from '../../recommend/moment.ts'
import { type Maker, said } from './scene.ts'

/** Payments named in one line; a list of twelve reassures nobody. */
const MOST_PAYMENTS = 3

/**
 * What the shop promises in this country: that it is here and when it comes while choosing,
 * returns and payment before paying.
 */
export const reassurance: Maker = ({ moment, placement }) => {
  const { catalogue, market } = moment
  const country = catalogue.marketFor(market)?.country
  const facts = country === undefined ? undefined : catalogue.factsOf(country)
  if (facts === undefined) return undefined
  const delivered = placement === 'confirmation' ? undefined : delivery(facts, moment)
  const promises = [delivered, returns(facts, moment), payments(facts, moment)]
  if (placement === 'cart') promises.push(promises.shift())
  if (placement === 'product') promises.push(priceMatch(facts, moment))
  const [text, ...rest] = promises.filter(promise => promise !== undefined)
  if (text === undefined) return undefined
  return { kind: 'reassurance', text, ...(rest.length > 0 && { more: rest.join('. ') }) }
}

function delivery(facts: ShopFacts, moment: Moment): string | undefined {
  const { deliveryDays: days } = facts
  if (days === undefined) return undefined
  const span = days.least === days.most ? `${days.most}` : spanOf(days, moment)
  const unit = said(moment, days.most > 1 ? 'jours' : 'jour', days.most === 1 ? 'day' : 'days')
  const price = deliveryPrice(facts, moment)
  const { catalogue, market, pageItem } = moment
  const isHere = pageItem >= 0 && catalogue.inStock(pageItem, market)
  const promise = isHere
    ? said(moment, `En stock, livré en ${span} ${unit}`, `In stock, delivered in ${span} ${unit}`)
    : said(moment, `Livraison en ${span} ${unit}`, `Delivery in ${span} ${unit}`)
  return price === undefined ? promise : `${promise}, ${price}`
}

function spanOf({ least, most }: { least: number; most: number }, moment: Moment): string {
  return said(moment, `${least} à ${most}`, `${least} to ${most}`)
}

/** `4,90 €, offerte dès 80 €`; undefined where the shop does not say what it costs. */
function deliveryPrice(facts: ShopFacts, moment: Moment): string | undefined {
  const { deliveryPrice: price, freeDeliveryFrom: from, currency } = facts
  const worth = (minor: number) => money(minor, currency, moment.language)
  if (price === 0 || from === 0) return said(moment, 'offerte', 'free')
  const free = from && said(moment, `offerte dès ${worth(from)}`, `free from ${worth(from)}`)
  if (price === undefined) return free || undefined
  return free ? `${worth(price)}, ${free}` : worth(price)
}

function returns({ returnDays, freeReturns }: ShopFacts, moment: Moment): string | undefined {
  const free = freeReturns ? said(moment, ', retour gratuit', ', free returns') : ''
  if (!returnDays) return freeReturns ? said(moment, 'Retour gratuit', 'Free returns') : undefined
  const days =
    returnDays === 1
      ? said(moment, '1 jour', '1 day')
      : said(moment, `${returnDays} jours`, `${returnDays} days`)
  return said(moment, `${days} pour changer d’avis${free}`, `${days} to change your mind${free}`)
}

function priceMatch({ priceMatch: isPromised }: ShopFacts, moment: Moment): string | undefined {
  if (!isPromised) return undefined
  return said(
    moment,
    'Moins cher ailleurs\u202f? Même prix ici',
    'Cheaper elsewhere? Same price here',
  )
}

function payments({ payments: names }: ShopFacts, moment: Moment): string | undefined {
  if (!names?.length) return undefined
  const some = names.slice(0, MOST_PAYMENTS).join(', ')
  return said(moment, `Paiement : ${some}`, `Payment: ${some}`)
}
