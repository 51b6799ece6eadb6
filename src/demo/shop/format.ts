import type { Language } from '../catalogue/shape.ts'

/** Figures and dates as the two languages print them: `69 €` and `€69`. */
const THIN = '\u202f'
const DAY = 86_400_000

const locale = (language: Language) => (language === 'fr' ? 'fr-FR' : 'en-IE')

export function money(minor: number, language: Language): string {
  const decimals = minor % 100 === 0 ? 0 : 2
  return new Intl.NumberFormat(locale(language), {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
    .format(minor / 100)
    .replaceAll('\u00a0', THIN)
}

export function figure(value: number, language: Language, decimals = 0): string {
  return new Intl.NumberFormat(locale(language), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
    .format(value)
    .replaceAll('\u00a0', THIN)
}

export function longDate(time: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: 'Europe/Paris',
  }).format(time)
}

/** `jeudi 26 ou vendredi 27`: the days a parcel ordered now arrives. */
export function deliveryDays(now: number, language: Language, least = 2): string {
  const first = workingDay(now, least)
  const second = workingDay(first, 1)
  const or = language === 'fr' ? ' ou ' : ' or '
  return dayName(first, language) + or + dayName(second, language)
}

function dayName(time: number, language: Language): string {
  const text = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    timeZone: 'Europe/Paris',
  }).format(time)
  return text.replace(',', '')
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
