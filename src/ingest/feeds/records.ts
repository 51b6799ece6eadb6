import { uuidV5 } from '../../core/visitor-key.ts'
import type { CampaignCost } from '../../schema/campaign-cost.ts'
import type { CurrencyRate } from '../../schema/currency-rate.ts'
import type { Content, Cost, Market, Product } from '../../schema/product.ts'
import type { NewRecord, RecordBodies } from '../../schema/record.ts'
import { canonical } from '../canonical.ts'
import { Batch, ENTRIES } from './batch.ts'
import type { RowReading } from './keyed-rows.ts'
import type { ProductReading } from './merchant.ts'
import { type FeedRun, record, Tally } from './run.ts'

export interface ProductRun extends FeedRun {
  market: Market
  /**
   * Products of this market as they stand: id → `productDigest`. Those unchanged
   * are not written again; those the feed no longer has are removed, unless the
   * reading broke off, brought nothing, or only refused their rows.
   */
  known?: ReadonlyMap<string, string>
  /** SKUs whose offer changed since by a delta: the feed's word counts again. */
  touched?: ReadonlySet<string>
}

/** What a product says, in 36 characters. */
export function productDigest(product: Product): string {
  return uuidV5('product', canonical(product))
}

/**
 * Judged products as records of at most 500 each, then what was removed, then the
 * `feed_read`. Ids come from content: the same feed read twice appends nothing.
 */
export async function* productRecords(
  readings: AsyncIterable<ProductReading>,
  run: ProductRun,
): AsyncGenerator<NewRecord> {
  const { market } = run
  const place = `${run.feed}|${market.country}-${market.language}|${run.previous ?? ''}`
  const gone = new Map(run.known)
  const batch = new Batch<Product>()
  const tally = new Tally('products', run)
  for await (const reading of readings) {
    tally.count(reading)
    if (reading.refused?.item !== undefined) gone.delete(reading.refused.item)
    if (!reading.product) continue
    const digest = productDigest(reading.product)
    tally.seal(digest)
    gone.delete(reading.product.id)
    if (run.known?.get(reading.product.id) === digest && !isTouched(reading.product, run)) continue
    if (batch.add(reading.product, digest)) yield productsRecord(batch, market, place, run.now)
  }
  if (batch.size > 0) yield productsRecord(batch, market, place, run.now)
  if (!tally.broken && tally.brought) yield* removals([...gone.keys()], market, place, run.now)
  yield tally.record()
}

function isTouched(product: Product, { touched }: ProductRun): boolean {
  return touched !== undefined && product.skus.some(sku => touched.has(sku.id))
}

function productsRecord(batch: Batch<Product>, market: Market, place: string, now: number) {
  const { entries, seal } = batch.take()
  return record('products', `${place}|${seal}`, now, { market, products: entries })
}

function* removals(
  ids: string[],
  market: Market,
  place: string,
  now: number,
): Generator<NewRecord> {
  for (let from = 0; from < ids.length; from += ENTRIES) {
    const some = ids.slice(from, from + ENTRIES)
    yield record('products_removed', `${place}|${some.join('|')}`, now, { market, ids: some })
  }
}

export function costRecords(readings: AsyncIterable<RowReading<Cost>>, run: FeedRun) {
  return entryRecords('costs', readings, run, costs => ({ costs }))
}

export function campaignCostRecords(
  readings: AsyncIterable<RowReading<CampaignCost>>,
  run: FeedRun,
) {
  return entryRecords('campaign_costs', readings, run, costs => ({ costs }))
}

export function currencyRateRecords(
  readings: AsyncIterable<RowReading<CurrencyRate>>,
  run: FeedRun,
) {
  return entryRecords('currency_rates', readings, run, rates => ({ rates }))
}

/** Judged rows as records of at most 500 each, then the `feed_read`. */
async function* entryRecords<T, K extends 'costs' | 'campaign_costs' | 'currency_rates'>(
  type: K,
  readings: AsyncIterable<RowReading<T>>,
  run: FeedRun,
  bodyOf: (entries: T[]) => RecordBodies[K],
): AsyncGenerator<NewRecord> {
  const place = `${run.feed}|${run.previous ?? ''}`
  const batch = new Batch<T>()
  const tally = new Tally(type, run)
  const close = () => {
    const { entries, seal } = batch.take()
    return record(type, `${place}|${seal}`, run.now, bodyOf(entries))
  }
  for await (const reading of readings) {
    tally.count(reading)
    if (!reading.kept) continue
    const text = canonical(reading.kept)
    tally.seal(text)
    if (batch.add(reading.kept, text)) yield close()
  }
  if (batch.size > 0) yield close()
  yield tally.record()
}

/** Judged content as records of at most 500 each, what is gone of `known`, then the `feed_read`. */
export async function* contentRecords(
  readings: AsyncIterable<RowReading<Content>>,
  run: FeedRun & { known?: Iterable<string> },
): AsyncGenerator<NewRecord> {
  const place = `${run.feed}|${run.previous ?? ''}`
  const gone = new Set(run.known)
  const batch = new Batch<Content>()
  const tally = new Tally('content', run)
  const close = () => {
    const { entries, seal } = batch.take()
    return record('content', `${place}|${seal}`, run.now, { contents: entries })
  }
  for await (const reading of readings) {
    tally.count(reading)
    if (reading.refused?.id !== undefined) gone.delete(reading.refused.id)
    if (!reading.kept) continue
    gone.delete(reading.kept.id)
    const text = canonical(reading.kept)
    tally.seal(text)
    if (batch.add(reading.kept, text)) yield close()
  }
  if (batch.size > 0) yield close()
  if (!tally.broken && tally.brought && gone.size > 0) {
    const ids = [...gone]
    yield record('content_removed', `${place}|${ids.join('|')}`, run.now, { ids })
  }
  yield tally.record()
}
