/**
 * The few words and figures a drawing adds to what the engine says, as the look
 * prints them: `1 234,50 €` and `4,8` in French, `€1,234.50` and `4.8` in English.
 *
 * Not by `Intl`: the first formatter of a page costs it 18 ms, 75 on a slow phone,
 * for a result that a test shows to be the same.
 */
export interface Words {
  why: string
  struck: string
  group: string
  decimal: string
}

const THIN = '\u202f'

const FRENCH: Words = {
  why: `Pourquoi cette sélection${THIN}?`,
  struck: 'Barré : le prix le plus bas des 30 jours d’avant',
  group: THIN,
  decimal: ',',
}

const ENGLISH: Words = {
  why: 'Why this selection?',
  struck: 'Struck: lowest price of the previous 30 days',
  group: ',',
  decimal: '.',
}

/** `language` is BCP 47 as the page says it; what is not French reads English. */
export function wordsOf(language: string): Words {
  return /^fr\b/i.test(language) ? FRENCH : ENGLISH
}

const SYMBOLS: Record<string, string> = { EUR: '€', GBP: '£', USD: '$', JPY: '¥' }
/** ISO 4217: most have two digits; these none (all francs but two among them), those of `THREE` three. */
const NONE = /[^DH]F|CLP|ISK|JPY|KRW|PYG|UGX|VND|VUV/
const THREE = /BHD|IQD|JOD|KWD|LYD|OMR|TND/

/**
 * A price in words. `minor` units of an ISO 4217 code; whole amounts lose their zeros.
 * @returns undefined when the currency is not one: a price without its unit is not shown.
 */
export function money(minor: number, currency: string, language: string): string | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined
  const digits = NONE.test(currency) ? 0 : THREE.test(currency) ? 3 : 2
  const amount = minor / 10 ** digits
  const text = figure(amount, Number.isInteger(amount) ? 0 : digits, language)
  const unit = SYMBOLS[currency] ?? currency
  if (wordsOf(language) === FRENCH) return text + THIN + unit
  return unit + (unit === currency ? THIN : '') + text
}

export function figure(value: number, decimals: number, language: string): string {
  const { group, decimal } = wordsOf(language)
  const [whole, part] = value.toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return part ? grouped + decimal + part : grouped
}
