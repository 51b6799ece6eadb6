import type { Language } from '../../core/typography.ts'
import type { PlacementKind } from '../../schema/decision.ts'
import type { Said } from '../situation/phrases.ts'
import { quoted } from '../situation/quoted.ts'

/** What an experience is told by: its title as shoppers read it, how many, how much and what beside. */
export interface NamedExperience {
  id: string
  title: Said
  count?: number
  depth?: string
  nudge?: string
}

/** `« Les mieux notés » (4 produits, avec les avis)` */
export function experienceWords(experience: NamedExperience, language: Language): string {
  const { title, count, depth, nudge } = experience
  const details = [
    count === undefined ? undefined : productsOf(count, language),
    sayOf(DEPTHS, depth, language),
    sayOf(NUDGES, nudge, language),
  ].filter(detail => detail !== undefined)
  const name = quoted(title[language], language)
  return details.length === 0 ? name : `${name} (${details.join(', ')})`
}

/** `sur l’accueil`, `on the home page`: where a placement is. */
export function whereOf(placement: PlacementKind, language: Language): string {
  const known = sayOf(PLACES, placement, language)
  return known ?? `${language === 'fr' ? 'à' : 'at'} ${quoted(placement, language)}`
}

function productsOf(count: number, language: Language): string {
  const many = count > 1 ? 's' : ''
  return language === 'fr' ? `${count} produit${many}` : `${count} product${many}`
}

function sayOf(
  all: ReadonlyMap<string, Said>,
  name: string | undefined,
  language: Language,
): string | undefined {
  return name === undefined ? undefined : all.get(name)?.[language]
}

const PLACES: ReadonlyMap<string, Said> = new Map([
  ['home', { fr: 'sur l’accueil', en: 'on the home page' }],
  ['category', { fr: 'sur les catégories', en: 'on category pages' }],
  ['product', { fr: 'sur les fiches produit', en: 'on product pages' }],
  ['cart', { fr: 'dans le panier', en: 'in the cart' }],
  ['search', { fr: 'dans la recherche', en: 'in search results' }],
  ['confirmation', { fr: 'après la commande', en: 'after an order' }],
  ['email', { fr: 'dans l’e-mail', en: 'in the e-mail' }],
])

/** What is usual needs no word. */
const DEPTHS: ReadonlyMap<string, Said> = new Map([
  ['short', { fr: 'en bref', en: 'in short' }],
  ['full', { fr: 'en détail', en: 'in detail' }],
])

const NUDGES: ReadonlyMap<string, Said> = new Map([
  ['reviews', { fr: 'avec les avis', en: 'with reviews' }],
  ['reassurance', { fr: 'avec livraison et retours', en: 'with delivery and returns' }],
  ['threshold', { fr: 'avec la barre de livraison offerte', en: 'with the free-delivery bar' }],
  ['fits', { fr: 'avec le mot du budget et du niveau', en: 'with the budget and level note' }],
  ['counted', { fr: 'avec le nombre de commandes', en: 'with the number of orders' }],
  ['guide', { fr: 'avec un guide', en: 'with a guide' }],
  ['cart', { fr: 'avec le retour au panier', en: 'with the way back to the cart' }],
  ['bundle', { fr: 'avec un ensemble', en: 'with a bundle' }],
  ['offer', { fr: 'avec une offre', en: 'with an offer' }],
])
