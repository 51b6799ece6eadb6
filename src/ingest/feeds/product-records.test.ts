import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FeedRead, NewRecord } from '../../schema/record.ts'
import { PlainShelves } from '../fixtures/plain-shelves.ts'
import { all, bytesOf } from '../fixtures/streams.ts'
import { readMerchantFeed } from './merchant.ts'
import { parcelsOf } from './parcels.ts'
import { type ProductRun, productRecords } from './product-records.ts'

const now = Date.UTC(2026, 0, 15)
const market = { country: 'FR', language: 'fr', currency: 'EUR' }
const run: ProductRun = { feed: 'products-FR-fr', source: 'feed.tsv', now, market }

test('products go into records of at most 100, and the last record tells how it went', async () => {
  const records = await read(feed(250))
  assert.deepEqual(typesOf(records), ['products', 'products', 'products', 'feed_read'])
  assert.deepEqual(productsOf(records).length, 250)
  const { rows, accepted, repaired, refused } = records.at(-1)!.body as FeedRead
  assert.deepEqual([rows, accepted, repaired, refused], [250, 250, 0, 0])
})

test('a run that was cut short and is repeated gives the same ids, so that nothing is kept twice', async () => {
  const first = await read(feed(700))
  const second = await read(feed(700), { now: now + 3_600_000 })
  assert.deepEqual(
    second.map(one => one.id),
    first.map(one => one.id),
  )
  assert.equal(new Set(first.map(one => one.id)).size, first.length)
})

test('the same feed again writes nothing at all, and another feed is told of', async () => {
  const shop = await filled(feed(10))
  assert.deepEqual(await shop.read(feed(10)), [])
  assert.deepEqual(typesOf(await shop.read(feed(11))), ['products', 'feed_read'])
  assert.deepEqual(await shop.read(feed(11)), [])
})

test('of a known catalogue only what changed is written, and what is gone is removed', async () => {
  const shop = await filled(feed(10))
  const records = await shop.read(feed(9).replace('5.00 EUR', '4.00 EUR'))
  assert.deepEqual(
    productsOf(records).map(one => one.id),
    ['p5'],
  )
  assert.deepEqual(records[1].body, { market, ids: ['p9'] })
})

test('a price that goes there and back within days is no repetition', async () => {
  const shop = await filled(feed(3))
  const there = await shop.read(feed(3).replace('2.00 EUR', '1.50 EUR'))
  const back = await shop.read(feed(3))
  const again = await shop.read(feed(3).replace('2.00 EUR', '1.50 EUR'))
  assert.equal(productsOf(back)[0].skus[0].offer.price, 200)
  assert.notEqual(there[0].id, again[0].id)
})

test('a refused row and a broken feed remove nothing', async () => {
  const shop = await filled(feed(4))
  assert.deepEqual(typesOf(await shop.read(feed(4).replace('2.00 EUR', 'soon'))), ['feed_read'])
  const broken =
    '<rss><channel><item><id>p1</id><title>Boot 1</title><link>https://a.example/1</link><price>1.00 EUR</price><availability>in_stock</availability></item><item>'
  assert.deepEqual(typesOf(await shop.read(broken)), ['feed_read'])
})

test('a feed that lost more than the share keeps what it brings, removes nothing, and asks', async () => {
  const shop = await filled(feed(10))
  const records = await shop.read(feed(6).replace('5.00 EUR', '4.00 EUR'))
  assert.deepEqual(typesOf(records), ['products', 'removal_asked', 'feed_read'])
  const { known, ids } = records[1].body as { known: number; ids: string[] }
  assert.deepEqual([known, ids], [10, ['p6', 'p7', 'p8', 'p9']])
  assert.deepEqual(typesOf(await shop.read(feed(7))), ['products', 'products_removed', 'feed_read'])
})

test('the share is a setting, and a feed of nothing asks for everything', async () => {
  const half = await filled(feed(10))
  const records = await half.read(feed(6), { mostRemoved: 0.4 })
  assert.deepEqual(typesOf(records), ['products_removed', 'feed_read'])
  const whole = await filled(feed(10))
  assert.deepEqual(typesOf(await whole.read(feed(0))), ['removal_asked', 'feed_read'])
  const nobody = await read(feed(0), { shelves: new PlainShelves().now() })
  assert.deepEqual(typesOf(nobody), ['feed_read'])
})

/** A shop whose feed is read again and again, each run knowing the ones before. */
async function filled(text: string) {
  const shelves = new PlainShelves()
  let last: { previous?: string; beforePrevious?: string } = {}
  const readNext = async (next: string, more: Partial<ProductRun> = {}) => {
    const records = await read(next, { shelves: shelves.now(), ...last, ...more })
    for (const record of records) {
      shelves.note(record)
      if (record.type === 'feed_read') last = { previous: record.id, beforePrevious: last.previous }
    }
    return records
  }
  await readNext(text)
  return { read: readNext }
}

function feed(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, i) => `p${i}\tBoot ${i}\thttps://a.example/${i}\t${i}.00 EUR\tin_stock`,
  )
  return ['id\ttitle\tlink\tprice\tavailability', ...rows].join('\n')
}

function read(text: string, more: Partial<ProductRun> = {}): Promise<NewRecord[]> {
  const readings = readMerchantFeed(bytesOf(text, 4096), { market, now })
  return all(productRecords(parcelsOf(readings), { ...run, ...more }))
}

function typesOf(records: NewRecord[]): string[] {
  return records.map(one => one.type)
}

function productsOf(records: NewRecord[]) {
  return records.flatMap(one => (one.type === 'products' ? one.body.products : []))
}
