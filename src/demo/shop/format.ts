import type { Language } from '../catalogue/shape.ts'

/** Figures and dates as the two languages print them: `69 €` and `€69`. */
const THIN = '\u202f'
const DAY = 86_400_000

export function money(minor: number, language: Language): string {
  const format = numbers(language, minor % 100 === 0 ? 0 : 2, 'EUR')
  return format.format(minor / 100).replaceAll('\u00a0', THIN)
}

export function figure(value: number, language: Language, decimals = 0): string {
  return numbers(language, decimals).format(value).replaceAll('\u00a0', THIN)
}

export function longDate(time: number, language: Language): string {
  return LONG_DATES[language].format(time)
}

/** `jeudi 26 ou vendredi 27`: the days a parcel ordered now arrives. */
export function deliveryDays(now: number, language: Language, least = 2): string {
  const first = workingDay(now, least)
  const second = workingDay(first, 1)
  const or = language === 'fr' ? ' ou ' : ' or '
  return dayName(first, language) + or + dayName(second, language)
}

function dayName(time: number, language: Language): string {
  return DAY_NAMES[language].format(time).replace(',', '')
}

/** The time `days` working days later; parcels rest on Sundays and Saturdays. */
function workingDay(from: number, days: number): number {
  let time = from
  for (let left = days; left > 0; ) {
    time += DAY
    const weekday = new Date(time).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left--
  }
  return time
}

export function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** Lower case, without accents, ligatures spelt out. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
}

/** A format costs fifty times what it prints, and a page of the shop prints a hundred prices. */
const kept = new Map<string, Intl.NumberFormat>()

function numbers(language: Language, decimals: number, currency?: 'EUR'): Intl.NumberFormat {
  const key = `${language} ${decimals} ${currency}`
  let format = kept.get(key)
  if (format === undefined) {
    format = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-IE', {
      ...(currency && { style: 'currency', currency }),
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
    kept.set(key, format)
  }
  return format
}

const LONG_DATES = dates({ day: 'numeric', month: 'long' })
const DAY_NAMES = dates({ weekday: 'long', day: 'numeric' })

function dates(parts: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  const options = { ...parts, timeZone: 'Europe/Paris' }
  return {
    fr: new Intl.DateTimeFormat('fr-FR', options),
    en: new Intl.DateTimeFormat('en-GB', options),
  }
}
