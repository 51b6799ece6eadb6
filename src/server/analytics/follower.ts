import type { LogRecord } from '../../schema/record.ts'
import type { DuckDbAnalytics } from '../../store/duckdb/analytics.ts'
import type { LogReader } from '../../store/sqlite/log-reader.ts'

/** Records of one transaction: each settles visitors once. */
const AT_ONCE = 20_000
/** A question waits for no more than about so long. */
const ROUND_MS = 400

/** Brings the tables on, some moments at a time. */
export class Follower {
  readonly tables: DuckDbAnalytics
  readonly #log: LogReader
  #keptFrom = 0

  constructor(tables: DuckDbAnalytics, log: LogReader) {
    this.tables = tables
    this.#log = log
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

  async #dropBefore(day: number): Promise<void> {
    if (day <= this.#keptFrom) return
    await this.tables.dropBefore(day)
    this.#keptFrom = day
  }
}
