import type { Language } from '../../core/typography.ts'
import type { DecisionMade } from '../../schema/decision.ts'

type Said = Record<Language, string>

/** What of an explanation is of which day: said with every one of them. */
export const NOTE: Said = {
  fr: 'Situation, chances et produits sont ceux de la décision, tels qu’ils ont été notés. Ce que le modèle en pense, les règles prouvées et leurs chiffres sont d’aujourd’hui\u202f: ils ont pu changer depuis.',
  en: 'Situation, chances and items are those of the decision, as they were logged. What the model thinks of it, proven rules and their figures are of today: they may have changed since.',
}

export const SHOP_PAGE: Said = {
  fr: 'la page habituelle de la boutique',
  en: 'the shop’s usual page',
}

/** A rule so old that its changes are no longer remembered. */
export const FORGOTTEN_ORDER: Said = {
  fr: 'Une règle qui n’existe plus l’a voulu ainsi.',
  en: 'A rule that is no more had it so.',
}

/** What the part of the experiment means that a visitor belongs to. */
export function sliceWordsOf(
  { slice, robot, staff, degraded }: DecisionMade,
  language: Language,
): string {
  if (robot) return ROBOT[language]
  if (staff) return STAFF[language]
  return degraded ? HURRIED[language] : SLICES[slice][language]
}

const SLICES: Record<DecisionMade['slice'], Said> = {
  engine: {
    fr: 'Le moteur a choisi, avec ces chances.',
    en: 'The engine chose, with these chances.',
  },
  uniform: {
    fr: 'Tranche au hasard\u202f: tout ce qui était permis avait la même chance.',
    en: 'Random slice: whatever was allowed had the same chance.',
  },
  holdout: {
    fr: 'Groupe témoin\u202f: la page habituelle, sans rien changer.',
    en: 'Holdout group: the usual page, unchanged.',
  },
}
const ROBOT: Said = {
  fr: 'Un robot\u202f: hors de toute mesure.',
  en: 'A robot: outside every measurement.',
}
const STAFF: Said = {
  fr: 'Une personne de la boutique\u202f: hors de toute mesure.',
  en: 'One of the shop’s own people: outside every measurement.',
}
const HURRIED: Said = {
  fr: 'La machine avait trop à faire\u202f: la liste la plus choisie.',
  en: 'The machine had too much to do: the most chosen list.',
}
