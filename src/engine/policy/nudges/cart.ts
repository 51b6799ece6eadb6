import { type Maker, said } from './scene.ts'

/** The way back to what was left in the cart: it is there as long as the cart is. */
export const cart: Maker = ({ moment, placement }) => {
  const { catalogue, market, shopper } = moment
  const country = catalogue.marketFor(market)?.country
  const url = country === undefined ? undefined : catalogue.factsOf(country)?.cartUrl
  const count = shopper.abandoned.length
  if (url === undefined || count === 0) return undefined
  return {
    kind: 'cart',
    text:
      count === 1
        ? said(
            moment,
            'Un article vous attend dans votre panier',
            'One item is waiting in your cart',
          )
        : said(
            moment,
            `${count} articles vous attendent dans votre panier`,
            `${count} items are waiting in your cart`,
          ),
    link: { url, text: said(moment, 'Reprendre mon panier', 'Back to my cart') },
    // A letter has no buttons.
    ...(placement !== 'email' && { later: said(moment, 'Plus tard', 'Later') }),
  }
}
