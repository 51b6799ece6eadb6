import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import {
  type AnalyticsQuestion,
  type AnalyticsTable,
  type AnalyticsValue,
  type FileFormat,
  TooSlow,
} from '../ports.ts'

const MOST_ROWS = 1_000
const WITHIN_MS = 5_000

/** @throws TooSlow when its time is up */
export async function answer(
  db: DuckDBConnection,
  { sql, values = [], most = MOST_ROWS, withinMs = WITHIN_MS }: AnalyticsQuestion,
): Promise<Omit<AnalyticsTable, 'position'>> {
  const bounded = `FROM (${sql}) LIMIT ${most + 1}`
  const read = await inTime(db, withinMs, () => db.runAndReadAll(bounded, values))
  const rows = read.getRows().map(row => row.map(plain))
  return { columns: read.columnNames(), rows: rows.slice(0, most), isCut: rows.length > most }
}

/** The file is whole when this resolves. */
export async function writeAnswer(
  db: DuckDBConnection,
  { sql, values = [], withinMs = WITHIN_MS }: AnalyticsQuestion,
  format: FileFormat,
  path: string,
): Promise<void> {
  const how = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd'
  const copy = `COPY (${sql}) TO '${path.replaceAll("'", "''")}' (${how})`
  await inTime(db, withinMs, () => db.run(copy, values))
}

async function inTime<T>(
  db: DuckDBConnection,
  withinMs: number,
  act: () => Promise<T>,
): Promise<T> {
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    db.interrupt()
  }, withinMs)
  try {
    return await act()
  } catch (error) {
    throw isLate ? new TooSlow(`the answer took longer than ${withinMs} ms`) : error
  } finally {
    clearTimeout(timer)
  }
}

/** Counts and sums fit a number; days, ids and the like are told as text. */
function plain(value: DuckDBValue): AnalyticsValue {
  if (typeof value === 'bigint') return Number(value)
  if (value === null || value === undefined) return null
  return typeof value === 'object' ? String(value) : value
}
