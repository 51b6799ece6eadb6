import type { PlacementKind } from '../../schema/decision.ts'
import type { Shopper } from '../genome/shape.ts'

/**
 * What a placement can become: a strategy and the words around it. Data, so that a
 * merchant can add to it; the defaults below work for a shop that configures nothing.
 */
export interface Experience {
  id: string
  placement: PlacementKind
  /** Name of a strategy of `recommend`. */
  strategy: string
  count: number
  title: Words
  text?: Words
  /** The one the others are compared with. */
  isDefault?: boolean
  /** When it makes sense at all; absent: always. */
  when?: (shopper: Shopper) => boolean
}

export interface Words {
  fr: string
  en: string
}

const hasHistory = (s: Shopper) => s.session.length + s.past.length > 0
const hasVisit = (s: Shopper) => s.session.length > 0
const returns = (s: Shopper) => s.visit > 1 && s.past.length > 0
const leftACart = (s: Shopper) => s.abandoned.length > 0
const hasBought = (s: Shopper) => s.bought.length > 0
const isUnknown = (s: Shopper) => s.session.length + s.past.length < 3

export const EXPERIENCES: readonly Experience[] = [
  {
    id: 'home/bestsellers',
    placement: 'home',
    strategy: 'bestsellers',
    count: 4,
    isDefault: true,
    title: { fr: 'Les plus choisis en ce moment', en: 'Most chosen right now' },
  },
  {
    id: 'home/next',
    placement: 'home',
    strategy: 'next',
    count: 4,
    when: hasHistory,
    title: { fr: 'Dans la suite de votre visite', en: 'Following on from your visit' },
  },
  {
    id: 'home/welcome-back',
    placement: 'home',
    strategy: 'interests',
    count: 4,
    when: returns,
    title: { fr: 'Ravis de vous revoir', en: 'Welcome back' },
    text: {
      fr: 'Si nous vous avons bien compris, cette sélection devrait vous plaire.',
      en: 'If we understood you well, this selection should please you.',
    },
  },
  {
    id: 'home/alternatives',
    placement: 'home',
    strategy: 'alternatives',
    count: 4,
    when: leftACart,
    title: {
      fr: 'Vous n’avez pas trouvé la dernière fois ?',
      en: 'Did not find it last time?',
    },
    text: { fr: 'En voici d’autres, du même budget.', en: 'Here are others in the same budget.' },
  },
  {
    id: 'home/complements',
    placement: 'home',
    strategy: 'complements',
    count: 4,
    when: hasBought,
    title: { fr: 'Ce qui va avec votre dernier achat', en: 'What goes with your last purchase' },
  },
  {
    id: 'home/recent',
    placement: 'home',
    strategy: 'recent',
    count: 4,
    when: returns,
    title: { fr: 'Vous les aviez regardés', en: 'You had looked at these' },
  },
  {
    id: 'home/best-reviewed',
    placement: 'home',
    strategy: 'best-reviewed',
    count: 4,
    title: { fr: 'Les mieux notés', en: 'Best rated' },
  },
  {
    id: 'home/explore',
    placement: 'home',
    strategy: 'explore',
    count: 4,
    when: isUnknown,
    title: { fr: 'Par où commencer', en: 'Where to start' },
  },
  {
    id: 'category/trending',
    placement: 'category',
    strategy: 'trending',
    count: 4,
    isDefault: true,
    title: { fr: 'On les regarde beaucoup cette semaine', en: 'Much looked at this week' },
  },
  {
    id: 'category/best-reviewed',
    placement: 'category',
    strategy: 'best-reviewed',
    count: 4,
    title: { fr: 'Les mieux notés du rayon', en: 'Best rated here' },
  },
  {
    id: 'category/for-you',
    placement: 'category',
    strategy: 'interests',
    count: 4,
    when: hasHistory,
    title: { fr: 'Quatre plutôt que soixante', en: 'Four instead of sixty' },
    text: {
      fr: 'Choisis d’après ce que vous avez regardé.',
      en: 'Chosen from what you have looked at.',
    },
  },
  {
    id: 'category/next',
    placement: 'category',
    strategy: 'next',
    count: 4,
    when: hasVisit,
    title: { fr: 'Dans la suite de votre visite', en: 'Following on from your visit' },
  },
  {
    id: 'category/new',
    placement: 'category',
    strategy: 'new',
    count: 4,
    title: { fr: 'Arrivés récemment', en: 'Recently arrived' },
  },
  {
    id: 'product/similar',
    placement: 'product',
    strategy: 'similar',
    count: 4,
    isDefault: true,
    title: { fr: 'Dans le même esprit', en: 'In the same spirit' },
  },
  {
    id: 'product/alternatives',
    placement: 'product',
    strategy: 'alternatives',
    count: 4,
    title: { fr: 'Dans le même budget', en: 'In the same budget' },
  },
  {
    id: 'product/next',
    placement: 'product',
    strategy: 'next',
    count: 4,
    title: { fr: 'Souvent regardés ensuite', en: 'Often looked at next' },
  },
  {
    id: 'product/complements',
    placement: 'product',
    strategy: 'complements',
    count: 4,
    title: { fr: 'Pour aller avec', en: 'To go with it' },
  },
  {
    id: 'product/recent',
    placement: 'product',
    strategy: 'recent',
    count: 4,
    when: s => s.session.length > 2,
    title: { fr: 'Regardés pendant cette visite', en: 'Looked at during this visit' },
  },
  {
    id: 'cart/complements',
    placement: 'cart',
    strategy: 'complements',
    count: 4,
    isDefault: true,
    title: { fr: 'Pour aller avec votre panier', en: 'To go with your cart' },
  },
  {
    id: 'cart/next',
    placement: 'cart',
    strategy: 'next',
    count: 4,
    when: hasVisit,
    title: { fr: 'Dans la suite de votre visite', en: 'Following on from your visit' },
  },
  {
    id: 'cart/bestsellers',
    placement: 'cart',
    strategy: 'bestsellers',
    count: 4,
    title: { fr: 'Les plus choisis en ce moment', en: 'Most chosen right now' },
  },
]

const OF_PLACEMENT = Map.groupBy(EXPERIENCES, experience => experience.placement)
const BY_ID = new Map(EXPERIENCES.map(experience => [experience.id, experience]))

export function experienceById(id: string): Experience | undefined {
  return BY_ID.get(id)
}

/** Experiences of a placement that make sense for this shopper; the default is always among them. */
export function eligibleExperiences(placement: PlacementKind, shopper: Shopper): Experience[] {
  return OF_PLACEMENT.get(placement)!.filter(e => e.when === undefined || e.when(shopper))
}

export function defaultExperience(placement: PlacementKind): Experience {
  return EXPERIENCES.find(e => e.placement === placement && e.isDefault)!
}
