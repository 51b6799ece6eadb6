import { uuidV5 } from '../../core/visitor-key.ts'
import type { Content, Cost, Market, Product } from '../../schema/product.ts'
import {
  type FeedRead,
  type NewRecord,
  RECORD_VERSIONS,
  type RecordBodies,
  SHOP_PARTITION,
} from '../../schema/record.ts'
import { canonical } from '../canonical.ts'
import type { RowReading } from './keyed-rows.ts'
import type { ProductReading } from './merchant.ts'

/** Most entries of one record, and about how many characters they may have together. */
const ENTRIES = 500
const CHARACTERS = 1_000_000

export interface FeedRun {
  /** Name of the feed, `products-FR-fr`. */
  feed: string
  /** Where it came from: a file name or an address. */
  source: string
  /** Now, ms. */
  now: number
  etag?: string
  /**
   * Id of this feed's last `feed_read` record. It enters every id, so that a price
   * that goes there and back within 8 days is not taken for a repetition, while a
   * run that was cut short repeats itself and appends nothing twice.
   */
  previous?: string
  /** Told each row's fate, for quarantine and console. */
  report?: (reading: ProductReading | RowReading<Cost> | RowReading<Content>) => void
}

export interface ProductRun extends FeedRun {
  market: Market
  /**
   * Products of this market as they stand: id → `productDigest`. Those unchanged
   * are not written again; those the feed no longer has are removed, unless the
   * reading broke off, brought nothing, or only refused their rows.
   */
  known?: ReadonlyMap<string, string>
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
    if (run.known?.get(reading.product.id) === digest) continue
    if (batch.add(reading.product, digest)) yield productsRecord(batch, market, place, run.now)
  }
  if (batch.size > 0) yield productsRecord(batch, market, place, run.now)
  if (!tally.broken && tally.brought) yield* removals([...gone.keys()], market, place, run.now)
  yield tally.record()
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

/** Judged costs as records of at most 500 each, then the `feed_read`. */
export async function* costRecords(
  readings: AsyncIterable<RowReading<Cost>>,
  run: FeedRun,
): AsyncGenerator<NewRecord> {
  const place = `${run.feed}|${run.previous ?? ''}`
  const batch = new Batch<Cost>()
  const tally = new Tally('costs', run)
  const close = () => {
    const { entries, seal } = batch.take()
    return record('costs', `${place}|${seal}`, run.now, { costs: entries })
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

type FeedRecordType =
  | 'products'
  | 'products_removed'
  | 'costs'
  | 'content'
  | 'content_removed'
  | 'feed_read'

function record<T extends FeedRecordType>(
  type: T,
  content: string,
  now: number,
  body: RecordBodies[T],
): NewRecord {
  return {
    id: uuidV5(type, content),
    partition: SHOP_PARTITION,
    type,
    version: RECORD_VERSIONS[type],
    receivedAt: now,
    body,
  } as NewRecord
}

/** Entries on their way into one record, and what its id is made of. */
class Batch<T> {
  #entries: T[] = []
  #seals: string[] = []
  #characters = 0

  get size(): number {
    return this.#entries.length
  }

  /** @returns whether it is full */
  add(entry: T, seal: string): boolean {
    this.#entries.push(entry)
    this.#seals.push(seal)
    this.#characters += JSON.stringify(entry).length
    return this.#entries.length >= ENTRIES || this.#characters >= CHARACTERS
  }

  take(): { entries: T[]; seal: string } {
    const taken = { entries: this.#entries, seal: this.#seals.join('|') }
    this.#entries = []
    this.#seals = []
    this.#characters = 0
    return taken
  }
}

/** How a run went: rows, and how many were kept, repaired and refused. */
class Tally {
  /** The reading ended before the file did. */
  broken = false
  /** Something was kept. */
  brought = false
  readonly #read: FeedRead
  readonly #run: FeedRun
  #seal = ''

  constructor(kind: FeedRead['kind'], run: FeedRun) {
    const { feed, source, now, etag } = run
    this.#run = run
    this.#read = { feed, kind, source, time: now, rows: 0, accepted: 0, repaired: 0, refused: 0 }
    if (etag !== undefined) this.#read.etag = etag
  }

  count(reading: ProductReading | RowReading<Cost> | RowReading<Content>): void {
    this.#run.report?.(reading)
    if (reading.fatal) this.broken = true
    if (reading.fatal || reading.line > 0) {
      this.#read.rows++
      if (reading.refused) this.#read.refused++
      else this.#read.accepted++
      if (reading.repairs.length > 0) this.#read.repaired++
    }
  }

  /** Content that was kept, for the id. */
  seal(content: string): void {
    this.brought = true
    this.#seal = uuidV5('seal', `${this.#seal}${content}`)
  }

  record(): NewRecord {
    const { feed, rows, refused } = this.#read
    const content = [feed, this.#run.previous ?? '', this.#seal, rows, refused].join('|')
    return record('feed_read', content, this.#run.now, this.#read)
  }
}
