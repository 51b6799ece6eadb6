import { type Experience, words } from './experience.ts'

/** J6 and J8 in the cart: an add-on within the budget, free delivery, no doubt left. */
export const CART: readonly Experience[] = [
  {
    id: 'cart/complements',
    placement: 'cart',
    strategy: 'complements',
    isDefault: true,
    title: words('Pour aller avec votre panier', 'To go with your cart'),
  },
  {
    id: 'cart/next',
    placement: 'cart',
    strategy: 'next',
    when: ['visit'],
    title: words('Dans la suite de votre visite', 'Following on from your visit'),
  },
  {
    id: 'cart/bestsellers',
    placement: 'cart',
    strategy: 'bestsellers',
    title: words('Les plus choisis en ce moment', 'Most chosen right now'),
  },
  {
    id: 'cart/add-on',
    placement: 'cart',
    strategy: 'add-on',
    nudge: 'threshold',
    within: 'budget',
    when: ['cart'],
    title: words('Un petit plus pour votre panier', 'A small extra for your cart'),
  },
  {
    id: 'cart/few',
    placement: 'cart',
    strategy: 'add-on',
    count: 2,
    depth: 'short',
    within: 'budget',
    when: ['cart'],
    title: words('On l’oublie souvent', 'Often forgotten'),
  },
  {
    id: 'cart/reassured',
    placement: 'cart',
    strategy: 'complements',
    nudge: 'reassurance',
    when: ['cart'],
    title: words('Pour aller avec votre panier', 'To go with your cart'),
  },
]
