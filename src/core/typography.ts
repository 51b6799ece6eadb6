import { figure, THIN } from './figures.ts'

/**
 * Numbers, quotes and lists as each language prints them. French uses the thin no-break
 * space (U+202F) that its typography asks for.
 */
export type Language = 'fr' | 'en'

/** `1 234,5` and `1,234.5`. */
export function number(value: number, language: Language, decimals = 0): string {
  return figure(value, decimals, language).replace('-', '−')
}

/** `+8,3` and `−8.3`: with its sign, unless it is nothing. */
export function signed(value: number, language: Language, decimals = 0): string {
  const rounded = Math.round(value * 10 ** decimals) / 10 ** decimals
  const told = number(rounded === 0 ? 0 : rounded, language, decimals)
  return rounded > 0 ? `+${told}` : told
}

/** `12,5 %` and `12.5%`, of a share from 0 to 1. */
export function percent(share: number, language: Language, decimals = 0): string {
  return `${number(share * 100, language, decimals)}${language === 'fr' ? `${THIN}%` : '%'}`
}

/** `« chaussures »` and `“shoes”`. */
export function quote(text: string, language: Language): string {
  return language === 'fr' ? `«${THIN}${text}${THIN}»` : `“${text}”`
}

/** `Accueil : …` and `Home: …`. */
export function colon(language: Language): string {
  return language === 'fr' ? `${THIN}: ` : ': '
}

/** `a, b et c`, `a, b and c`. */
export function list(parts: readonly string[], language: Language): string {
  if (parts.length < 2) return parts[0] ?? ''
  return `${parts.slice(0, -1).join(', ')} ${language === 'fr' ? 'et' : 'and'} ${parts.at(-1)}`
}

const COUNTS = {
  fr: 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze'.split(' '),
  en: 'zero one two three four five six seven eight nine ten eleven twelve'.split(' '),
}

/** `trois`, `three`; figures from 13 on. */
export function count(value: number, language: Language): string {
  return COUNTS[language][value] ?? number(value, language)
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A name inside a sentence: `Chaussures de ski` is said `chaussures de ski`. */
export function small(text: string): string {
  // An acronym or a brand keeps its capitals: `GPS`, `VTT`.
  return /^\p{Lu}[\p{Ll}\s]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}
