import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type LogRecord, RECORD_VERSIONS, upcast } from '../schema/record.ts'
import { Engine } from './engine.ts'

/**
 * Records of version 1 as they were written, for ever: the file is only ever added to.
 * A new type, or a new version of one, adds lines at its end, and what the report then
 * says is added to `version-1.report.json`; what stands in either is never changed. But for two
 * that were wrong: an experience was credited with an order that no server had told, which
 * every other figure leaves out (`test/recount.test.ts`), and whoever signed in was dealt anew, and
 * all they had brought with them (`prove/slice-for-life.test.ts`).
 */
const folder = join(import.meta.dirname, 'golden')
const lines = readFileSync(join(folder, 'version-1.jsonl'), 'utf8').trimEnd().split('\n')
const stored = lines.map(line => JSON.parse(line) as LogRecord)

test('every type of record stands in the golden corpus, in every version there was', () => {
  const held = new Set(stored.map(({ type, version }) => `${type} ${version}`))
  for (const [type, newest] of Object.entries(RECORD_VERSIONS)) {
    for (let version = 1; version <= newest; version++) {
      assert.ok(held.has(`${type} ${version}`), `add a "${type}" of version ${version} to it`)
    }
  }
})

test('records of version 1 are read as they always were', () => {
  const expected = JSON.parse(readFileSync(join(folder, 'version-1.report.json'), 'utf8'))
  const report = replay(stored).report({ kind: 'summary' })
  // What a report says may grow; what it said of these records stays.
  assert.partialDeepStrictEqual(JSON.parse(JSON.stringify(report)), expected)
})

test('and give the same bytes each time', () => {
  assert.deepEqual(replay(stored).snapshot(), replay(stored).snapshot())
})

function replay(records: readonly LogRecord[]): Engine {
  const engine = new Engine()
  for (const record of records) {
    const body = upcast(record.type, record.version, structuredClone(record.body))
    engine.apply({ ...record, body } as LogRecord)
  }
  return engine
}
