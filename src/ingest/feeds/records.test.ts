import assert from 'node:assert/strict'
import { test } from 'node:test'
import { all, bytesOf } from '../fixtures/streams.ts'
import { readContent } from './content.ts'
import { readCosts } from './costs.ts'
import { contentRecords, costRecords } from './records.ts'
import type { FeedRun } from './run.ts'

const now = Date.UTC(2026, 0, 15)
const market = { country: 'FR', language: 'fr', currency: 'EUR' }
const run: FeedRun = { feed: 'costs', source: 'feed.tsv', now }

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
