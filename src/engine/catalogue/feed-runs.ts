import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { RecordOf } from '../../schema/record.ts'

/** The last run of a feed, as its `feed_read` record tells it. */
export interface LastRun {
  id: string
  /** Id of the run before. */
  previous?: string
  source: string
  etag?: string
}

/** Which feeds were read, and how each was read last. */
export class FeedRuns {
  readonly #runs = new Map<string, LastRun>()

  note({ id, body }: RecordOf<'feed_read'>): void {
    const { feed, source, etag } = body
    const previous = this.#runs.get(feed)?.id
    this.#runs.set(feed, { id, source, ...(previous && { previous }), ...(etag && { etag }) })
  }

  last(feed: string): LastRun | undefined {
    return this.#runs.get(feed)
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify([...this.#runs]))
  }

  static load(reader: ByteReader): FeedRuns {
    const runs = new FeedRuns()
    for (const [feed, run] of JSON.parse(reader.text()) as [string, LastRun][]) {
      runs.#runs.set(feed, run)
    }
    return runs
  }
}
