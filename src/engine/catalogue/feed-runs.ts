import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { FeedRead, RecordOf } from '../../schema/record.ts'

/** Runs told of each feed. */
const MOST_RUNS = 12

/** The last run of a feed, as its `feed_read` record tells it. */
export interface LastRun {
  id: string
  /** Id of the run before. */
  previous?: string
  source: string
  etag?: string
}

interface Known extends LastRun {
  /** How the last runs went, newest last. */
  runs: FeedRead[]
}

/** Which feeds were read, and how each was read lately. */
export class FeedRuns {
  readonly #feeds = new Map<string, Known>()

  note({ id, body }: RecordOf<'feed_read'>): void {
    const { feed, source, etag } = body
    const known = this.#feeds.get(feed)
    const previous = known?.id
    this.#feeds.set(feed, {
      id,
      source,
      ...(previous && { previous }),
      ...(etag && { etag }),
      runs: [...(known?.runs ?? []), body].slice(-MOST_RUNS),
    })
  }

  last(feed: string): LastRun | undefined {
    return this.#feeds.get(feed)
  }

  /** Each feed's last runs, newest first. */
  lately(): FeedRead[][] {
    return [...this.#feeds.values()].map(({ runs }) => runs.toReversed())
  }

  save(writer: ByteWriter): void {
    writer.text(JSON.stringify([...this.#feeds]))
  }

  static load(reader: ByteReader): FeedRuns {
    const runs = new FeedRuns()
    for (const [feed, run] of JSON.parse(reader.text()) as [string, Known][]) {
      runs.#feeds.set(feed, run)
    }
    return runs
  }
}
