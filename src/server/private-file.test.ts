import assert from 'node:assert/strict'
import { chownSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { TestEnv } from './fixtures/set-up.ts'
import { Keys } from './keys.ts'
import { writePrivateFile } from './private-file.ts'

test('a private file is readable by its owner alone, whatever the mask', t => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-private-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const mask = process.umask(0)
  writePrivateFile(join(folder, 'a.json'), { a: 1 })
  process.umask(mask)
  assert.equal(statSync(join(folder, 'a.json')).mode & 0o777, 0o600)
  assert.deepEqual(JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8')), { a: 1 })
})

const isRoot = process.getuid?.() === 0
test('a key that root makes is the server’s to read', { skip: !isRoot && 'needs root' }, t => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-private-'))
  t.after(() => rmSync(folder, { recursive: true }))
  chownSync(folder, 65_534, 65_534)
  new Keys(folder, new TestEnv()).rotate()
  const { uid, gid, mode } = statSync(join(folder, 'keys.json'))
  assert.deepEqual([uid, gid, mode & 0o777], [65_534, 65_534, 0o600])
})
