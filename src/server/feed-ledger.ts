import { KnownProducts } from '../ingest/index.ts'
import type { Market } from '../schema/product.ts'
import { type LogRecord, SHOP_PARTITION } from '../schema/record.ts'
import type { EventLog } from '../store/ports.ts'

/** The last run of a feed, as its `feed_read` record tells it. */
export interface LastRun {
  id: string
  source: string
  etag?: string
}

/**
 * Which feeds were read, when last, and what each market's shelves hold since: read
 * from the log once, when the first feed comes, and followed from then on.
 */
export class FeedLedger {
  readonly #log: EventLog
  readonly #runs = new Map<string, LastRun>()
  readonly #shelves = new KnownProducts()
  #reading?: Promise<void>
  /** What was written while the log was being read; undefined when it has been read. */
  #meanwhile: LogRecord[] | undefined = []

  constructor(log: EventLog) {
    this.#log = log
  }

  /** Told of every record as it is applied. */
  observe(record: LogRecord): void {
    if (record.partition !== SHOP_PARTITION || this.#reading === undefined) return
    if (this.#meanwhile) this.#meanwhile.push(record)
    else this.#note(record)
  }

  async last(feed: string): Promise<LastRun | undefined> {
    await this.#ready()
    return this.#runs.get(feed)
  }

  /** What a market's shelves hold, so that a feed read again writes only what changed. */
  async shelves(market: Market): Promise<ReturnType<KnownProducts['of']>> {
    await this.#ready()
    return this.#shelves.of(market)
  }

  #ready(): Promise<void> {
    this.#reading ??= this.#read().catch(error => {
      // Whoever asks next reads again: what is noted twice is noted once.
      this.#reading = undefined
      this.#meanwhile = []
      throw error
    })
    return this.#reading
  }

  async #read(): Promise<void> {
    let last = 0
    for await (const records of this.#log.read({ partition: SHOP_PARTITION })) {
      for (const record of records) this.#note(record)
      last = records[records.length - 1].position
    }
    for (const record of this.#meanwhile ?? []) if (record.position > last) this.#note(record)
    this.#meanwhile = undefined
  }

  #note(record: LogRecord): void {
    this.#shelves.note(record)
    if (record.type !== 'feed_read') return
    const { feed, source, etag } = record.body
    this.#runs.set(feed, { id: record.id, source, ...(etag && { etag }) })
  }
}
