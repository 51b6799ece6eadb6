import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { arrivalOf } from '../../engine/genome/source.ts'
import { sliceOf } from '../../engine/prove/split.ts'
import type { ShopOpened } from '../../schema/record.ts'
import { DuckDbAnalytics } from '../../store/duckdb/analytics.ts'
import type { Reading } from '../../store/duckdb/rows.ts'

/** What a store is told of how the engine reads a record. */
export function readingOf({ salt, settings }: ShopOpened): Reading {
  const { holdout, uniform } = settings
  return {
    sourceOf: context => arrivalOf(context)?.source,
    sliceOf: visitor => sliceOf(visitor, salt, holdout, uniform),
  }
}

/**
 * The tables of a log; those that are damaged, of another build or of another log are made
 * again.
 * @param log id of its first record
 * @throws Error while another process has them open: they are whole, and soon free
 */
export async function openTables(
  path: string,
  filesDir: string,
  log: string,
): Promise<DuckDbAnalytics> {
  try {
    const tables = await DuckDbAnalytics.open({ path, filesDir, readingOf })
    if (tables.log === '' || tables.log === log) return tables
    await tables.close()
  } catch (error) {
    if (/could not set lock/i.test((error as Error).message)) throw error
    // Whatever else is wrong with a projection, the log has all of it.
  }
  dropTables(path)
  return await DuckDbAnalytics.open({ path, filesDir, readingOf })
}

/** The same tables in a new file: of those who were forgotten, it never held anything. */
export async function madeAnew(
  tables: DuckDbAnalytics,
  path: string,
  filesDir: string,
): Promise<DuckDbAnalytics> {
  const fresh = join(filesDir, 'fresh.duckdb')
  dropTables(fresh)
  await tables.copyTo(fresh)
  await tables.close()
  renameSync(fresh, path)
  return await DuckDbAnalytics.open({ path, filesDir, readingOf })
}

function dropTables(path: string): void {
  for (const file of [path, `${path}.wal`]) rmSync(file, { force: true })
}
