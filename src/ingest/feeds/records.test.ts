import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FeedRead, NewRecord } from '../../schema/record.ts'
import { all, bytesOf } from '../fixtures/streams.ts'
import { readContent } from './content.ts'
import { readCosts } from './costs.ts'
import { KnownProducts } from './known-products.ts'
import { readMerchantFeed } from './merchant.ts'
import {
  contentRecords,
  costRecords,
  type ProductRun,
  productDigest,
  productRecords,
} from './records.ts'

const now = Date.UTC(2026, 0, 15)
const market = { country: 'FR', language: 'fr', currency: 'EUR' }
const run: ProductRun = { feed: 'products-FR-fr', source: 'feed.tsv', now, market }

test('products go into records of at most 500, and the last record tells how it went', async () => {
  const records = await read(feed(1_234))
  assert.deepEqual(
    records.map(one => one.type),
    ['products', 'products', 'products', 'feed_read'],
  )
  assert.deepEqual(productsOf(records).length, 1_234)
  const { rows, accepted, repaired, refused } = records.at(-1)!.body as FeedRead
  assert.deepEqual(
    { rows, accepted, repaired, refused },
    { rows: 1_234, accepted: 1_234, repaired: 0, refused: 0 },
  )
})

test('the same feed read twice gives the same ids, so that it appends nothing', async () => {
  const first = await read(feed(700))
  const second = await read(feed(700), { now: now + 3_600_000 })
  assert.deepEqual(
    second.map(one => one.id),
    first.map(one => one.id),
  )
  assert.equal(new Set(first.map(one => one.id)).size, first.length)
})

test('of a known catalogue only what changed is written, and what is gone is removed', async () => {
  const known = digests(await read(feed(10)))
  assert.deepEqual(
    (await read(feed(10), { known, previous: 'r1' })).map(one => one.type),
    ['feed_read'],
  )
  const changed = feed(9).replace('5.00 EUR', '4.00 EUR')
  const records = await read(changed, { known, previous: 'r1' })
  assert.deepEqual(
    productsOf(records).map(one => one.id),
    ['p5'],
  )
  assert.deepEqual(records[1].body, { market, ids: ['p9'] })
})

test('the log remembers the shelves: a feed reads as unchanged, and counts again after a delta', async () => {
  const shelves = new KnownProducts()
  const reread = async (text: string, previous: string) => {
    const records = await read(text, { ...shelves.of(market), previous })
    for (const record of records) shelves.note(record)
    return productsOf(records).map(one => [one.id, one.skus[0].offer.price])
  }
  assert.equal((await reread(feed(5), 'r0')).length, 5)
  assert.deepEqual(await reread(feed(5), 'r1'), [])
  shelves.note({ type: 'offers_changed', body: { market, changes: [{ sku: 'p2', price: 1 }] } })
  assert.deepEqual(await reread(feed(5), 'r2'), [['p2', 200]])
  assert.deepEqual(await reread(feed(5), 'r3'), [])
  assert.deepEqual(await reread(feed(5).replace('4.00 EUR', '3.50 EUR'), 'r4'), [['p4', 350]])
  assert.deepEqual(await reread(feed(5), 'r5'), [['p4', 400]])
})

test('a price that goes there and back within days is no repetition', async () => {
  const there = await read(feed(3), { previous: 'r1' })
  const back = await read(feed(3), { previous: 'r3', known: digests(await read(feed(2))) })
  assert.notEqual(there[0].id, back[0].id)
})

test('a refused row, a broken feed and an empty one remove nothing', async () => {
  const known = digests(await read(feed(4)))
  const types = async (text: string) => (await read(text, { known })).map(one => one.type)
  assert.deepEqual(await types(feed(4).replace('2.00 EUR', 'soon')), ['feed_read'])
  assert.deepEqual(await types(feed(0)), ['feed_read'])
  const broken =
    '<rss><channel><item><id>p1</id><title>Boot 1</title><link>https://a.example/1</link><price>1.00 EUR</price><availability>in_stock</availability></item><item>'
  assert.ok(!(await types(broken)).includes('products_removed'))
})

test('every row is reported, kept or not', async () => {
  const lines: number[] = []
  await read(feed(3).replace('1.00 EUR', 'soon'), { report: reading => lines.push(reading.line) })
  assert.deepEqual(lines, [2, 3, 4])
})

test('costs and content become records too', async () => {
  const costs = await all(
    costRecords(readCosts(bytesOf('id,cost,currency\nA,12.50,EUR\nB,"9,90",\n'), market), run),
  )
  assert.deepEqual(costs[0].body, {
    costs: [
      { sku: 'A', cost: 1250, currency: 'EUR' },
      { sku: 'B', cost: 990, currency: 'EUR' },
    ],
  })
  const guides = '[{"id":"g1","type":"guide","title":"Choisir","url":"/guides/choisir"}]'
  const contents = contentRecords(readContent(bytesOf(guides), market), {
    ...run,
    known: ['g0', 'g1'],
  })
  assert.deepEqual(
    (await all(contents)).map(one => one.type),
    ['content', 'content_removed', 'feed_read'],
  )
})

function feed(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, i) => `p${i}\tBoot ${i}\thttps://a.example/${i}\t${i}.00 EUR\tin_stock`,
  )
  return ['id\ttitle\tlink\tprice\tavailability', ...rows].join('\n')
}

function read(text: string, more: Partial<ProductRun> = {}): Promise<NewRecord[]> {
  return all(
    productRecords(readMerchantFeed(bytesOf(text, 4096), { market, now }), { ...run, ...more }),
  )
}

function productsOf(records: NewRecord[]) {
  return records.flatMap(one => (one.type === 'products' ? one.body.products : []))
}

function digests(records: NewRecord[]): Map<string, string> {
  return new Map(productsOf(records).map(one => [one.id, productDigest(one)]))
}
