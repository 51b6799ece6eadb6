import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { SLICES } from '../schema/decision.ts'
import type { Context } from '../schema/event.ts'
import { analyticsConformance } from './conformance/analytics.ts'
import { DuckDbAnalytics } from './duckdb/analytics.ts'

const dir = mkdtempSync(join(tmpdir(), 'vitrine-tables-'))
after(() => rmSync(dir, { recursive: true }))

const readingOf = () => ({
  sourceOf: (context: Context | undefined) => WORDS[context?.campaign?.medium ?? ''],
  sliceOf: (key: string) => SLICES[key.charCodeAt(key.length - 1) % 3],
})
const WORDS: Record<string, string> = { cpc: 'ad', organic: 'search', email: 'email' }

analyticsConformance('duckdb', () => DuckDbAnalytics.open({ readingOf }))

test('a file is written where files may be, and nowhere else', async () => {
  const tables = await DuckDbAnalytics.open({ readingOf, filesDir: dir })
  const path = join(dir, 'two.csv')
  const question = { sql: "SELECT 1 AS n, 'a, b' AS words" }
  await tables.write(question, 'csv', path)
  assert.equal(readFileSync(path, 'utf8'), 'n,words\n1,"a, b"\n')
  const elsewhere = join(dir, '..', 'vitrine-elsewhere.csv')
  await assert.rejects(tables.write(question, 'csv', elsewhere), /Cannot access file/)
  const reads = tables.ask({ sql: "SELECT * FROM read_csv('/etc/passwd')" })
  await assert.rejects(reads, /Cannot access file/)
  await tables.close()
})

test('tables that were closed go on where they were; a Parquet file is one', async () => {
  const path = join(dir, 'kept.duckdb')
  const first = await DuckDbAnalytics.open({ readingOf, path, filesDir: dir })
  assert.equal(first.position, 0)
  await first.write({ sql: 'SELECT 42 AS answer' }, 'parquet', join(dir, 'one.parquet'))
  await first.close()
  assert.equal(readFileSync(join(dir, 'one.parquet')).subarray(0, 4).toString(), 'PAR1')
  const again = await DuckDbAnalytics.open({ readingOf, path, filesDir: dir })
  const sql = `SELECT answer FROM read_parquet('${join(dir, 'one.parquet')}')`
  assert.deepEqual((await again.ask({ sql })).rows, [[42]])
  await again.close()
})
