import type { Language } from '../../core/typography.ts'
import type { Evidence, Found } from '../../schema/found.ts'

/** What may be said of a finding: proven or not, and how far one is from it. */
export function statusOf(
  { status }: Found,
  evidence: Evidence | undefined,
  language: Language,
): string {
  const isEarly = evidence?.low === undefined
  if (status === 'proven') return (evidence?.isSpecific ? SPECIFIC : PROVEN)[language]
  if (status === 'rare') return RARE[language]
  const used = status === 'used' ? USED : OBSERVED
  return `${used[language]}, ${(isEarly ? EARLY : OPEN)[language]}`
}

/** `prouvé depuis le 9 novembre 2026`, `observé, pas encore prouvé, compté depuis le …` */
export function datedStatusOf(
  found: Found,
  evidence: Evidence | undefined,
  date: string | undefined,
  language: Language,
): string {
  const status = statusOf(found, evidence, language)
  if (date === undefined) return status
  const isProven = found.status === 'proven'
  if (language === 'fr') return `${status}${isProven ? '' : ', compté'} depuis le ${date}`
  return `${status}${isProven ? '' : ', counted'} since ${date}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** `1er décembre 2026`, `1 December 2026`: the day it is in the shop. */
export function dateOf(time: number, language: Language, timeZone: string): string {
  const key = `${language} ${timeZone}`
  let format = formats.get(key)
  if (format === undefined) {
    const parts = { day: 'numeric', month: 'long', year: 'numeric' } as const
    format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { timeZone, ...parts })
    formats.set(key, format)
  }
  const told = format.format(time)
  return language === 'fr' ? told.replace(/^1 /, '1er ') : told
}

const PROVEN = { fr: 'prouvé', en: 'proven' }
const SPECIFIC = {
  fr: 'prouvé et propre à cette situation',
  en: 'proven and specific to this situation',
}
const USED = { fr: 'utilisé', en: 'used' }
const OBSERVED = { fr: 'observé', en: 'observed' }
const RARE = { fr: 'trop rarement vu', en: 'seen too seldom' }
const OPEN = { fr: 'pas encore prouvé', en: 'not proven yet' }
const EARLY = { fr: 'trop tôt pour un chiffre', en: 'too early for a figure' }
