import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DuckDbAnalytics } from '../../store/duckdb/analytics.ts'
import type { AnalyticsQuestion, AnalyticsTable, EventLog, FileFormat } from '../../store/ports.ts'
import type { AnalyticsDesk } from './desk.ts'
import { readingOf } from './tables-file.ts'

/**
 * The desk without a process or a file of its own, for a shop that is forgotten with the
 * process: it reads the log when it is asked.
 */
export class AnalyticsHere implements AnalyticsDesk {
  readonly #log: EventLog
  readonly #filesDir: string
  #tables?: Promise<DuckDbAnalytics>

  constructor(log: EventLog, filesDir: string) {
    this.#log = log
    this.#filesDir = filesDir
  }

  readonly behind = 0

  async ask(question: AnalyticsQuestion): Promise<AnalyticsTable> {
    return await (await this.#followed()).ask(question)
  }

  async write(question: AnalyticsQuestion, format: FileFormat): Promise<string> {
    const path = join(this.#filesDir, `${randomUUID()}.${format}`)
    await (await this.#followed()).write(question, format, path)
    return path
  }

  async close(): Promise<void> {
    await (await this.#tables)?.close()
  }

  async #followed(): Promise<DuckDbAnalytics> {
    this.#tables ??= DuckDbAnalytics.open({ filesDir: this.#filesDir, readingOf })
    const tables = await this.#tables
    for await (const records of this.#log.read({ after: tables.position })) {
      await tables.follow(records)
    }
    return tables
  }
}
