import type { Cost } from '../../schema/product.ts'
import type { Hearing, Loose } from '../hearing.ts'
import { type RowReading, readEntries } from './keyed-rows.ts'

/**
 * The keyed feed of costs: CSV `id,cost,currency` (or JSON), without VAT. It comes
 * from a place of its own and never from the public feed.
 */
export function readCosts(
  source: AsyncIterable<Uint8Array>,
  market: { currency: string },
): AsyncGenerator<RowReading<Cost>> {
  return readEntries(source, (entry, hearing) => readCost(entry, market.currency, hearing))
}

function readCost(entry: Loose, defaultCurrency: string, hearing: Hearing): Cost {
  const sku = hearing.id(entry.id ?? entry.sku, 'id')
  if (sku === undefined) return hearing.refuse('id', 'missing', 'Name the SKU, as in the feed.')
  const told = hearing.currency(entry.currency, 'currency')
  const currency = told ?? defaultCurrency
  const plain = typeof entry.cost === 'string' && /^\d{1,12}(\.\d{1,3})?$/.test(entry.cost)
  const cost = hearing.money(plain ? Number(entry.cost) : entry.cost, 'cost', currency)
  if (cost === undefined) return hearing.refuse('cost', 'missing', 'Say the cost, without VAT.')
  if (cost < 0) return hearing.refuse('cost', 'negative', 'A cost may not be negative.')
  return { sku, cost, currency }
}
