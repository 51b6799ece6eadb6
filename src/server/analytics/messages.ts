import type { AnalyticsQuestion, AnalyticsTable, FileFormat } from '../../store/ports.ts'

/** The tables, in the folder of the shop. */
export const TABLES_FILE = 'analytics.duckdb'

/** What is said between the server and the process beside it, a line of JSON each. */
export type ToProcess =
  /** Read on, for some moments, as far as the log is on disk; days before this one go. */
  | { follow: { until: number; keptFrom: number } }
  | { ask: AnalyticsQuestion }
  | { write: AnalyticsQuestion; format: FileFormat; path: string }
  /** Somebody was forgotten: put the tables into a new file, however long it takes. */
  | { anew: true }
  /** Nobody has asked for long: end. */
  | { rest: true }

export type FromProcess =
  | { followed: number; isDueAnew: boolean }
  | { anew: true }
  | { table: AnalyticsTable }
  | { written: true }
  | { rested: true }
  /** The question failed; the tables are as they were. */
  | { trouble: string; isLate: boolean }
