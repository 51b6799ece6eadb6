import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Random } from '../../core/random.ts'
import { machine } from '../../store/machine.ts'
import { MemoryBlobStore } from '../../store/memory/blob-store.ts'
import { MemoryProfileStore } from '../../store/memory/profile-store.ts'
import { SimulatedDisk } from '../../store/simulated/disk.ts'
import { SimulatedEventLog } from '../../store/simulated/event-log.ts'
import { shopRecord } from '../own-records.ts'
import { Shop } from '../shop.ts'
import { outboxMailer } from './outbox.ts'
import { PostRoom } from './post-room.ts'
import { WishKeeping } from './wish-keeping.ts'

const MARKET = { country: 'FR', language: 'fr', currency: 'EUR' }
const SKUS = [{ id: 'ski-1', offer: { price: 900, inStock: false } }]
const SKI = { id: 'ski', title: 'Ski', url: '/ski', categories: [], skus: SKUS }

test('a wish that the disk is still at is not taken for one without an address', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-slow-letters-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const disk = new SimulatedDisk(new Random(1))
  const log = await SimulatedEventLog.open(disk, machine, () => 60)
  const stores = { log, profiles: new MemoryProfileStore(), blobs: new MemoryBlobStore() }
  const secret = 'a secret'
  const shop = await Shop.open({ shop: 'shop', stores, env: machine, secret, onBroken: () => {} })
  await shop.take([shopRecord('products', { market: MARKET, products: [SKI] }, machine)])
  const room = new PostRoom(shop, machine, {})
  room.open(outboxMailer(folder), {
    from: { name: 'Cimes', address: 'bonjour@cimes.example' },
    publicUrl: 'https://shop.example/_vitrine',
    confirmLink: wish => `https://shop.example/c/${wish}`,
    stopLink: wish => `https://shop.example/s/${wish}`,
  })
  const wish = { visitor: 'ada', address: 'ada', item: 'ski', market: 'FR-fr' }
  const keeping = new WishKeeping(shop, machine)
  const kept = keeping.keep({ ...wish, email: 'ada@example.org', time: machine.now() })
  await machine.sleep(5)
  assert.ok(shop.logLag > 0, 'the disk is at it')
  await room.round()
  assert.equal(shop.engine.wishes.size, 1)
  await kept
  await room.round()
  assert.equal(readdirSync(folder).length, 1)
  await room.stop()
  await shop.close()
})
