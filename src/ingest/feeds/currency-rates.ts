import type { CurrencyRate } from '../../schema/currency-rate.ts'
import type { Hearing, Loose } from '../hearing.ts'
import { minorDigits } from '../money.ts'
import { readDay } from './day.ts'
import { type RowReading, readEntries } from './keyed-rows.ts'

/**
 * The keyed feed of rates: CSV `currency,day,rate` (or JSON). A rate is what one unit is worth
 * in the reporting currency, as newspapers print it; it is kept for minor units.
 */
export function readCurrencyRates(
  source: AsyncIterable<Uint8Array>,
  shop: { currency: string },
): AsyncGenerator<RowReading<CurrencyRate>> {
  return readEntries(source, (entry, hearing) => readEntry(entry, shop.currency, hearing))
}

function readEntry(entry: Loose, reporting: string, hearing: Hearing): CurrencyRate {
  const currency = hearing.currency(entry.currency, 'currency')
  if (currency === undefined) return hearing.refuse('currency', 'missing', 'Name the currency.')
  const plain = typeof entry.rate === 'string' && /^\d{1,9}(\.\d{1,12})?$/.test(entry.rate)
  const rate = hearing.number(plain ? Number(entry.rate) : entry.rate, 'rate')
  if (rate === undefined) return hearing.refuse('rate', 'missing', 'Say what one unit is worth.')
  if (rate <= 0 || rate > 1e6) {
    return hearing.refuse('rate', 'out_of_range', 'A rate lies above 0 and up to 10^6.')
  }
  const scale = 10 ** (minorDigits(reporting) - minorDigits(currency))
  return { currency, day: readDay(entry.day ?? entry.date, hearing), rate: rate * scale }
}
