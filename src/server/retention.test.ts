import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../core/clock.ts'
import { visitorKey } from '../core/visitor-key.ts'
import { cookieFor, setUp, view } from './fixtures/set-up.ts'
import { Retention } from './retention.ts'

const KEPT = 30 * DAY
const keyOf = (name: string) => visitorKey(name.padEnd(43, 'x'))

test('visitors’ days older than what is kept go, the shop’s own records and all sums stay', async t => {
  const { stores, shop, env, visit, retention, close } = await aShop()
  t.after(close)
  await visit('gone')
  await visit('back')
  env.time += KEPT
  await visit('back')
  env.time += 2 * DAY
  await visit('new')
  await shop.snapshot()
  await shop.renewSnapshots(shop.engine.position)
  const before = shop.report({ kind: 'summary' })
  await retention.run()
  const records = (await Array.fromAsync(stores.log.read({}))).flat()
  const events = records.filter(record => record.type === 'event')
  assert.deepEqual(
    events.map(({ body }) => body.visitor),
    [keyOf('back'), keyOf('new')],
  )
  assert.equal(records[0].type, 'shop_opened')
  assert.deepEqual(shop.report({ kind: 'summary' }), before)
})

test('a profile nobody has touched for as long goes, whoever came since stays', async t => {
  const { stores, shop, env, visit, retention, close } = await aShop(2)
  t.after(close)
  await visit('gone')
  await visit('back')
  env.time += KEPT
  await visit('back')
  env.time += 2 * DAY
  for (const other of ['a', 'b', 'c']) await visit(other)
  await shop.snapshot()
  await shop.renewSnapshots(shop.engine.position)
  await shop.residents.shrink()
  await retention.run()
  const left = (await Array.fromAsync(stores.profiles.all())).map(({ visitor }) => visitor)
  assert.ok(!left.includes(keyOf('gone')) && left.includes(keyOf('back')))
})

test('a day that a restart would still need stays', async t => {
  const { stores, env, visit, retention, close } = await aShop()
  t.after(close)
  await visit('gone')
  env.time += KEPT + 2 * DAY
  await visit('new')
  await retention.run()
  const records = (await Array.fromAsync(stores.log.read({}))).flat()
  assert.equal(records.filter(record => record.type === 'event').length, 2)
})

async function aShop(maxProfiles?: number) {
  const set = await setUp({ maxProfiles })
  const retention = new Retention(set.shop, set.stores, set.env, KEPT)
  const visit = async (name: string) => {
    const event = view('ski', { time: set.env.now() })
    const answer = await set.post(
      '/v1/events',
      { events: [event], consent: 'personal' },
      cookieFor(name),
    )
    assert.equal(answer.json().accepted, 1)
  }
  return { ...set, retention, visit }
}
