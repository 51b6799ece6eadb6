import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { nameless } from '../../engine/genome/nameless.ts'
import { ErasureList } from '../../store/erasure-list.ts'
import { openMemoryShop } from '../../store/open.ts'
import { TestEnv } from '../fixtures/set-up.ts'
import { Keys } from '../keys.ts'
import { shopRecord } from '../own-records.ts'
import { tombstoneWith } from './forgotten.ts'
import { listedGhosts } from './listed-ghosts.ts'

test('whoever stands in the list is nameless before any server has started from the log', async t => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-listed-'))
  t.after(() => rmSync(dataDir, { recursive: true }))
  const env = new TestEnv()
  const { nameSecret } = new Keys(join(dataDir, 'shops/shop'), env)
  const { log } = openMemoryShop()
  const told = { name: 'search', time: env.now(), channel: 'web', verified: false } as const
  const searches = ['anna', 'bob'].map(visitor => {
    return shopRecord('event', { ...told, visitor, detail: `shoes of ${visitor}` }, env)
  })
  await log.append(searches).durable
  assert.equal((await listedGhosts(dataDir, 'shop', log)).size, 0)
  const tombstone = tombstoneWith(nameSecret, 'anna')
  await new ErasureList(dataDir, 'shop').write([{ tombstone, time: env.now() }])
  const ghosts = await listedGhosts(dataDir, 'shop', log)
  const records = (await Array.fromAsync(log.read({}))).flat()
  const read = JSON.stringify(records.map(record => nameless(record, key => ghosts.get(key))))
  assert.ok(!read.includes('anna'))
  assert.ok(read.includes('shoes of bob'))
})
