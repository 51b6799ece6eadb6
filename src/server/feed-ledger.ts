import { type LogRecord, SHOP_PARTITION } from '../schema/record.ts'
import type { EventLog } from '../store/ports.ts'

/** The last run of a feed, as its `feed_read` record tells it. */
export interface LastRun {
  id: string
  source: string
  etag?: string
}

/** Which feeds were read, when last: read from the log once, when the first feed comes. */
export class FeedLedger {
  readonly #log: EventLog
  #runs?: Promise<Map<string, LastRun>>

  constructor(log: EventLog) {
    this.#log = log
  }

  async last(feed: string): Promise<LastRun | undefined> {
    this.#runs ??= this.#read()
    return (await this.#runs).get(feed)
  }

  async note(record: { id: string; body: { feed: string; source: string; etag?: string } }) {
    const { feed, source, etag } = record.body
    this.#runs ??= this.#read()
    ;(await this.#runs).set(feed, { id: record.id, source, ...(etag && { etag }) })
  }

  async #read(): Promise<Map<string, LastRun>> {
    const runs = new Map<string, LastRun>()
    for await (const records of this.#log.read({ partition: SHOP_PARTITION })) {
      for (const record of records) noteRun(runs, record)
    }
    return runs
  }
}

function noteRun(runs: Map<string, LastRun>, record: LogRecord): void {
  if (record.type !== 'feed_read') return
  const { feed, source, etag } = record.body
  runs.set(feed, { id: record.id, source, ...(etag && { etag }) })
}
