import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { uuidV7 } from '../core/ids.ts'
import { Random } from '../core/random.ts'
import { visitorKey } from '../core/visitor-key.ts'
import { openShop } from '../store/open.ts'
import { TestEnv } from './fixtures/set-up.ts'
import { shopRecord } from './own-records.ts'
import { Shop, type ShopOptions } from './shop.ts'
import { SnapshotWriter } from './snapshot-writer.ts'
import { Snapshots } from './snapshots.ts'

test('the second process saves what this one would have, while this one goes on', async t => {
  const { open, folder, remove } = onDisk()
  t.after(remove)
  const live = await open(folder)
  await browse(live.shop, 1, 300)
  const atP = live.shop.engine.snapshot()
  const writing = live.shop.snapshotBeside(new SnapshotWriter(folder, 'shop'))
  await browse(live.shop, 2, 300)
  await writing
  const { engine } = await new Snapshots(live.stores.blobs).restore()
  assert.deepEqual(engine.snapshot(), atP)

  // As if the power went: the folder as it is, opened by another process.
  const truth = { bytes: live.shop.engine.snapshot(), known: await knownOf(live.shop) }
  const crashed = join(folder, 'crashed')
  cpSync(join(folder, 'shops'), join(crashed, 'shops'), { recursive: true })
  const again = await open(crashed)
  assert.deepEqual(again.shop.engine.snapshot(), truth.bytes)
  assert.deepEqual(await knownOf(again.shop), truth.known)
  for (const one of [live, again]) await one.close()
})

test('a second process that cannot go on changes nothing, and says why', async t => {
  const { open, folder, remove } = onDisk()
  t.after(remove)
  const { shop, stores, close } = await open(folder)
  await browse(shop, 1, 20)
  const beyond = new SnapshotWriter(folder, 'shop').write(shop.engine.position + 1, async () => {})
  await assert.rejects(beyond, /the process that writes snapshots failed: ended 1/)
  assert.deepEqual(await stores.blobs.list(''), [])
  await close()
})

for (const [who, snapshotPatienceMs] of [
  ['who stops', undefined],
  ['a shop', 1_500],
] as const) {
  test(`${who} does not wait for ever for a second process that gets no time from the machine`, async t => {
    const { open, folder, remove } = onDisk()
    t.after(remove)
    const snapshotWriter = new SnapshotWriter(folder, 'shop')
    const { shop, stores, close } = await open(folder, { snapshotWriter, snapshotPatienceMs })
    await browse(shop, 1, 300)
    const { position } = shop.engine
    const renewed = shop.renewSnapshots(position)
    process.kill(await pidOf('snapshot-process', folder), 'SIGSTOP')
    if (snapshotPatienceMs === undefined) shop.hurrySnapshot()
    assert.equal(await renewed, true)
    assert.equal((await new Snapshots(stores.blobs).restore()).engine.position, position)
    await close()
  })
}

/** Of the script that works on this folder, not of the shell that started it: that may be what makes it gentle, still. */
async function pidOf(script: string, folder: string): Promise<number> {
  for (;;) {
    for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
      const words = wordsOf(pid)
      const isIt = words.includes(folder) && words.some(word => word.includes(script))
      if (isIt && words[0] !== 'sh') return Number(pid)
    }
    await sleep(5)
  }
}

/** None of a process that has ended meanwhile. */
function wordsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\u0000')
  } catch {
    return []
  }
}

const VISITORS = Array.from({ length: 12 }, (_, n) => visitorKey(`visitor ${n}`))

/** Visitors look at items; two of them turn out to be one. Profiles leave memory meanwhile. */
async function browse(shop: Shop, seed: number, count: number): Promise<void> {
  const random = new Random(seed)
  const env = new TestEnv(seed)
  for (let n = 0; n < count; n++) {
    const visitor = VISITORS[random.below(VISITORS.length)]
    const item = `item-${random.below(20)}`
    await shop.take([
      {
        id: uuidV7(env.now(), env.random(10)),
        partition: 1,
        type: 'event',
        version: 1,
        receivedAt: env.now(),
        body: {
          name: 'view_item',
          visitor,
          time: env.now(),
          channel: 'web',
          page: { type: 'product', item },
          items: [{ id: item }],
          verified: false,
          consent: 'personal',
        },
      },
    ])
    env.time += 1000
  }
  const [from, into] = [VISITORS[seed], VISITORS[seed + 5]]
  await shop.take([shopRecord('visitors_merged', { from, into, time: env.now() }, env)])
}

async function knownOf(shop: Shop) {
  const env = new TestEnv()
  return Promise.all(VISITORS.map(async visitor => shop.visitor(visitor, env.now())))
}

function onDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-second-'))
  const open = async (dataDir: string, more: Partial<ShopOptions> = {}) => {
    const env = new TestEnv()
    const stores = await openShop(dataDir, 'shop', env)
    const options = {
      shop: 'shop',
      stores,
      env,
      secret: 'x',
      maxProfiles: 3,
      ...more,
      onBroken: assert.ifError,
    }
    const shop = await Shop.open(options)
    const close = async () => {
      await shop.close()
      await stores.close()
    }
    return { shop, stores, close }
  }
  return { folder, open, remove: () => rmSync(folder, { recursive: true }) }
}
