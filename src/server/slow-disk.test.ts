import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partitionOf } from '../core/partition.ts'
import { Random } from '../core/random.ts'
import { visitorKey } from '../core/visitor-key.ts'
import type { NewRecord } from '../schema/record.ts'
import { machine } from '../store/machine.ts'
import { MemoryBlobStore } from '../store/memory/blob-store.ts'
import { MemoryProfileStore } from '../store/memory/profile-store.ts'
import { SimulatedDisk } from '../store/simulated/disk.ts'
import { SimulatedEventLog } from '../store/simulated/event-log.ts'
import { Shop } from './shop.ts'
import { Snapshots } from './snapshots.ts'

const ANNA = visitorKey('anna')

test('a snapshot waits for the disk, also when the last thing that came was known already', async () => {
  const { shop, stores } = await onSlowDisk()
  await shop.take([look(1)])
  const kept = [shop.take([look(2)])]
  await machine.sleep(5) // the disk is at it, and what comes now waits for its turn
  kept.push(shop.take([look(3)]))
  await shop.take([look(1)])
  assert.ok(shop.logLag > 0, 'the disk has the repeated one, and not yet the one before it')
  await shop.snapshot()

  const { position } = (await new Snapshots(stores.blobs).restore()).engine
  assert.ok(position <= stores.log.durable, 'a snapshot knew what a crash could still take back')
  const stored = (await stores.profiles.get([ANNA])).get(ANNA)
  assert.equal(stored?.position, position, 'a snapshot stood on a profile that was not stored')
  await Promise.all(kept)
  await shop.close()
})

test('whoever is forgotten while a snapshot is taken is not stored once more by it', async () => {
  const { shop, stores } = await onSlowDisk()
  const kept = shop.take([look(1)])
  await machine.sleep(5)
  const taken = shop.snapshot()
  await machine.sleep(5) // what it is to store is taken, and waits for the disk
  assert.ok(shop.logLag > 0)
  await shop.erase(ANNA)
  await Promise.all([kept, taken])
  assert.equal((await stores.profiles.get([ANNA])).size, 0)
  await shop.close()
})

test('to be forgotten is answered when it is durable, also to whoever asks a second time', async () => {
  const { shop, stores } = await onSlowDisk()
  await shop.take([look(1)])
  const first = shop.erase(ANNA)
  await machine.sleep(5)
  assert.ok(shop.forgotten.has(ANNA) && shop.logLag > 0)
  const { position } = shop.engine
  await shop.erase(ANNA)
  assert.ok(stores.log.durable >= position)
  assert.equal((await stores.profiles.get([ANNA])).size, 0)
  assert.equal(shop.engine.erased.size, 1)
  await first
  await shop.close()
})

async function onSlowDisk() {
  const log = await SimulatedEventLog.open(new SimulatedDisk(new Random(1)), machine, () => 60)
  const stores = { log, profiles: new MemoryProfileStore(), blobs: new MemoryBlobStore() }
  const onBroken = (error: unknown) => assert.fail(String(error))
  const shop = await Shop.open({ shop: 'shop', stores, env: machine, secret: 'its own', onBroken })
  return { shop, stores }
}

/** Anna looks at something; the same number is the same look. */
function look(number: number): NewRecord {
  return {
    id: `018f0000-0000-7000-8000-00000000000${number}`,
    partition: partitionOf(ANNA),
    type: 'event',
    version: 1,
    receivedAt: Date.now(),
    body: { name: 'page_view', visitor: ANNA, time: 1, channel: 'web', verified: false },
  }
}
