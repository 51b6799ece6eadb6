import type { ActKind } from '../act.ts'
import type { Trait } from '../shape.ts'

/** One thing in both languages. */
interface Said {
  fr: string
  en: string
}

interface TraitWords {
  name: Said
  /** What stands at the two ends of its line. */
  low: Said
  high: Said
}

const little = { fr: 'peu', en: 'little' }
const lots = { fr: 'beaucoup', en: 'a lot' }
const asOthers = { fr: 'comme les autres', en: 'average' }
const veryStrong = { fr: 'très fort', en: 'very strong' }

/** Every trait by its name, as the console and the shopper's own page say it. */
export const TRAIT_WORDS: Record<string, TraitWords> = {
  category: { name: { fr: 'Intérêt', en: 'Interest' }, low: asOthers, high: veryStrong },
  brand: { name: { fr: 'Marque', en: 'Brand' }, low: asOthers, high: veryStrong },
  use: { name: { fr: 'Usage', en: 'Intended use' }, low: asOthers, high: veryStrong },
  budget: {
    name: { fr: 'Budget', en: 'Budget' },
    low: { fr: 'premier prix', en: 'entry' },
    high: { fr: 'haut de gamme', en: 'top' },
  },
  level: {
    name: { fr: 'Niveau', en: 'Level' },
    low: { fr: 'débute', en: 'beginner' },
    high: { fr: 'expert', en: 'expert' },
  },
  aspiration: {
    name: { fr: 'Vise plus haut', en: 'Aims higher' },
    low: { fr: 'prend le meilleur vu', en: 'takes the best seen' },
    high: { fr: 'regarde au-dessus de ce qui est pris', en: 'looks above what is taken' },
  },
  reviews: { name: { fr: 'Se fie aux avis', en: 'Trusts reviews' }, low: little, high: lots },
  advice: { name: { fr: 'Cherche conseil', en: 'Looks for advice' }, low: little, high: lots },
  promotion: {
    name: { fr: 'Sensible aux promotions', en: 'Sensitive to offers' },
    low: little,
    high: lots,
  },
  delivery: {
    name: { fr: 'Sensible à la livraison', en: 'Sensitive to delivery' },
    low: little,
    high: lots,
  },
  compares_away: {
    name: { fr: 'Part comparer ailleurs', en: 'Leaves to compare' },
    low: little,
    high: lots,
  },
  price: { name: { fr: 'Compare les prix', en: 'Compares prices' }, low: little, high: lots },
  decided: {
    name: { fr: 'Décision', en: 'Decision' },
    low: { fr: 'flâne', en: 'strolls' },
    high: { fr: 'sait ce qui est voulu', en: 'decided' },
  },
  hesitation: {
    name: { fr: 'Hésitation', en: 'Hesitation' },
    low: { fr: 'aucune', en: 'none' },
    high: { fr: 'forte', en: 'strong' },
  },
  answers: {
    name: { fr: 'Répond à ce qui est montré', en: 'Answers what is shown' },
    low: little,
    high: lots,
  },
}

/** "Budget, chaussures de ski"; the name alone where the trait is about nothing in particular. */
export function traitName({ name, about }: Trait, language: 'fr' | 'en'): string {
  const said = TRAIT_WORDS[name]?.name[language] ?? name
  if (about === undefined) return said
  const lower = name === 'brand' ? about : about.charAt(0).toLowerCase() + about.slice(1)
  return `${said}${language === 'fr' ? ' : ' : ': '}${lower}`
}

/**
 * How sure we are, in a word. Confidence is the share of the differences between people that we
 * know, so one half is a correlation of .7. The band drawn is as wide as what is missing to 1.
 */
export function sureness(confidence: number): Said {
  if (confidence >= 0.5) return { fr: 'sûr', en: 'sure' }
  if (confidence >= 0.3) return { fr: 'probable', en: 'likely' }
  if (confidence >= 0.12) return { fr: 'à confirmer', en: 'to confirm' }
  return { fr: 'on ne sait pas', en: 'unknown' }
}

/** What somebody did, as a sentence goes on: "lit les avis de la Nordal". */
export const ACT_WORDS: Record<ActKind | 'seen', Said> = {
  page: { fr: 'ouvre une page', en: 'opens a page' },
  view: { fr: 'regarde', en: 'looks at' },
  wish: { fr: 'met de côté', en: 'saves for later' },
  cart: { fr: 'met au panier', en: 'adds to the cart' },
  uncart: { fr: 'retire du panier', en: 'takes out of the cart' },
  view_cart: { fr: 'ouvre le panier', en: 'opens the cart' },
  checkout: { fr: 'passe à la caisse', en: 'goes to checkout' },
  buy: { fr: 'achète', en: 'buys' },
  past_buy: { fr: 'a acheté', en: 'bought' },
  refund: { fr: 'rend', en: 'returns' },
  search: { fr: 'cherche', en: 'searches for' },
  promo: { fr: 'ouvre une promotion', en: 'opens an offer' },
  content: { fr: 'ouvre un guide', en: 'opens a guide' },
  login: { fr: 'se connecte', en: 'signs in' },
  scroll: { fr: 'lit un guide', en: 'reads a guide' },
  hide: { fr: 'part vers un autre onglet', en: 'goes to another tab' },
  show: { fr: 'revient de l’autre onglet', en: 'comes back from the other tab' },
  size: { fr: 'choisit une taille', en: 'picks a size' },
  filter: { fr: 'filtre', en: 'filters' },
  sort: { fr: 'trie', en: 'sorts' },
  reviews: { fr: 'lit les avis', en: 'reads the reviews' },
  delivery: { fr: 'lit livraison et retours', en: 'reads delivery and returns' },
  click: { fr: 'a cliqué', en: 'clicked' },
  dismiss: { fr: 'a fermé', en: 'dismissed' },
  seen: { fr: 'a vu', en: 'saw' },
  store_visit: { fr: 'passe en boutique', en: 'visits the shop' },
  email: { fr: 'ouvre l’e-mail', en: 'opens the e-mail' },
  call: { fr: 'appelle', en: 'calls' },
  chat: { fr: 'écrit à l’assistance', en: 'writes to the help desk' },
}
