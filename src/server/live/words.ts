import type { Say } from '../../schema/live.ts'
import type { Language } from './options.ts'

/**
 * Numbers, money, quotes and lists as each language prints them. French uses the
 * thin no-break space (U+202F) that its typography asks for.
 */
const THIN = '\u202f'
const LOCALES = { fr: 'fr-FR', en: 'en-GB' }
const formats = new Map<string, Intl.NumberFormat>()
const digits = new Map<string, number>()

/** The same thought in both languages. */
export function both(tell: (language: Language) => string): Say {
  return { fr: tell('fr'), en: tell('en') }
}

/** `1 234,5` and `1,234.5`. */
export function number(value: number, language: Language, decimals = 0): string {
  return format(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })(
    value,
  )
}

/** `12,5 %` and `12.5%`, of a share from 0 to 1. */
export function percent(share: number, language: Language, decimals = 0): string {
  return `${number(share * 100, language, decimals)}${language === 'fr' ? `${THIN}%` : '%'}`
}

/** Minor units: `312,80 €`, `69 €`, `€312.80`. Cents are told only where there are some. */
export function money(minor: number, currency: string, language: Language): string {
  const digits = fractionDigits(currency)
  const major = minor / 10 ** digits
  const decimals = Number.isInteger(major) ? 0 : digits
  return format(language, {
    style: 'currency',
    currency,
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
const NTH = {
  fr: 'zéro première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième'.split(
    ' ',
  ),
  en: 'zero first second third fourth fifth sixth seventh eighth ninth tenth'.split(' '),
}

/** `trois`, `three`; figures from 13 on. */
export function count(value: number, language: Language): string {
  return COUNTS[language][value] ?? number(value, language)
}

/** `troisième`, `third`; figures from 11 on. */
export function nth(value: number, language: Language): string {
  const word = NTH[language][value]
  if (word !== undefined) return word
  if (language === 'fr') return `${value}e`
  const last = value % 100 > 10 && value % 100 < 14 ? 0 : value % 10
  return `${value}${['th', 'st', 'nd', 'rd'][last] ?? 'th'}`
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A category's name inside a sentence: `Ski > Chaussures de ski` is said `chaussures de ski`. */
export function small(text: string): string {
  // An acronym or a brand keeps its capitals: `GPS`, `VTT`.
  return /^\p{Lu}[\p{Ll}\s]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

function format(language: Language, options: Intl.NumberFormatOptions) {
  const currency = options.currency && safe(options.currency)
  const key = `${language} ${currency ?? ''} ${options.minimumFractionDigits}`
  let known = formats.get(key)
  if (known === undefined) {
    known = new Intl.NumberFormat(LOCALES[language], { ...options, currency })
    formats.set(key, known)
  }
  return (value: number) =>
    known
      .format(value)
      .replace(/\u00a0/g, THIN)
      .replace('-', '−')
}

/** What is no currency prints as the generic sign and does not throw. */
function safe(currency: string): string {
  return /^[A-Za-z]{3}$/.test(currency) ? currency : 'XXX'
}
