import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { copySteady, identityOf } from './copy-steady.ts'

const DAYS = ['monday.db', 'tuesday.db', 'wednesday.db']

test('days that are rewritten while they are copied are all from before or all from after', async t => {
  for (let copies = 1; copies <= 3; copies++) {
    const { source, target, copy, rewrite } = twoFolders(t)
    let left = copies
    await copySteady(DAYS, {
      copy: async day => {
        copy(day)
        if (--left === 0) for (const one of DAYS) rewrite(one)
      },
      identity: day => identityOf(join(source, day)),
    })
    const told = DAYS.map(day => readFileSync(join(target, day), 'utf8'))
    assert.deepEqual(told, ['ghost', 'ghost', 'ghost'], `after ${copies} copies`)
  }
})

test('a day that goes meanwhile stays as it was copied, and one that is added to is copied once', async t => {
  const { source, target, copy } = twoFolders(t)
  rmSync(join(source, 'wednesday.filter'))
  let count = 0
  await copySteady(DAYS, {
    copy: async day => {
      count++
      copy(day)
      if (day === 'tuesday.db') rmSync(join(source, 'monday.db'))
      writeFileSync(join(source, 'wednesday.db'), 'more', { flag: 'a' })
    },
    identity: day => identityOf(join(source, day)),
  })
  assert.equal(count, 3)
  assert.equal(readFileSync(join(target, 'monday.db'), 'utf8'), 'anna')
})

test('a log that never comes to rest is no back-up', async t => {
  const { source, copy, rewrite } = twoFolders(t)
  const copying = copySteady(DAYS, {
    copy: async day => {
      copy(day)
      rewrite(day)
    },
    identity: day => identityOf(join(source, day)),
  })
  await assert.rejects(copying, /try again later/)
})

function twoFolders(t: { after(act: () => void): void }) {
  const root = mkdtempSync(join(tmpdir(), 'vitrine-steady-'))
  t.after(() => rmSync(root, { recursive: true }))
  const source = mkdtempSync(join(root, 'source-'))
  const target = mkdtempSync(join(root, 'target-'))
  for (const day of DAYS) {
    writeFileSync(join(source, day), 'anna')
    writeFileSync(join(source, day.replace('.db', '.filter')), '')
  }
  const copy = (day: string) => copyFileSync(join(source, day), join(target, day))
  let times = 0
  const rewrite = (day: string) => {
    writeFileSync(join(source, day), 'ghost')
    utimesSync(join(source, day), ++times, times)
  }
  return { source, target, copy, rewrite }
}
