import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Registry } from 'prom-client'
import { machine } from '../store/machine.ts'
import type { Env } from '../store/ports.ts'
import { BackupSchedule, showBackups } from './backup-schedule.ts'

test('a shelf that cannot be read is told and tried again; the server goes on', async t => {
  const dir = mkdtempSync(join(tmpdir(), 'vitrine-shelf-'))
  t.after(() => rmSync(dir, { recursive: true }))
  writeFileSync(join(dir, 'shop'), 'no folder, as a disk that went away leaves one')
  const due: (() => void)[] = []
  const after = (_ms: number, act: () => void) => {
    due.push(act)
    return () => {}
  }
  const env: Env = { ...machine, after }
  const told: string[] = []
  const plan = { dataDir: dir, shop: 'shop', dir, everyMs: 1_000, keep: 1 }
  const schedule = new BackupSchedule(plan, env, (says, isTrouble) => {
    if (isTrouble) told.push(says)
  })
  for (let times = 1; times <= 2; times++) {
    due.shift()!()
    await machine.sleep(0)
    assert.equal(told.length, times)
    assert.equal(due.length, 1, 'it looks again')
  }
  assert.match(told[0], /no whole back-up was made: .*ENOTDIR/)
  const registry = new Registry()
  showBackups(schedule, registry, env)
  assert.match(await registry.metrics(), /vitrine_backup_age_seconds -1/)
  schedule.stop()
})
