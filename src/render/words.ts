/**
 * The few words and figures a drawing adds to what the engine says, as the look
 * prints them: `69 €` and `4,8` in French, `€69` and `4.8` in English.
 */
export interface Words {
  why: string
  struck: string
}

const THIN = '\u202f'

const FRENCH: Words = {
  why: `Pourquoi cette sélection${THIN}?`,
  struck: 'Barré : le prix le plus bas des 30 jours d’avant',
}

const ENGLISH: Words = {
  why: 'Why this selection?',
  struck: 'Struck: lowest price of the previous 30 days',
}

/** `language` is BCP 47 as the page says it; what is not French reads English. */
export function wordsOf(language: string): Words {
  return /^fr\b/i.test(language) ? FRENCH : ENGLISH
}

/**
 * A price in words. `minor` units of an ISO 4217 code; whole amounts lose their zeros.
 * @returns undefined when the currency is not one: a price without its unit is not shown.
 */
export function money(minor: number, currency: string, language: string): string | undefined {
  if (!Number.isFinite(minor) || !/^[A-Z]{3}$/.test(currency)) return undefined
  const digits = formatter(language, currency).resolvedOptions().maximumFractionDigits ?? 2
  const amount = minor / 10 ** digits
  const format = formatter(language, currency, Number.isInteger(amount) ? 0 : digits)
  return format.format(amount).replaceAll('\u00a0', THIN)
}

export function figure(value: number, decimals: number, language: string): string {
  return formatter(language, undefined, decimals).format(value).replaceAll('\u00a0', THIN)
}

/** Making a formatter costs a hundred times more than using it. */
const formatters = new Map<string, Intl.NumberFormat>()

function formatter(language: string, currency?: string, decimals?: number): Intl.NumberFormat {
  const key = `${language} ${currency} ${decimals}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.NumberFormat(LANGUAGE.test(language) ? language : 'en', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      ...(currency && { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    })
    formatters.set(key, found)
  }
  return found
}

/** A page may say `lang="en_US"` or worse; Intl would throw. */
const LANGUAGE = /^[a-z]{2,3}(-[a-z]{4})?(-[a-z]{2})?$/i
