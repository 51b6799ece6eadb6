import type { CampaignCost } from '../../schema/campaign-cost.ts'
import type { CurrencyRate } from '../../schema/currency-rate.ts'
import type { Content, Cost } from '../../schema/product.ts'
import type { NewRecord, RecordBodies } from '../../schema/record.ts'
import { canonical } from '../canonical.ts'
import { Batch } from './batch.ts'
import type { RowReading } from './keyed-rows.ts'
import { type FeedRun, record, Tally } from './run.ts'

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

/** Judged rows as records of at most 100 each, then the `feed_read`. */
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

/** Judged content as records of at most 100 each, what is gone of `known`, then the `feed_read`. */
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
