import type { AnalyticsQuestion, AnalyticsTable, FileFormat } from '../../store/ports.ts'

/** What is said between the server and the process beside it, a line of JSON each. */
export type ToProcess =
  /** Read on, for some moments, as far as the log is on disk; days before this one go. */
  | { follow: { until: number; keptFrom: number } }
  | { ask: AnalyticsQuestion }
  | { write: AnalyticsQuestion; format: FileFormat; path: string }

export type FromProcess =
  | { followed: number }
  | { table: AnalyticsTable }
  | { written: true }
  /** The question failed; the tables are as they were. */
  | { trouble: string; isLate: boolean }
