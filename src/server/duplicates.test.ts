import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '../core/clock.ts'
import { Random } from '../core/random.ts'
import { Engine } from '../engine/engine.ts'
import { History } from '../engine/fixtures/history.ts'
import type { Campaign } from '../schema/event.ts'
import type { NewRecord } from '../schema/record.ts'
import { openMemoryShop } from '../store/open.ts'
import { TestEnv } from './fixtures/set-up.ts'
import { Shop } from './shop.ts'

interface Sent {
  at: number
  record: NewRecord
}

for (const seed of [1, 2, 3, 4, 5, 6, 11, 17, 32]) {
  test(`seed ${seed}: events sent up to twenty times, shuffled within an hour, some three days late, add up as if each had come once`, async () => {
    const records = lived(seed)
    const clean = await reportOf(records.map(record => ({ at: record.receivedAt, record })))
    const messy = await reportOf(mixedUp(records, new Random(seed)))
    assert.deepEqual(messy, clean)
  })
}

/**
 * What a small shop's log says of some weeks. Left out is where order is the meaning: two
 * orders under one number are whichever is heard of first; a line that names an item
 * costs what the size shown costs when the order is heard of; two visitors are one
 * person from the merge on; and a file of old orders is read from its top.
 */
function lived(seed: number): NewRecord[] {
  const random = new Random(seed)
  const history = new History(new Engine(), random, 40)
  for (let step = 0; step < 1_500; step++) history.step()
  let orders = 0
  return history.records
    .filter(({ type }) => type !== 'offers_changed' && type !== 'visitors_merged')
    .filter(({ type, body }) => type !== 'event' || body.channel !== 'import')
    .map(({ position: _, ...record }) => {
      if (record.type === 'event' && record.body.page !== undefined && random.chance(0.5)) {
        return { ...record, body: { ...record.body, context: { campaign: cameBy(random) } } }
      }
      if (record.type !== 'event' || record.body.transaction === undefined) return record
      const isOrder = record.body.name === 'purchase'
      const number = isOrder ? ++orders : 1 + random.below(orders + 1)
      const transaction = { ...record.body.transaction, id: `order-${number}` }
      return { ...record, body: { ...record.body, transaction } }
    }) as NewRecord[]
}

/** A search, a friend's link, or one of three campaigns. */
function cameBy(random: Random): Campaign {
  const name = `sale-${random.below(3)}`
  return random.pick<Campaign>([
    { source: 'google', medium: 'organic' },
    { source: 'friend.example', medium: 'referral' },
    { source: 'paper', medium: 'email', name },
    { source: 'google', medium: 'cpc', name },
  ])
}

/** Each event 1 to 20 times within an hour, one in a hundred only after three days; the shop's own records as they came. */
function mixedUp(records: readonly NewRecord[], random: Random): Sent[] {
  const sent: Sent[] = []
  for (const record of records) {
    const at = record.receivedAt
    if (record.type !== 'event') sent.push({ at, record })
    else {
      const from = at + (random.chance(0.01) ? 3 * DAY : 0)
      for (let copies = 1 + random.below(20); copies > 0; copies--) {
        sent.push({ at: from + random.below(HOUR), record })
      }
    }
  }
  return sent.sort((a, b) => a.at - b.at)
}

/**
 * What the shop reports when it has got all this. Where in the log it stands is another matter,
 * and so is what the ranking was taught: what follows what is the order itself.
 */
async function reportOf(sent: readonly Sent[]) {
  const stores = openMemoryShop()
  await stores.log.append([sent[0].record]).durable
  const env = new TestEnv()
  const shop = await Shop.open({ shop: 'test', stores, env, secret: '', onBroken: assert.ifError })
  for (const { at, record } of sent) await shop.take([{ ...record, receivedAt: at }])
  const { position: _, time: __, ranking, ...report } = shop.report({ kind: 'summary' })
  await shop.close()
  const { trees, damaged, adopted } = ranking
  return { ...report, trees, damaged, adopted: adopted.length }
}
