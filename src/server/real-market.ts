import { isLanguage, readCurrency } from '../ingest/index.ts'
import type { Market } from '../schema/product.ts'
import { Problem } from './problem.ts'

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

const CODES = [
  // "ZZ" stands for an unknown country.
  { field: 'country', example: 'FR', isOne: code => code !== 'ZZ' && !!regions.of(code) },
  { field: 'language', example: 'fr', isOne: isLanguage },
  { field: 'currency', example: 'EUR', isOne: code => readCurrency(code) === code },
] satisfies { field: keyof Market; example: string; isOne: (code: string) => boolean }[]

/**
 * A market by a slip of the pen is a shop window that nobody ever asks for, and it stays.
 * @throws Problem 400 that names the field whose code stands for nothing
 */
export function requireRealMarket(market: Partial<Market>): void {
  for (const { field, example, isOne } of CODES) {
    const code = market[field]
    if (code === undefined || isOne(code)) continue
    const detail = `"${code}" is the code of no ${field}: send one such as ${example}.`
    const params = { why: field, code, example }
    throw new Problem(400, 'unknown_value', detail, { field: `/${field}`, params })
  }
}
