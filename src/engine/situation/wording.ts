import { capital, type Language, list } from '../../core/typography.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { openValue } from './open-values.ts'
import { PHRASES, type Phrases, type Said, WITH_WORDS } from './phrases.ts'
import { quoted } from './quoted.ts'

/** Characteristic → value, as a decision or a rule has them. */
export type Values = Readonly<Record<string, string>>

/** Clauses that a sentence about one person holds before nobody reads on. */
const MOST_OF_ONE = 6

/** `Les visiteurs qui sont sur mobile et flânent`; of no condition, everybody. */
export function whoOf(values: Values, language: Language, catalogue: CatalogueView): string {
  const told = clauses(values, language, catalogue)
  if (told.length === 0) return everybody(language)
  return `${language === 'fr' ? 'Les visiteurs qui' : 'Visitors who'} ${list(told, language)}`
}

/** The same as the head of a row: `Sont sur mobile, flânent`. */
export function headOf(values: Values, language: Language, catalogue: CatalogueView): string {
  const told = clauses(values, language, catalogue)
  return told.length === 0 ? everybody(language) : capital(told.join(', '))
}

/** One person by the first few of many characteristics: `Un visiteur parmi ceux qui …`. */
export function oneOf(values: Values, language: Language, catalogue: CatalogueView): string {
  const told = list(clauses(values, language, catalogue).slice(0, MOST_OF_ONE), language)
  if (language === 'fr') return told ? `Un visiteur parmi ceux qui ${told}` : 'Un visiteur inconnu'
  return told ? `A visitor among those who ${told}` : 'A visitor nothing is known of'
}

function everybody(language: Language): string {
  return language === 'fr' ? 'Tous les visiteurs' : 'All visitors'
}

/**
 * What visitors do who have this value, as it stands behind "visitors who": `sont venus d’une
 * recherche`, `are on mobile`. What has no words of ours is quoted, whoever made it up.
 */
export function wordsOf(
  name: string,
  value: string,
  language: Language,
  catalogue: CatalogueView,
): string {
  const phrases = PHRASES.get(name)
  const said = phrases && (ownOf(phrases.values, value) ?? rareOf(phrases, value))
  if (said) return said[language]
  const told = phrases?.any && openValue(phrases.any.kind, value, language, catalogue)
  if (told !== undefined) return filled(phrases!.any![language], told)
  const what = quoted(value, language)
  const called = nameOf(name, language)
  return language === 'fr' ? `ont ${what} pour ${called}` : `have ${what} as their ${called}`
}

/** What a characteristic is called: `dernière visite`. */
export function nameOf(name: string, language: Language): string {
  return PHRASES.get(name)?.name[language] ?? quoted(name, language)
}

/** A clause for each value, in the order of `PHRASES`; two values that are one thought share one. */
function clauses(values: Values, language: Language, catalogue: CatalogueView): string[] {
  const say = (name: string): string[] => {
    const value = ownOf(values, name)
    return value === undefined ? [] : [wordsOf(name, value, language, catalogue)]
  }
  return [
    ...arrival(values, say, language, catalogue),
    ...comesBack(values, say),
    ...means(values, say, language, catalogue),
    ...[...PHRASES.keys()].filter(name => !JOINED.has(name)).flatMap(say),
    ...comesAt(values, say),
    ...Object.keys(values)
      .filter(name => !PHRASES.has(name))
      .flatMap(say),
  ]
}

/** Told by the four functions below. */
const JOINED = new Set('source term visit since category budget level weekday daypart'.split(' '))

type SayValue = (name: string) => string[]

/** `sont venus d’une recherche « ski »` */
function arrival(
  { source, term }: Values,
  say: SayValue,
  language: Language,
  catalogue: CatalogueView,
): string[] {
  const both = term === undefined || term === 'other' ? undefined : WITH_WORDS.get(source)
  if (both === undefined) return [...say('source'), ...say('term')]
  return [filled(both[language], openValue('category', term, language, catalogue)!)]
}

/** `reviennent sans panier après quelques heures` */
function comesBack({ visit, since }: Values, say: SayValue): string[] {
  if (visit !== 'return' || since === undefined) return [...say('visit'), ...say('since')]
  const after = say('since')[0].split(' ').slice(1).join(' ')
  return [`${say('visit')[0]} ${after}`]
}

/** `viennent le lundi matin` */
function comesAt({ weekday, daypart }: Values, say: SayValue): string[] {
  if (weekday === undefined || daypart === undefined) return [...say('daypart'), ...say('weekday')]
  const when = say('daypart')[0]
    .replace(/^(come|viennent (le |l’|à )?)/, '')
    .trim()
  return [`${say('weekday')[0]} ${when}`]
}

/** `ont un budget haut de gamme en « chaussures de ski »` */
function means(
  { category, budget }: Values,
  say: SayValue,
  language: Language,
  catalogue: CatalogueView,
): string[] {
  const [first, ...others] = [...say('budget'), ...say('level')]
  if (first === undefined || category === undefined || category === 'other') {
    return [...say('category'), ...(first === undefined ? [] : [first]), ...others]
  }
  const where = openValue('category', category, language, catalogue)
  const preposition = language === 'fr' ? 'en' : budget === undefined ? 'in' : 'for'
  return [`${first} ${preposition} ${where}`, ...others]
}

function rareOf(phrases: Phrases, value: string): Said | undefined {
  return value === 'other' ? phrases.other : undefined
}

/** Names come from outside too: what every object has is no value of ours. */
function ownOf<T>(all: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(all, key) ? all[key] : undefined
}

function filled(text: string, told: string): string {
  return text.replace('{}', () => told)
}
