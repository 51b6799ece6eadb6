import { HOUR } from '../../core/clock.ts'
import type { LogRecord } from '../../schema/record.ts'
import type { DuckDbAnalytics } from '../../store/duckdb/analytics.ts'
import type { LogReader } from '../../store/sqlite/log-reader.ts'

/** Records of one transaction: each settles visitors once. */
const AT_ONCE = 20_000
/** A question waits for no more than about so long. */
const ROUND_MS = 400

/** A file of ten million events takes half a minute to make anew. */
const ANEW_EVERY_MS = HOUR

/** Brings the tables on, some moments at a time. */
export class Follower {
  #tables: DuckDbAnalytics
  readonly #log: LogReader
  readonly #makeAnew: (tables: DuckDbAnalytics) => Promise<DuckDbAnalytics>
  #keptFrom = 0
  #anewAt = Number.NEGATIVE_INFINITY

  /** @param makeAnew the same tables in a file that holds nothing else */
  constructor(
    tables: DuckDbAnalytics,
    log: LogReader,
    makeAnew: (tables: DuckDbAnalytics) => Promise<DuckDbAnalytics>,
  ) {
    this.#tables = tables
    this.#log = log
    this.#makeAnew = makeAnew
  }

  get tables(): DuckDbAnalytics {
    return this.#tables
  }

  /** @returns the place it has reached, before `until` when the moments were over */
  async follow({ until, keptFrom }: { until: number; keptFrom: number }): Promise<number> {
    const began = performance.now()
    let some: LogRecord[] = []
    for await (const records of this.#log.read({ after: this.tables.position, until })) {
      some.push(...records)
      const isOver = performance.now() - began > ROUND_MS
      if (some.length >= AT_ONCE || isOver) {
        await this.tables.follow(some)
        some = []
      }
      if (isOver) return this.tables.position
    }
    await this.tables.follow(some)
    await this.#dropBefore(keptFrom)
    return until
  }

  /** The file still holds what its tables let go of, and was not made anew within the hour. */
  get isDueAnew(): boolean {
    return this.tables.hasForgotten && performance.now() - this.#anewAt >= ANEW_EVERY_MS
  }

  /** Whoever was forgotten since the file was made anew is not to lie in it while it rests. */
  async rest(): Promise<void> {
    await this.forgetSurely()
    await this.tables.close()
  }

  /** What a table lets go of stays in its file until something takes its place. */
  async forgetSurely(): Promise<void> {
    if (!this.tables.hasForgotten) return
    this.#anewAt = performance.now()
    this.#tables = await this.#makeAnew(this.tables)
  }

  async #dropBefore(day: number): Promise<void> {
    if (day <= this.#keptFrom) return
    await this.tables.dropBefore(day)
    this.#keptFrom = day
  }
}
