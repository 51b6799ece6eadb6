import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { uuidV7 } from '../src/core/ids.ts'
import { partitionOf } from '../src/core/partition.ts'
import { Random } from '../src/core/random.ts'
import { visitorKey } from '../src/core/visitor-key.ts'
import type { NewRecord } from '../src/schema/record.ts'
import { shopRecord } from '../src/server/own-records.ts'
import { Shop } from '../src/server/shop.ts'
import { SnapshotWriter } from '../src/server/snapshot-writer.ts'
import { machine } from '../src/store/machine.ts'
import { openShop } from '../src/store/open.ts'

/**
 * Claim: a snapshot does not hold the shop up, because a second process writes it.
 *
 * A shop of so many items and visitors takes events all the while; the longest time its
 * loop was held is measured without a snapshot, with one taken here, and with one
 * written beside. The second process starts from the snapshot before and a tail.
 */
const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '100000' },
    visitors: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const items = Number(values.items)
const random = new Random(Number(values.seed))
const visitors = Array.from({ length: Number(values.visitors) }, (_, n) => visitorKey(`${n}`))
const dir = mkdtempSync(join(tmpdir(), 'vitrine-snapshot-'))
const stores = await openShop(dir, 'bench', machine)
const shop = await Shop.open({
  ...{ shop: 'bench', stores, env: machine, secret: 'x', snapshotEvery: Number.POSITIVE_INFINITY },
  onBroken(error) {
    throw error
  },
})
try {
  await fill()
  const idle = await longestHold(() => machine.sleep(2_000))
  const here = await longestHold(() => shop.snapshot())
  await events(20_000)
  const writer = new SnapshotWriter(dir, 'bench')
  const started = performance.now()
  const beside = await longestHold(() => shop.snapshotBeside(writer))
  const besideS = (performance.now() - started) / 1000
  console.log(`longest hold: ${idle} ms without, ${here} ms taken here, ${beside} ms beside`)
  const holds = { idle_hold_ms: idle, here_hold_ms: here, beside_hold_ms: beside }
  console.log(JSON.stringify({ bench: 'snapshot', items, ...holds, beside_s: Math.round(besideS) }))
} finally {
  await shop.close()
  await stores.close()
  rmSync(dir, { recursive: true })
}

/** The longest time between two turns of the loop that were due 5 ms apart, with events coming in. */
async function longestHold(act: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = performance.now()
  const watch = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 5)
    last = now
    void shop.take(Array.from({ length: 2 }, anEvent))
  }, 5)
  await act()
  clearInterval(watch)
  return Math.round(longest * 10) / 10
}

async function fill(): Promise<void> {
  const market = { country: 'FR', language: 'fr', currency: 'EUR' }
  for (let n = 0; n < items; n += 500) {
    const products = Array.from({ length: Math.min(500, items - n) }, (_, i) => aProduct(n + i))
    await shop.take([shopRecord('products', { market, products }, machine)])
  }
  await events(100_000)
  await shop.residents.drain()
}

async function events(count: number): Promise<void> {
  for (let n = 0; n < count; n += 100) await shop.take(Array.from({ length: 100 }, anEvent))
}

function aProduct(n: number) {
  const price = 500 + random.below(30_000)
  const skus = ['S', 'M', 'L'].map(size => ({
    ...{ id: `sku-${n}-${size}`, size, offer: { price, inStock: random.chance(0.9) } },
  }))
  return {
    id: `item-${n}`,
    title: `Thing ${n}`,
    url: `https://shop.example/p/${n}`,
    brand: `Brand ${n % 97}`,
    categories: [`Department ${n % 12}`, `Category ${n % 240}`],
    skus,
  }
}

function anEvent(): NewRecord {
  const visitor = visitors[random.below(visitors.length)]
  const item = `item-${random.below(items)}`
  const time = machine.now()
  return {
    id: uuidV7(time, machine.random(10)),
    partition: partitionOf(visitor),
    type: 'event',
    version: 1,
    receivedAt: time,
    body: {
      name: 'view_item',
      visitor,
      time,
      channel: 'web',
      page: { type: 'product', item },
      items: [{ id: item }],
      verified: false,
      consent: 'personal',
    },
  }
}
