import type { CatalogueView } from '../catalogue/shape.ts'

type Language = 'fr' | 'en'

interface Titles extends CatalogueView {
  titleOf(item: number, language: string): string
}

/** What the value after the `|` is: it decides how it is told. */
type About = 'item' | 'category' | 'nothing'

interface Wording {
  about: About
  /** What stands before the name and after it. */
  fr: [string, string]
  en: [string, string]
  /** Said where the value has no name to tell. */
  plain: { fr: string; en: string }
}

const POPULAR = { fr: 'Très choisi en ce moment', en: 'Chosen by many right now' }
const LIKE = { fr: 'Proche de ce que vous avez vu', en: 'Close to what you saw' }
const GOES_WITH = { fr: 'Va bien avec votre choix', en: 'Goes well with your choice' }

/** `{}` is the name of the item or category. A reason is one short line under a product. */
const TOLD: Record<string, Wording> = {
  after: about('item', 'Souvent regardé après {}', 'Often looked at after {}', LIKE),
  'like-minded': always(
    'Choisi après un parcours comme le vôtre',
    'Looked at on visits like yours',
  ),
  path: always('Dans la suite de votre visite', 'In line with your visit'),
  like: about('item', 'Proche de {}', 'Close to {}', LIKE),
  'like-cheaper': about('item', 'Proche de {}, moins cher', 'Close to {}, for less', LIKE),
  'like-same-brand': about('item', 'Comme {}, de la même marque', 'Like {}, same brand', LIKE),
  instead: about('item', 'À la place de {}, du même budget', 'Instead of {}, same budget', LIKE),
  'goes-with': about('item', 'Va avec {}', 'Goes with {}', GOES_WITH),
  'cart-goes-with': about(
    'item',
    'Va avec {}, dans votre panier',
    'Goes with {}, in your cart',
    GOES_WITH,
  ),
  'bought-goes-with': about(
    'item',
    'Va avec votre dernier achat\u202f: {}',
    'Goes with your last purchase: {}',
    GOES_WITH,
  ),
  near: about('item', 'Du même rayon que {}', 'From the same range as {}', GOES_WITH),
  'seen-with': about('item', 'Souvent regardé avec {}', 'Often looked at with {}', GOES_WITH),
  compared: about(
    'category',
    'Vous avez comparé\u202f: {}',
    'You compared: {}',
    both('Vous avez comparé', 'You compared'),
  ),
  interest: about(
    'category',
    'Vous avez regardé\u202f: {}',
    'You looked at: {}',
    both('D’après ce que vous avez regardé', 'From what you looked at'),
  ),
  'interest-in-budget': about(
    'category',
    '{}, dans votre budget',
    '{}, within your budget',
    both('Dans votre budget', 'Within your budget'),
  ),
  bestseller: about('category', 'Très choisi\u202f: {}', 'Often chosen: {}', POPULAR),
  trending: about(
    'category',
    'Très regardé ces jours-ci\u202f: {}',
    'Much looked at these days: {}',
    both('Très regardé ces jours-ci', 'Much looked at these days'),
  ),
  'best-reviewed': about(
    'category',
    'Parmi les mieux notés\u202f: {}',
    'Among the best rated: {}',
    both('Parmi les mieux notés', 'Among the best rated'),
  ),
  'best-of-seen': always(
    'Le mieux noté de ce que vous avez regardé',
    'The best rated of what you looked at',
  ),
  new: about(
    'category',
    'Vient d’arriver\u202f: {}',
    'Just arrived: {}',
    both('Vient d’arriver', 'Just arrived'),
  ),
  reduced: always(
    'Moins cher que son prix le plus bas des 30 jours précédents',
    'Less than its lowest price of the 30 days before',
  ),
  'used-up': always('Il est peut-être temps d’en reprendre', 'It may be time for more of it'),
  seen: always('Vous l’avez regardé', 'You looked at it'),
  explore: about('category', 'Pour découvrir\u202f: {}', 'To discover: {}', POPULAR),
  brand: about(
    'category',
    '{}\u202f: une marque très choisie',
    '{}: a brand many choose',
    both('Une marque très choisie', 'A brand many choose'),
  ),
  'each-level': always('Un choix pour chaque niveau', 'One for each level'),
  'in-stock': always('Disponible maintenant', 'Available now'),
  nothing: always('Rien à montrer ici', 'Nothing to show here'),
  holdout: always(
    'Groupe témoin\u202f: la page habituelle, sans rien changer',
    'Holdout group: the usual page, unchanged',
  ),
}

const WORDINGS = new Map(Object.entries(TOLD))
const UNKNOWN = TOLD['in-stock']

/** A code and what it is about, −1 for nothing. */
export function reasonOf(code: string, about: number): string {
  return about < 0 ? code : `${code}|${about}`
}

/**
 * A reason code with its value, `cart-goes-with|12`, as a sentence without a full stop.
 * A code of an older version is told by what holds of every recommendation.
 */
export function sentence(reason: string, language: Language, catalogue: Titles): string {
  const bar = reason.indexOf('|')
  const wording = WORDINGS.get(bar < 0 ? reason : reason.slice(0, bar)) ?? UNKNOWN
  if (bar < 0) return wording.plain[language]
  const name = nameOf(wording.about, Number(reason.slice(bar + 1)), language, catalogue)
  if (name === '') return wording.plain[language]
  const [before, after] = wording[language]
  return before + name + after
}

/** `sentence` for one list: its items often have the same reason, one after the other. */
export function teller(language: Language, catalogue: Titles): (reason: string) => string {
  let last = ''
  let told = ''
  return reason => {
    if (reason !== last) told = sentence(reason, language, catalogue)
    last = reason
    return told
  }
}

function nameOf(about: About, index: number, language: Language, catalogue: Titles): string {
  if (about === 'item') return catalogue.titleOf(index, language)
  return about === 'category' ? catalogue.categoryName(index, language) : ''
}

function about(kind: About, fr: string, en: string, plain: { fr: string; en: string }): Wording {
  return { about: kind, fr: around(fr), en: around(en), plain }
}

function always(fr: string, en: string): Wording {
  return { about: 'nothing', fr: [fr, ''], en: [en, ''], plain: { fr, en } }
}

function around(text: string): [string, string] {
  const [before, after] = text.split('{}')
  return [before, after]
}

function both(fr: string, en: string): { fr: string; en: string } {
  return { fr, en }
}
