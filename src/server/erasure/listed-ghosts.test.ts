import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { ErasureList } from '../../store/erasure-list.ts'
import { openMemoryShop } from '../../store/open.ts'
import { TestEnv } from '../fixtures/set-up.ts'
import { Keys } from '../keys.ts'
import { shopRecord } from '../own-records.ts'
import { tombstoneWith } from './forgotten.ts'
import { asForgotten, listedGhosts } from './listed-ghosts.ts'

test('whoever stands in the list is nameless before any server has started from the log', async t => {
  const { log, env, forget, ghosts, read } = stage(t)
  const told = { name: 'search', time: env.now(), channel: 'web', verified: false } as const
  const searches = ['anna', 'bob'].map(visitor => {
    return shopRecord('event', { ...told, visitor, detail: `shoes of ${visitor}` }, env)
  })
  await log.append(searches).durable
  assert.equal((await ghosts()).size, 0)
  await forget('anna')
  const text = await read()
  assert.ok(!text.includes('anna'))
  assert.ok(text.includes('shoes of bob'))
})

test('so is an address that somebody else typed, and who was only asked something', async t => {
  const { log, env, forget, read } = stage(t)
  const wish = { visitor: 'bob', item: 'shoe', market: '', time: env.now() }
  await log.append([
    shopRecord('wish_made', { ...wish, email: 'anna@example.org', address: 'anna-key' }, env),
    shopRecord('nudge_shown', { visitor: 'carla', kind: 'jump', time: env.now() }, env),
  ]).durable
  await forget('anna-key')
  await forget('carla')
  const text = await read()
  assert.doesNotMatch(text, /anna|carla/)
  assert.ok(text.includes('bob'))
})

/** A log, the list beside it, and what is told of both to who has no server. */
function stage(t: TestContext) {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-listed-'))
  t.after(() => rmSync(dataDir, { recursive: true }))
  const env = new TestEnv()
  const { nameSecret } = new Keys(join(dataDir, 'shops/shop'), env)
  const { log } = openMemoryShop()
  const list = new ErasureList(dataDir, 'shop')
  const forget = (visitor: string) => {
    const tombstone = tombstoneWith(nameSecret, visitor)
    return list.write([...list.read(), { tombstone, time: env.now() }])
  }
  const ghosts = () => listedGhosts(dataDir, 'shop', log)
  const read = async () => {
    const known = await ghosts()
    const records = (await Array.fromAsync(log.read({}))).flat()
    return JSON.stringify(records.map(record => asForgotten(record, known)))
  }
  return { log, env, forget, ghosts, read }
}
