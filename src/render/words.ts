import { isFrench, THIN } from '../core/figures.ts'

export { isFrench }

/** The few words a drawing adds to what the engine says. */
export interface Words {
  why: string
  struck: string
  /** Name of the line of brands. */
  brands: string
}

const FRENCH: Words = {
  why: `Pourquoi cette sélection${THIN}?`,
  struck: 'Barré\u202f: le prix le plus bas des 30 jours d’avant',
  brands: 'Marques',
}

const ENGLISH: Words = {
  why: 'Why this selection?',
  struck: 'Struck: lowest price of the previous 30 days',
  brands: 'Brands',
}

/** `language` is BCP 47 as the page says it; what is not French reads English. */
export function wordsOf(language: string): Words {
  return isFrench(language) ? FRENCH : ENGLISH
}

/** `Lire : …`, `Read: …`. */
export function colon(language: string): string {
  return isFrench(language) ? `${THIN}: ` : ': '
}
