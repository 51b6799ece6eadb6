import { THIN } from '../../core/figures.ts'
import type { Language } from '../../core/typography.ts'
import type { Say } from '../../schema/live.ts'

export {
  capital,
  colon,
  count,
  list,
  number,
  percent,
  quote,
  small,
} from '../../core/typography.ts'

const LOCALES = { fr: 'fr-FR', en: 'en-GB' }
const formats = new Map<string, Intl.NumberFormat>()
const digits = new Map<string, number>()

/** The same thought in both languages. */
export function both(tell: (language: Language) => string): Say {
  return { fr: tell('fr'), en: tell('en') }
}

/** Minor units: `312,80 €`, `69 €`, `€312.80`. Cents are told only where there are some. */
export function money(minor: number, currency: string, language: Language): string {
  const digits = fractionDigits(currency)
  const major = minor / 10 ** digits
  const decimals = Number.isInteger(major) ? 0 : digits
  return format(language, {
    style: 'currency',
    currency: safe(currency),
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })(major)
}

/** Digits after the point of a currency: 2 for EUR, 0 for JPY. */
export function fractionDigits(currency: string): number {
  let known = digits.get(currency)
  if (known === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency: safe(currency) })
    known = format.resolvedOptions().maximumFractionDigits ?? 2
    if (digits.size < 400) digits.set(currency, known) // there are fewer currencies in the world
  }
  return known
}

const NTH = {
  fr: 'zéro première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième'.split(
    ' ',
  ),
  en: 'zero first second third fourth fifth sixth seventh eighth ninth tenth'.split(' '),
}

/** `troisième`, `third`; figures from 11 on. */
export function nth(value: number, language: Language): string {
  const word = NTH[language][value]
  if (word !== undefined) return word
  if (language === 'fr') return `${value}e`
  const last = value % 100 > 10 && value % 100 < 14 ? 0 : value % 10
  return `${value}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`
}

/** A formatter that is made once for each language and way of printing. */
function format(language: Language, options: Intl.NumberFormatOptions): (value: number) => string {
  const key = `${language} ${options.currency ?? ''} ${options.minimumFractionDigits}`
  let known = formats.get(key)
  if (known === undefined) {
    known = new Intl.NumberFormat(LOCALES[language], options)
    formats.set(key, known)
  }
  return value =>
    known
      .format(value)
      .replace(/\u00a0/g, THIN)
      .replace('-', '−')
}

/** What is no currency prints as the generic sign and does not throw. */
function safe(currency: string): string {
  return /^[A-Za-z]{3}$/.test(currency) ? currency : 'XXX'
}
