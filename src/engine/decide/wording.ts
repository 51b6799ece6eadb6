import { type Language, list, small } from '../../core/typography.ts'
import type { PlacementKind } from '../../schema/decision.ts'
import type { Experience } from '../policy/experiences.ts'
import type { Filled } from '../recommend/fill.ts'
import type { Moment } from '../recommend/moment.ts'
import { basesOf } from '../recommend/sources/complements.ts'
import type { Said } from '../situation/phrases.ts'

export interface Worded {
  title: string
  text?: string
  /** These are the experience's own words, for the list is what it meant to show. */
  isAsMeant: boolean
}

/** The words of an experience where its list keeps what they promise, else those of what filled it. */
export function wordsFor(
  experience: Experience,
  filled: Filled,
  moment: Moment,
  language: Language,
): Worded {
  if (filled.items.length === 0 || isAsMeant(experience, filled, moment)) {
    return {
      title: experience.title[language],
      text: experience.text?.[language],
      isAsMeant: true,
    }
  }
  return { title: (PLAINLY[filled.strategy] ?? ANYTHING)[language], isAsMeant: false }
}

/**
 * What goes with an empty cart goes with no cart, though it may go with what was looked at. Of what
 * one looked at, each is remembered: one that was not makes the rest look invented. And a row is in
 * the same budget when most of it is; the others say of themselves what they are.
 */
function isAsMeant({ strategy, placement }: Experience, filled: Filled, moment: Moment): boolean {
  if (filled.strategy !== strategy) return false
  if (strategy === 'recent') return filled.items.every(({ reason }) => reason === SEEN_BEFORE)
  if (strategy === 'alternatives') return isMostlyInstead(filled)
  const bases = GOES_WITH.has(strategy) ? BASES[placement] : undefined
  return bases === undefined || bases.includes(basesOf(moment).code)
}

function isMostlyInstead({ items }: Filled): boolean {
  return 2 * items.filter(({ reason }) => reason.startsWith('instead')).length > items.length
}

const GOES_WITH: ReadonlySet<string> = new Set(['complements', 'add-on'])

/** What the words of each place say that things go with. Where an order ends, it may still be in the cart. */
const BASES: Partial<Record<PlacementKind, readonly string[]>> = {
  cart: ['cart-goes-with'],
  home: ['bought-goes-with'],
  email: ['bought-goes-with'],
  confirmation: ['bought-goes-with', 'cart-goes-with'],
}

const SEEN_BEFORE = 'seen'
const SEEN: Said = {
  fr: 'Pour aller avec ce que vous avez regardé',
  en: 'To go with what you looked at',
}
const LIKE: Said = { fr: 'Dans le même esprit', en: 'In the same spirit' }
const ANYTHING: Said = { fr: 'À découvrir', en: 'To discover' }

/** What a strategy shows, promising nothing else. */
const PLAINLY: Record<string, Said> = {
  recent: { fr: 'Dans la suite de votre visite', en: 'Following on from your visit' },
  next: { fr: 'Dans la suite de votre visite', en: 'Following on from your visit' },
  similar: LIKE,
  alternatives: LIKE,
  interests: { fr: 'D’après ce que vous avez regardé', en: 'From what you looked at' },
  complements: SEEN,
  'add-on': SEEN,
  bestsellers: { fr: 'Les plus choisis en ce moment', en: 'Most chosen right now' },
  trending: { fr: 'On les regarde beaucoup cette semaine', en: 'Much looked at this week' },
  'best-reviewed': { fr: 'Les mieux notés', en: 'Best rated' },
  new: { fr: 'Arrivés récemment', en: 'Recently arrived' },
}

/**
 * Of a list whose own words stand in the hero: what it stands in for or goes with, else the kinds
 * of things in it.
 */
export function headingOf(filled: Filled, moment: Moment, language: Language): string {
  const { catalogue, market } = moment
  const [code, about] = filled.items[0].reason.split('|')
  const before = about === undefined ? undefined : INSTEAD_OR_WITH[code]
  const name = before && catalogue.titleOf(Number(about), language, market)
  if (before && name) return `${before[language]} ${name}`
  const kinds = new Map<string, number>()
  for (const { item } of filled.items) {
    const kind = catalogue.categoryName(catalogue.categoryOf(item), language)
    if (kind !== '') kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  const named = [...kinds.keys()].sort((a, b) => kinds.get(b)! - kinds.get(a)!).slice(0, MOST_KINDS)
  if (named.length === 0) return ANYTHING[language]
  return list([named[0], ...named.slice(1).map(small)], language)
}

const MOST_KINDS = 2
const WITH: Said = { fr: 'Pour aller avec', en: 'To go with' }
/** Reasons that name an item, and how a heading leads to its name. */
const INSTEAD_OR_WITH: Record<string, Said | undefined> = {
  instead: { fr: 'À la place de', en: 'Instead of' },
  'bought-goes-with': WITH,
  'seen-with': WITH,
  near: WITH,
}
