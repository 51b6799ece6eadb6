import type { Market, Product } from '../../schema/product.ts'
import type { NewRecord } from '../../schema/record.ts'
import { Batch } from './batch.ts'
import type { Parcel } from './parcels.ts'
import { type RemovalAsked, removals } from './removals.ts'
import { type FeedRun, record, Tally } from './run.ts'

/** What the log says a market's shelves hold. */
export interface ShelvesNow {
  /** Fingerprint of what its feed told last; 0 when it is not there, or its word is wanted again. */
  told(id: string): number
  /** How many products there are. */
  readonly count: number
  /** Those that were not `seen`, in order of entry. */
  missing(): string[]
  /** This id came in the feed, or was refused there: it is not gone. */
  see(id: string): void
}

export interface ProductRun extends FeedRun {
  market: Market
  shelves?: ShelvesNow
  /** A feed that lacks more than this share of the products known asks before any goes. */
  mostRemoved?: number
  /** The removal that this market's last feed asked for. */
  asked?: RemovalAsked
}

/**
 * Judged products as records of at most 100 each, then what was removed, then the
 * `feed_read`. Ids come from content: the same feed read twice appends nothing.
 */
export async function* productRecords(
  parcels: AsyncIterable<Parcel>,
  run: ProductRun,
): AsyncGenerator<NewRecord> {
  const { market, shelves } = run
  const place = `${run.feed}|${market.country}-${market.language}|${run.previous ?? ''}`
  const batch = new Batch<Product>()
  const tally = new Tally('products', run)
  let changes = 0
  for await (const parcel of parcels) {
    tally.add(parcel)
    for (const id of parcel.spared) shelves?.see(id)
    for (const { product, told, characters } of parcel.products) {
      tally.seal(told)
      if (!isNews(product, told, shelves)) continue
      changes++
      if (batch.add(product, String(told), characters))
        yield productsRecord(batch, market, place, run.now)
    }
  }
  if (batch.size > 0) yield productsRecord(batch, market, place, run.now)
  // A file that broke off does not tell what is gone.
  if (shelves && !tally.broken) {
    for (const removal of removals(run, shelves, place)) {
      changes++
      yield removal
    }
  }
  if (changes > 0 || !tally.isRepeated) yield tally.record()
}

function isNews(product: Product, told: number, shelves: ShelvesNow | undefined): boolean {
  const known = shelves?.told(product.id)
  shelves?.see(product.id)
  return known !== told
}

function productsRecord(batch: Batch<Product>, market: Market, place: string, now: number) {
  const { entries, seal } = batch.take()
  return record('products', `${place}|${seal}`, now, { market, products: entries })
}
