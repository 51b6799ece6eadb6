import type { Language } from '../catalogue/shape.ts'
import { href } from './routes.ts'

/** What the shop promises, once: pages, cart and feed read it from here. */
export const FACTS = {
  deliveryPrice: 490,
  freeDeliveryFrom: 8_000,
  deliveryDays: { least: 2, most: 3 },
  returnDays: 60,
  freeReturns: true,
  priceMatch: true,
}

const searchOf = (language: Language) => `${href(language, 'search')}?q={words}`

/** The same as the feed says it: one entry a country, amounts in euros. */
export const FACTS_FEED = [
  {
    ...{ country: 'FR', vat: 0.2, cartUrl: href('fr', 'cart'), searchUrl: searchOf('fr') },
    payments: ['Carte bancaire', 'Virement', 'En trois fois sans frais'],
  },
  {
    ...{ country: 'IE', vat: 0.23, cartUrl: href('en', 'cart'), searchUrl: searchOf('en') },
    payments: ['Card', 'Bank transfer', 'Three free instalments'],
  },
].map(market => ({
  ...FACTS,
  ...market,
  currency: 'EUR',
  deliveryPrice: FACTS.deliveryPrice / 100,
  freeDeliveryFrom: FACTS.freeDeliveryFrom / 100,
}))

export const deliveryFor = (value: number) =>
  value === 0 || value >= FACTS.freeDeliveryFrom ? 0 : FACTS.deliveryPrice
