import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { uuidV7 } from '../core/ids.ts'
import { visitorKey } from '../core/visitor-key.ts'
import { Engine } from '../engine/engine.ts'
import type { NewRecord } from '../schema/record.ts'
import { MemoryBlobStore } from '../store/memory/blob-store.ts'
import { openMemoryShop } from '../store/open.ts'
import { TestEnv } from './fixtures/set-up.ts'
import { Shop } from './shop.ts'
import { Snapshots } from './snapshots.ts'

test('a snapshot cut short, or with one bit turned, is passed over for the one before', async () => {
  const blobs = new MemoryBlobStore()
  const snapshots = new Snapshots(blobs)
  const bytes = [...new Engine().sections()]
  await snapshots.keep(1, bytes)
  await snapshots.keep(2, bytes)
  const [before, newest] = await blobs.list('')
  const whole = (await blobs.get(newest))!
  const damaged = [new Uint8Array(), whole.slice(0, 3), whole.slice(0, -1)]
  for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 40)) {
    const turned = whole.slice()
    turned[at] ^= 1 << (at % 8)
    damaged.push(turned)
  }
  await blobs.delete(before)
  for (const one of damaged) {
    await blobs.put(newest, one)
    assert.equal((await snapshots.restore()).rebuild, true)
  }
  await blobs.put(before, whole)
  assert.equal((await snapshots.restore()).rebuild, false)
})

test('a damaged snapshot is refused with a sentence, and all of it is made again from the log, the ranking too', async () => {
  const stores = openMemoryShop()
  const env = new TestEnv()
  const options = { shop: 'test', stores, env, secret: 'x', onBroken: assert.ifError }
  const shop = await Shop.open(options)
  for (let n = 0; n < 60; n++) {
    const visitor = visitorKey(`visitor ${n % 7}`)
    const body = { name: 'view_item', visitor, time: env.now(), channel: 'web', verified: false }
    const items = [{ id: `item-${(n * 3) % 11}` }]
    const id = uuidV7(env.now(), env.random(10))
    const record = { id, type: 'event', partition: 1, version: 1, receivedAt: env.now() }
    await shop.take([{ ...record, body: { ...body, items } } as NewRecord])
    env.time += 60_000
  }
  await shop.close()
  const truth = shop.engine.snapshot()
  assert.ok(shop.engine.ranking.clicks > 20)

  const [key] = await stores.blobs.list('snapshots/')
  const whole = (await stores.blobs.get(key))!
  for (const share of [0.1, 0.5, 0.9]) {
    const turned = whole.slice()
    turned[Math.floor(turned.length * share)] ^= 4
    await stores.blobs.put(key, turned)
    const said = once(process, 'warning')
    const again = await Shop.open(options)
    assert.match(String((await said)[0]), /the snapshot .* is of another version or damaged/)
    assert.deepEqual(again.engine.snapshot(), truth)
    await again.close()
  }
})
