import type { Choice, DecisionMade } from '../../schema/decision.ts'
import type { LiveRow, Say } from '../../schema/live.ts'
import type { NudgeKind } from '../../schema/nudge.ts'
import type { Language, LiveFeedOptions, LiveNames } from './options.ts'
import { categoryName, countOf } from './telling.ts'
import { both, colon, count, list, quote } from './words.ts'

/** Placements by the name the shop's people use; `home:second` is of the kind `home`. */
const PLACEMENT_NAMES: Record<string, Say> = {
  home: { fr: 'Accueil', en: 'Home' },
  category: { fr: 'Catégorie', en: 'Category' },
  product: { fr: 'Fiche produit', en: 'Product page' },
  cart: { fr: 'Panier', en: 'Cart' },
  search: { fr: 'Recherche', en: 'Search' },
  confirmation: { fr: 'Après la commande', en: 'After the order' },
  email: { fr: 'E-mail', en: 'E-mail' },
}

/** What each strategy brings, said without gender so that it fits any noun. */
const STRATEGY_WORDS: Record<string, Say> = {
  bestsellers: { fr: 'meilleures ventes du moment', en: 'best sellers right now' },
  next: { fr: 'ce qu’on regarde ensuite', en: 'what people look at next' },
  interests: { fr: 'selon ce qui attire cette personne', en: 'after what draws this person' },
  alternatives: { fr: 'du même budget', en: 'in the same budget' },
  complements: { fr: 'pour aller avec', en: 'to go with it' },
  replenishment: { fr: 'à reprendre bientôt', en: 'due again soon' },
  recent: { fr: 'à revoir', en: 'seen before' },
  'best-reviewed': { fr: 'meilleures notes d’abord', en: 'best rated first' },
  explore: { fr: 'pour faire connaissance', en: 'to get acquainted' },
  trending: { fr: 'en vue cette semaine', en: 'in demand this week' },
  new: { fr: 'à peine en rayon', en: 'just in' },
  similar: { fr: 'dans le même esprit', en: 'in the same spirit' },
  promotions: { fr: 'à prix réduit', en: 'at a lower price' },
  brands: { fr: 'des marques les plus choisies', en: 'of the brands most chosen' },
  levels: { fr: 'pour chaque niveau', en: 'for each level' },
  'add-on': { fr: 'en petit plus', en: 'as a small extra' },
  anything: { fr: 'parmi tout ce qu’il y a', en: 'from all there is' },
}

/** What stood beside the items. */
const NUDGE_WORDS: Record<NudgeKind, Say> = {
  reviews: { fr: 'avec les avis', en: 'with the reviews' },
  reassurance: { fr: 'avec livraison et retours', en: 'with delivery and returns' },
  threshold: { fr: 'avec la livraison offerte en vue', en: 'with free delivery in sight' },
  fits: { fr: 'avec une confirmation', en: 'with a confirmation' },
  counted: { fr: 'avec le nombre de commandes', en: 'with the number of orders' },
  guide: { fr: 'avec un guide', en: 'with a guide' },
  cart: { fr: 'avec le retour au panier', en: 'with the way back to the cart' },
  bundle: { fr: 'avec un ensemble', en: 'with a bundle' },
  offer: { fr: 'avec une offre', en: 'with an offer' },
}

export function placementKind(placement: string): string {
  const end = placement.indexOf(':')
  return end < 0 ? placement : placement.slice(0, end)
}

export function placementName(placement: string): Say {
  return PLACEMENT_NAMES[placementKind(placement)] ?? { fr: placement, en: placement }
}

export function strategyWords(strategy: string): Say {
  return STRATEGY_WORDS[strategy] ?? { fr: strategy, en: strategy }
}

export function nudgeWords(nudge: NudgeKind): Say {
  return NUDGE_WORDS[nudge]
}

/**
 * `Fiche produit : quatre chaussures de ski, meilleures notes d’abord.`
 * `Accueil : « Ravis de vous revoir », Flex 100, Cirque 80 et deux autres, d’après …`
 * Undefined when nothing was decided.
 */
export function tellDecision(
  made: DecisionMade,
  names: LiveNames,
  { explain, message }: Pick<LiveFeedOptions, 'explain' | 'message'>,
): Say | undefined {
  if (made.slice === 'holdout') {
    return {
      fr: 'Groupe témoin\u202f: la page habituelle, sans rien changer.',
      en: 'Holdout group: the usual page, unchanged.',
    }
  }
  const choice = made.choices.find(c => c.items.length > 0)
  if (choice === undefined) return undefined
  const why = explain?.(choice) ?? strategyWords(choice.strategy)
  const words = message?.(choice)
  return both(l => {
    const said = words ? `${quote(words[l], l)}, ` : ''
    const nudge = NUDGE_WORDS[choice.nudge as NudgeKind]?.[l]
    const shown = [tellItems(choice, names, l), why[l], nudge].filter(part => part !== undefined)
    return `${placementName(choice.placement)[l]}${colon(l)}${said}${shown.join(', ')}.`
  })
}

/** `quatre casques de ski` where all are of a kind, else two by name: `Flex 100, Combe 26 L et deux autres`. */
function tellItems({ items }: Choice, names: LiveNames, l: Language): string {
  const known = items.map(item => names.item(item))
  const category = known[0]?.category
  if (category !== undefined && known.every(item => item?.category === category)) {
    return countOf(items.length, categoryName(category, names, l), l)
  }
  const titles = known.map(item => item?.title[l]).filter(title => title !== undefined)
  if (titles.length < items.length) return countOf(items.length, undefined, l)
  if (titles.length <= 3) return list(titles, l)
  const others = count(titles.length - 2, l)
  return list([...titles.slice(0, 2), l === 'fr' ? `${others} autres` : `${others} more`], l)
}

/** How a decision waits for its answer. */
export function replyTo(made: DecisionMade): LiveRow['reply'] {
  return made.slice === 'holdout' ? REPLIES.holdout : REPLIES.waiting
}

export const REPLIES = {
  none: { kind: 'watching', say: { fr: '', en: '' } },
  watching: { kind: 'watching', say: { fr: 'regarde', en: 'looking' } },
  waiting: { kind: 'waiting', say: { fr: 'attend', en: 'waiting' } },
  clicked: { kind: 'yes', say: { fr: 'a choisi', en: 'chose' } },
  added: { kind: 'yes', say: { fr: 'a ajouté', en: 'added' } },
  bought: { kind: 'yes', say: { fr: 'a acheté', en: 'bought' } },
  dismissed: { kind: 'no', say: { fr: 'a fermé', en: 'declined' } },
  holdout: { kind: 'holdout', say: { fr: 'témoin', en: 'holdout' } },
} as const satisfies Record<string, LiveRow['reply']>
