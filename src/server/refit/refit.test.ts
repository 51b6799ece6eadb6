import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { uuidV7 } from '../../core/ids.ts'
import { visitorKey } from '../../core/visitor-key.ts'
import { pastSessions } from '../../engine/recommend/ranking/fixtures/shop.ts'
import type { NewRecord } from '../../schema/record.ts'
import { openShop } from '../../store/open.ts'
import { TestEnv } from '../fixtures/set-up.ts'
import { Shop } from '../shop.ts'
import { Refits } from './refits.ts'
import { Refitter } from './refitter.ts'

test('a refit beside the server comes into use through the log, and a replay has it too', async t => {
  const { open, close } = setUp(t)
  const { shop, refits } = await open(1_000_000)
  await browse(shop, 500)
  await shop.refit()
  const { adopted, trees, damaged } = shop.engine.ranking.sums()
  assert.deepEqual([refits.adopted, refits.kept, refits.failed, damaged], [1, 0, 0, 0])
  assert.ok(trees > 0)
  const [{ before, after, fitted, position }] = adopted
  assert.ok(after.hits + after.reciprocal > before.hits + before.reciprocal)
  assert.ok(fitted > 1000 && position > fitted)
  const bytes = shop.engine.snapshot()
  await close()
  const again = await open()
  assert.deepEqual(again.shop.engine.snapshot(), bytes)
})

test('a refit that fails changes nothing and is counted', async t => {
  const { open } = setUp(t, '/nowhere')
  const { shop, refits } = await open()
  await browse(shop, 30)
  const { position } = shop.engine
  const { engine } = shop
  refits.look({ engine, durable: () => position, take: records => shop.take(records) })
  while (refits.failed === 0) await new Promise(resolve => setTimeout(resolve, 20))
  assert.deepEqual([engine.position, engine.ranking.sums().trees], [position, 0])
})

test('of two that are asked for at once each hears its own end', async t => {
  const { open } = setUp(t, '/nowhere')
  const { shop } = await open(1_000_000)
  await browse(shop, 30)
  const ends = await Promise.allSettled([shop.refit(), shop.refit()])
  for (const end of ends) assert.match(String((end as PromiseRejectedResult).reason), /: ended 1$/)
})

test('none begins before so many clicks, nor once it was told to stop', async t => {
  const { open } = setUp(t)
  const { shop, refits } = await open(1_000_000)
  await browse(shop, 30)
  const asked: number[] = []
  const watched = { engine: shop.engine, durable: () => asked.push(1), take: async () => {} }
  refits.look(watched)
  await refits.stop()
  refits.look(watched)
  assert.deepEqual(asked, [])
})

function setUp(t: TestContext, dataDir?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-refit-'))
  let close = async () => {}
  t.after(async () => {
    await close()
    rmSync(folder, { recursive: true })
  })
  const open = async (every = 1) => {
    const env = new TestEnv()
    const stores = await openShop(folder, 'shop', env)
    const refits = new Refits(new Refitter(dataDir ?? folder, 'shop'), every, env)
    const broken = assert.ifError
    const shop = await Shop.open({
      shop: 'shop',
      stores,
      env,
      secret: 'x',
      refits,
      onBroken: broken,
    })
    close = async () => {
      await shop.close()
      await stores.close()
    }
    return { shop, refits }
  }
  return { open, close: () => close() }
}

/** Visitors who keep to habits that can be learnt. */
async function browse(shop: Shop, visits: number): Promise<void> {
  const env = new TestEnv(7)
  for (const [n, { items }] of pastSessions(3, visits).entries()) {
    const records: NewRecord[] = []
    for (let i = 0; i < items.length; i++) {
      env.time += 1000
      records.push({
        id: uuidV7(env.now(), env.random(10)),
        partition: 1,
        type: 'event',
        version: 1,
        receivedAt: env.now(),
        body: {
          name: 'view_item',
          visitor: visitorKey(`visitor ${n}`),
          time: env.now(),
          channel: 'web',
          items: [{ id: `item-${items[i]}` }],
          verified: false,
        },
      })
    }
    await shop.take(records)
  }
}
