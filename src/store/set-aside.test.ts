import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { dropSetAside } from './set-aside.ts'

const KEPT = ['2026-11-22.db', '2026-11-22.db-wal', 'damage.jsonl', 'durable']
const ASIDE = ['2026-11-22.db.damaged-1', '2026-11-22.db.damaged-12-wal']

test('what was set aside goes when its time has come, and nothing else', t => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-aside-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const log = join(folder, 'log')
  mkdirSync(log)
  for (const name of [...KEPT, ...ASIDE]) writeFileSync(join(log, name), '')
  for (const end of ['', '.damaged', '.damaged-wal', '.damaged-shm']) {
    writeFileSync(join(folder, `profiles.db${end}`), '')
  }
  utimesSync(join(log, ASIDE[0]), 0, 0) // old bytes that were set aside just now
  assert.deepEqual(dropSetAside(folder, Date.now() - 60_000), [])
  assert.equal(dropSetAside(folder, Date.now() + 60_000).length, 5)
  assert.deepEqual(readdirSync(log).sort(), KEPT.toSorted())
  assert.deepEqual(readdirSync(folder).sort(), ['log', 'profiles.db'])
})
