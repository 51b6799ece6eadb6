import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, SECOND } from '../core/clock.ts'
import { cookieFor, setUp, view } from './fixtures/set-up.ts'

test('a request full of looks gives the ranking one lesson at most, however many items each names', async t => {
  const { post, shop, env, close } = await setUp()
  t.after(close)
  const send = (events: object[]) => post('/v1/events', { events }, cookieFor('hasty'))
  assert.equal((await send(crowded(20))).json().accepted, 20)
  assert.equal(shop.engine.ranking.clicks, 0)
  env.time += SECOND
  await send(crowded(20))
  assert.equal(shop.engine.ranking.clicks, 1)
  env.time += SECOND
  await send([view('shoe', { time: env.time })])
  assert.equal(shop.engine.ranking.clicks, 2)
})

test('what a server key vouches for is a lesson each', async t => {
  const { post, asServer, shop, close } = await setUp()
  t.after(close)
  const events = crowded(20).map(event => ({ ...event, visitor: 'anna' }))
  await post('/v1/events', { consent: 'personal', events }, asServer)
  assert.equal(shop.engine.ranking.clicks, 19)
})

test('a batch of five hundred lets others have their turn in between, and each is kept once', async t => {
  const { post, asServer, shop, close } = await setUp()
  t.after(close)
  const before = shop.engine.position
  const events = Array.from({ length: 500 }, (_, n) => ({ ...view(), visitor: `visitor ${n}` }))
  let isDone = false
  const sent = post('/v1/events', { consent: 'personal', events }, asServer)
  sent.finally(() => (isDone = true))
  const seen = new Set<number>()
  while (!isDone) {
    await new Promise(resolve => setImmediate(resolve))
    seen.add(shop.engine.position - before)
  }
  assert.equal((await sent).json().accepted, 500)
  assert.ok(seen.size > 5, `seen at ${[...seen]}`)
  assert.equal(shop.engine.position - before, 500)
})

test('old looks out of a file teach the ranking', async t => {
  const { post, asServer, shop, env, close } = await setUp()
  t.after(close)
  const old = { visitor: 'of last year', time: env.time - 300 * DAY }
  await post('/v1/events', { ...FILE, events: [view('shoe', old)] }, asServer)
  assert.equal(shop.engine.ranking.sums().sessions, 1)
})

const FILE = { consent: 'personal', channel: 'import' }

function crowded(count: number): object[] {
  return Array.from({ length: count }, (_, event) => {
    const items = Array.from({ length: 50 }, (_, i) => ({ item_id: `I${(event * 7 + i) % 60}` }))
    return { ...view(), page: undefined, params: { items } }
  })
}
