/**
 * Money on the wire is a number or a text in major units, written the way the
 * sender's country writes it. Here it becomes whole minor units, by decimal
 * digits and never by floating point: 1234.565 € is 123 457 cents, not 123 456.
 */

const NONE = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
)
const THREE = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))
/** Prices have those decimals there; Iraq's dinar has them by the norm alone, and `25.000 IQD` is much. */
const IN_THOUSANDTHS = new Set([...THREE].filter(currency => currency !== 'IQD'))

/** Decimals of a currency (ISO 4217). */
export function minorDigits(currency: string): 0 | 2 | 3 {
  return NONE.has(currency) ? 0 : THREE.has(currency) ? 3 : 2
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))
const SYMBOLS: Record<string, string> = {
  '€': 'EUR',
  $: 'USD',
  US$: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  CHF: 'CHF',
  Fr: 'CHF',
  zł: 'PLN',
  Kč: 'CZK',
  CA$: 'CAD',
  A$: 'AUD',
  '₩': 'KRW',
  '₹': 'INR',
  '₺': 'TRY',
}

/** An ISO 4217 code from `eur`, `EUR` or `€`; undefined when it is none. */
export function readCurrency(text: string): string | undefined {
  if (CURRENCIES.has(text)) return text
  const trimmed = text.trim()
  const upper = trimmed.toUpperCase()
  if (CURRENCIES.has(upper)) return upper
  return Object.hasOwn(SYMBOLS, trimmed) ? SYMBOLS[trimmed] : undefined
}

export interface Minor {
  minor: number
  /** It had more decimals than the currency. */
  rounded: boolean
}

const SCALES = [1, 10, 100, 1000]

/** @returns undefined for NaN and infinities. */
export function numberToMinor(value: number, digits: number): Minor | undefined {
  const scaled = value * SCALES[digits]
  const nearest = Math.round(scaled)
  if (Math.abs(scaled - nearest) < 1e-6) return { minor: nearest || 0, rounded: false }
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return undefined
  const text = String(value)
  return decimalToMinor(text.includes('e') ? value.toFixed(12) : text, digits)
}

/** `-1234.565`, digits and one point, to minor units, halves away from zero. */
export function decimalToMinor(decimal: string, digits: number): Minor | undefined {
  const negative = decimal.startsWith('-')
  const [whole, fraction = ''] = (negative ? decimal.slice(1) : decimal).split('.')
  if (whole.length > 15) return undefined
  const kept = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  const up = fraction.length > digits && fraction[digits] >= '5' ? 1 : 0
  const minor = kept + up
  if (!Number.isSafeInteger(minor)) return undefined
  const rounded = /[1-9]/.test(fraction.slice(digits))
  return { minor: negative && minor !== 0 ? -minor : minor, rounded }
}

/** A price as people write it, taken apart. */
export interface PriceText {
  /** Digits with at most one point, maybe a minus before. */
  decimal: string
  currency?: string
}

const SPACES = /[\s\u00a0\u202f\u2009'’]/g
const SHAPE = /^([^\d.,-]*)(-?)([^\d.,-]*)([\d.,]+)(?:,?-|,--)?([^\d.,-]*)$/

/**
 * `12,99 EUR`, `1 234,50 €`, `€12.99`, `1.234,50`; undefined when it is no price.
 * @param elsewhere the currency that a price is in when it names none
 */
export function readPrice(text: string, elsewhere?: string): PriceText | undefined {
  if (text.length > 64) return undefined
  const parts = SHAPE.exec(text.replace(SPACES, ''))
  if (!parts) return undefined
  const [, before, minus, between, digits, after] = parts
  const word = before || between || after
  const words = [before, between, after].filter(Boolean)
  if (words.length > 1 && new Set(words).size > 1) return undefined
  const currency = word ? readCurrency(word) : undefined
  if (word && !currency) return undefined
  const decimal = readDigits(digits, currency, elsewhere)
  if (decimal === undefined) return undefined
  return { decimal: minus + decimal, currency }
}

/**
 * Which mark is the decimal one? The last of two kinds; a lone one, unless it
 * stands where thousands stand: `1,234` and `1.234 €`, but `12,500 TND` is how a
 * price in Tunis is written out, `1.234 KWD` one in Kuwait, and a bare `1.234` is
 * how machines write decimals.
 */
function readDigits(digits: string, currency: string | undefined, elsewhere: string | undefined) {
  const comma = digits.lastIndexOf(',')
  const point = digits.lastIndexOf('.')
  if (comma < 0 && point < 0) return digits
  const last = Math.max(comma, point)
  const mark = digits[last]
  const other = mark === ',' ? '.' : ','
  const single = digits.indexOf(mark) === last
  const thousands = /^[1-9]\d{0,2}$/.test(digits.slice(0, last)) && digits.length - last === 4
  if (!digits.includes(other)) {
    if (!single) return ungroup(digits, mark)
    const isPrecise = IN_THOUSANDTHS.has(currency ?? elsewhere ?? '')
    const isBare = mark === '.' && currency === undefined
    if (thousands && !isPrecise && !isBare) return ungroup(digits, mark)
    return join(digits.slice(0, last), digits.slice(last + 1))
  }
  if (!single) return undefined
  const whole = ungroup(digits.slice(0, last), other)
  return whole === undefined ? undefined : join(whole, digits.slice(last + 1))
}

function ungroup(digits: string, mark: string): string | undefined {
  const groups = digits.split(mark)
  const right = groups[0].length <= 3 && groups.slice(1).every(group => group.length === 3)
  return right && groups[0] !== '' ? groups.join('') : undefined
}

function join(whole: string, fraction: string): string | undefined {
  if (whole === '' && fraction === '') return undefined
  if (!/^\d*$/.test(whole) || !/^\d*$/.test(fraction)) return undefined
  return fraction === '' ? whole : `${whole || '0'}.${fraction}`
}
