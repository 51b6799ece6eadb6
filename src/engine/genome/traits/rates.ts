import type { Act } from '../act.ts'

/**
 * Traits that are a habit: how often somebody does a thing when there is a chance to.
 * The same two questions are asked of each act, whoever asks: the visitor's journal, the sediment
 * under it, and the whole shop's traffic, so that a habit is always compared with like.
 */
export interface Rate {
  name: RateName
  /** Chances this act was, in whole units. */
  chances(act: Act): number
  /** Times the thing was done in it. */
  times(act: Act): number
  /** Of what things are looked at: whoever puts one in the cart has chosen it once more. */
  isOfGoods?: boolean
  /** What we believe of a shop before its first visitor. */
  usual: number
  /** How many chances our first belief is worth to the score. */
  strength: number
  /** After how many chances half of what tells people apart is known, as `bench -- understand` finds it. */
  doubt: number
}

/** Written by place: only ever add at the end. */
export const RATE_NAMES = [
  'reviews',
  'advice',
  'promotion',
  'delivery',
  'compares_away',
  'price',
] as const
export type RateName = (typeof RATE_NAMES)[number]

const BY_RATING = /rating|review|note|avis|étoile|star/i
const BY_PRICE = /price|prix|cheap|€|\bbudget/i
const BY_PROMOTION = /promo|sale\b|sold|discount|remise|reduc|réduc|outlet|offer/i
const OF_DELIVERY = /livraison|delivery|retour|return|shipping|expédition/i

const LOOKS_AROUND: ReadonlySet<string> = new Set(['home', 'category', 'search', 'other'])

const isView = (act: Act) => (act.kind === 'view' ? 1 : 0)
const isHome = (act: Act) => (act.kind === 'page' && act.page === 'home' ? 1 : 0)
const chooses = (act: Act, how: RegExp) =>
  (act.kind === 'sort' || act.kind === 'filter') && how.test(act.detail)

export const RATES: readonly Rate[] = [
  {
    name: 'reviews',
    chances: isView,
    times: act => (act.kind === 'reviews' || chooses(act, BY_RATING) ? 1 : 0),
    usual: 0.15,
    strength: 3,
    doubt: 4,
  },
  {
    name: 'advice',
    // Advice is looked for where one looks around; on a product there is something to look at.
    chances: act => (act.kind === 'page' && LOOKS_AROUND.has(act.page) ? 1 : 0),
    times: act =>
      act.kind === 'content' ||
      act.kind === 'chat' ||
      act.kind === 'scroll' ||
      (act.kind === 'page' && act.page === 'content')
        ? 1
        : 0,
    usual: 0.1,
    strength: 40,
    doubt: 40,
  },
  {
    name: 'promotion',
    // A nudge closed is a chance refused, and tells more than a page passed by; looking at what
    // happens to be reduced tells less than asking for it. Offers stand on the home page.
    chances: act => (act.kind === 'dismiss' ? 2 : isView(act) || 2 * isHome(act)),
    times: act =>
      act.kind === 'promo' ||
      chooses(act, BY_PROMOTION) ||
      (act.kind === 'buy' && act.line === 0 && act.detail !== '') ||
      (act.kind === 'search' && BY_PROMOTION.test(act.detail))
        ? 2
        : act.kind === 'view' && act.value > 0
          ? 1
          : 0,
    isOfGoods: true,
    usual: 0.05,
    strength: 10,
    doubt: 50,
  },
  {
    name: 'delivery',
    chances: act => (act.kind === 'view_cart' ? 1 : isView(act)),
    times: act =>
      act.kind === 'delivery' || (act.kind === 'search' && OF_DELIVERY.test(act.detail)) ? 1 : 0,
    usual: 0.06,
    strength: 12,
    doubt: 12,
  },
  {
    name: 'compares_away',
    chances: isView,
    times: act => (act.kind === 'show' && act.item >= 0 ? 1 : 0),
    usual: 0.1,
    strength: 4,
    doubt: 4,
  },
  {
    name: 'price',
    chances: act =>
      act.kind === 'page' && (act.page === 'category' || act.page === 'search') ? 1 : isView(act),
    times: act => (chooses(act, BY_PRICE) ? 1 : 0),
    usual: 0.06,
    strength: 5,
    doubt: 5,
  },
]

/** One word for each habit that a text speaks of: they stand for it where the text itself must go. */
export function habitsIn(words: string): string {
  const spoken = [
    { word: 'rating', pattern: BY_RATING },
    { word: 'price', pattern: BY_PRICE },
    { word: 'promo', pattern: BY_PROMOTION },
    { word: 'delivery', pattern: OF_DELIVERY },
  ]
  return spoken
    .filter(({ pattern }) => pattern.test(words))
    .map(({ word }) => word)
    .join(' ')
}

/** How often, of how many chances. Whole numbers. */
export interface Habit {
  chances: number
  times: number
}

export function noHabits(): Habit[] {
  return RATES.map(() => ({ chances: 0, times: 0 }))
}

export function countHabits(habits: Habit[], act: Act): void {
  for (let i = 0; i < RATES.length; i++) {
    habits[i].chances += RATES[i].chances(act)
    habits[i].times += RATES[i].times(act)
  }
}
