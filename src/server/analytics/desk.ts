import type { AnalyticsQuestion, AnalyticsTable, FileFormat } from '../../store/ports.ts'

/** Where routes ask what is in the tables of the log. */
export interface AnalyticsDesk {
  /** Places of the log that are on disk and not in the tables yet; undefined when nobody knows. */
  readonly behind: number | undefined
  /** @throws Problem 503 when it is not there, busy, or takes too long */
  ask(question: AnalyticsQuestion): Promise<AnalyticsTable>
  /**
   * The whole answer as a file, which the caller reads and removes.
   * @returns its path
   * @throws Problem 503 as above
   */
  write(question: AnalyticsQuestion, format: FileFormat): Promise<string>
}
