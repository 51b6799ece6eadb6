import { CONDITIONS, type Condition } from '../engine/policy/experiences/conditions.ts'
import { STRATEGIES } from '../engine/recommend/sources/sources.ts'
import type { Say } from '../schema/live.ts'
import { NUDGES } from '../schema/nudge.ts'
import { nudgeWords, strategyWords } from './live/decided.ts'

/** Names that an experience is made of, in words: strategies, nudges and conditions each by their name. */
export function experienceNames(): Record<'strategies' | 'nudges' | 'conditions', Names> {
  return {
    strategies: named(STRATEGIES, strategyWords),
    nudges: named(NUDGES, nudgeWords),
    conditions: named(Object.keys(CONDITIONS) as Condition[], name => CONDITION_WORDS[name]),
  }
}

type Names = Record<string, Say>

function named<T extends string>(names: readonly T[], tell: (name: T) => Say): Names {
  return Object.fromEntries(names.map(name => [name, tell(name)]))
}

/** As it stands behind "only for visitors who". */
const CONDITION_WORDS: Record<Condition, Say> = {
  history: { fr: 'ont déjà regardé un produit', en: 'have looked at a product' },
  visit: { fr: 'ont regardé un produit pendant cette visite', en: 'looked at one in this visit' },
  'long-visit': { fr: 'en ont regardé au moins trois', en: 'looked at three or more' },
  returns: { fr: 'reviennent', en: 'come back' },
  'returns-without-cart': {
    fr: 'reviennent sans panier ni commande récente',
    en: 'come back with no cart and no fresh order',
  },
  'left-cart': { fr: 'ont laissé un panier', en: 'left a cart' },
  bought: { fr: 'ont déjà commandé', en: 'have ordered before' },
  'bought-lately': { fr: 'ont commandé depuis 30 jours', en: 'ordered in the last 30 days' },
  cart: { fr: 'ont quelque chose au panier', en: 'have something in the cart' },
  unknown: { fr: 'sont inconnus', en: 'are unknown' },
  topic: { fr: 'cherchent un rayon que l’on connaît', en: 'seek a range we know' },
  hesitates: { fr: 'hésitent', en: 'hesitate' },
  lost: { fr: 'regardent beaucoup sans choisir', en: 'look at much and choose nothing' },
  searched: { fr: 'viennent d’une recherche', en: 'came from a search' },
}
