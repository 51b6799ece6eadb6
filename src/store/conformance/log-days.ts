import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { SHOP_PARTITION } from '../../schema/record.ts'
import type { LogDays } from '../ports.ts'
import { aRecord, collect, START } from './records.ts'

/** What every log promises whose days can be changed once they are over. */
export function logDaysConformance(name: string, open: () => Promise<LogDays>): void {
  const check = (claim: string, act: (log: LogDays) => Promise<void>) =>
    test(`${name}: ${claim}`, async t => {
      const log = await open()
      t.after(() => log.close())
      await act(log)
    })

  check('a day that is over takes other bodies, and keeps ids and places', async log => {
    const given = [aRecord(1), aRecord(2), { ...aRecord(3), receivedAt: START + DAY }]
    await log.append(given).durable
    const [day] = await log.closedDays()
    assert.deepEqual([day.first, day.last], [1, 2])
    const before = await collect(log.read({}))
    const blank = { ...before[1], body: { products: [], market: before[1].body } } as never
    await log.rewrite(day.day, [blank])
    assert.deepEqual(await collect(log.read({})), [before[0], blank, before[2]])
    assert.deepEqual(log.append([aRecord(2)]).positions, [0])
    await log.rewrite(day.day, [blank])
    assert.deepEqual(await collect(log.read({ after: 1 })), [blank, before[2]])
  })

  check('of a day without visitors the shop’s own records stay, and its places', async log => {
    const shops = { ...aRecord(2), partition: SHOP_PARTITION }
    const given = [aRecord(1), shops, aRecord(3), { ...aRecord(4), receivedAt: START + DAY }]
    await log.append(given).durable
    const [day] = await log.closedDays()
    await log.dropVisitors(day.day)
    const left = await collect(log.read({}))
    assert.deepEqual(
      left.map(record => record.position),
      [2, 4],
    )
    assert.deepEqual((await collect(log.read({ partition: SHOP_PARTITION })))[0], left[0])
    assert.equal(log.last, 4)
    assert.deepEqual(log.append([aRecord(2)]).positions, [0])
  })
}
