import type { Language } from './settings.ts'

/** Numbers and times as each language prints them; French with thin no-break spaces. */
const THIN = '\u202f'
const LOCALES = { fr: 'fr-FR', en: 'en-GB' }

export function number(value: number, language: Language, decimals = 0): string {
  return new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
    .format(value)
    .replace(/\u00a0/g, THIN)
    .replace('-', '−')
}

/** An amount in minor units, as the currency prints it; `decimals` where less or more is meant. */
export function money(
  minor: number,
  currency: string,
  language: Language,
  decimals = minorDigits(currency),
): string {
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
    .format(minor / 10 ** minorDigits(currency))
    .replace(/\u00a0/g, THIN)
    .replace('-', '−')
}

/** Digits behind the point of a currency's prices: 2 of the euro, none of the yen. */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

/** A change in percent with its sign always shown: `+11`, `−1`. */
export function signed(value: number, language: Language): string {
  const rounded = Math.round(value)
  return rounded > 0 ? `+${number(rounded, language)}` : number(rounded, language)
}

/** `4 ms`, `0,4 ms`. */
export function milliseconds(ms: number, language: Language): string {
  return `${number(ms, language, ms < 1 ? 1 : 0)}${THIN}ms`
}

/** `10 h 42` and `10:42`. */
export function clock(time: number, language: Language): string {
  const date = new Date(time)
  const minutes = String(date.getMinutes()).padStart(2, '0')
  return language === 'fr'
    ? `${date.getHours()}${THIN}h${THIN}${minutes}`
    : `${date.getHours()}:${minutes}`
}

/** `10:42:07,418`: the debugger counts in milliseconds. */
export function exactClock(time: number, language: Language): string {
  const text = new Date(time).toTimeString().slice(0, 8)
  const rest = String(Math.floor(time % 1000)).padStart(3, '0')
  return `${text}${language === 'fr' ? ',' : '.'}${rest}`
}

/** `mardi 24 novembre, 10 h 42`. */
export function today(time: number, language: Language): string {
  const day = new Intl.DateTimeFormat(LOCALES[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(time)
  return `${day}, ${clock(time, language)}`
}

/** The clock today, the day before that: `10 h 42`, `19 nov.` */
export function when(time: number, now: number, language: Language): string {
  if (new Date(time).toDateString() === new Date(now).toDateString()) return clock(time, language)
  return new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'short' }).format(time)
}

/** The same within a sentence: a French day has its article, an hour what leads to it. */
export function dated(time: number, now: number, language: Language, toHour = ''): string {
  const told = when(time, now, language)
  const isHour = told === clock(time, language)
  return language === 'en' ? told : `${isHour ? toHour : 'le\u00a0'}${told}`
}

/** What may be years ago or ahead, to the minute: `10 h 42`, `19 nov., 10 h 42`, `19 nov. 2024, 10 h 42`. */
export function moment(time: number, now: number, language: Language): string {
  const [day, hour] = [when(time, now, language), clock(time, language)]
  const year = new Date(time).getFullYear()
  if (day === hour) return hour
  return year === new Date(now).getFullYear() ? `${day}, ${hour}` : `${day} ${year}, ${hour}`
}

/** Seconds and minutes under an hour, then the clock. */
export function ago(time: number, now: number, language: Language, justNow: string): string {
  const seconds = Math.floor((now - time) / 1000)
  if (seconds < 5) return justNow
  if (seconds < 60) return `${seconds}${THIN}s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${THIN}min`
  return clock(time, language)
}
