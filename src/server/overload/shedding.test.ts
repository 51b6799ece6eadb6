import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cookieFor, setUp, view } from '../fixtures/set-up.ts'
import { press } from './fixtures/press.ts'
import type { Kind } from './kinds.ts'

const NAMES: Record<Exclude<Kind, 'decision'>, string> = {
  impression: 'impression',
  click: 'click',
  page: 'page_view',
  dear: 'add_to_cart',
}

test('impressions go first, then clicks, then page views; a cart always comes in', async t => {
  const server = await setUp()
  t.after(server.close)
  const batch = Object.values(NAMES).map(name => view('shoe', { name, ...shown }))
  for (const [level, shed] of [
    [0, undefined],
    [1, [0]],
    [2, [0, 1]],
    [3, [0, 1, 2]],
    [4, [0, 1, 2]],
  ] as const) {
    press(server.services.gate, level)
    const answer = await server.post('/v1/events', fresh(batch), cookieFor('anna'))
    assert.equal(answer.statusCode, 202)
    assert.deepEqual(answer.json().shed, shed)
    assert.equal(answer.json().accepted, 4 - (shed?.length ?? 0))
    assert.equal(answer.headers['retry-after'] !== undefined, shed !== undefined)
  }
})

test('what was put off is not in the log, and is taken when it comes again', async t => {
  const server = await setUp()
  t.after(server.close)
  const batch = [
    view('shoe', { name: 'impression', ...shown }),
    view('shoe', { name: 'purchase', ...sale }),
  ]
  press(server.services.gate, 4)
  const hurried = await server.post('/v1/events', { events: batch }, cookieFor('anna'))
  assert.deepEqual(hurried.json().shed, [0])
  assert.deepEqual(await idsIn(server), [batch[1].id])
  press(server.services.gate, 0)
  const calm = await server.post('/v1/events', { events: batch }, cookieFor('anna'))
  assert.deepEqual(calm.json(), { accepted: 1, repaired: 0, repeated: 1, refused: [] })
})

test('a batch of which nothing may come in is 503 with a time to come again, and leaves nothing', async t => {
  const server = await setUp()
  t.after(server.close)
  press(server.services.gate, 4)
  for (const name of ['impression', 'click', 'page_view']) {
    const answer = await server.post('/v1/events', { events: [view('shoe', { name })] })
    assert.equal(answer.statusCode, 503)
    assert.equal(answer.json().code, 'busy')
    assert.equal(answer.headers['retry-after'], '5')
  }
  assert.deepEqual(await idsIn(server), [])
})

test('a refusal names the event by its place in what was sent, not in what came in', async t => {
  const server = await setUp()
  t.after(server.close)
  press(server.services.gate, 3)
  const wrong = view('shoe', { name: 'add_to_cart', time: 'yesterday' })
  const events = [view('shoe', { name: 'impression' }), view('shoe', { name: 'login' }), wrong]
  const answer = await server.post('/v1/events', { events }, cookieFor('anna'))
  assert.deepEqual(answer.json().shed, [0])
  assert.equal(answer.json().refused[0].index, 2)
})

test('at half a step, half of a kind is put off', async t => {
  const server = await setUp()
  t.after(server.close)
  press(server.services.gate, 0.5)
  const events = Array.from({ length: 100 }, () => view('shoe', { name: 'impression' }))
  const answer = await server.post('/v1/events', { events }, cookieFor('anna'))
  const share = server.services.gate.level
  assert.ok(Math.abs(answer.json().shed.length - 100 * share) <= 1)
})

test('an import is slowed down, never put off', async t => {
  const server = await setUp()
  t.after(server.close)
  press(server.services.gate, 4)
  const before = server.env.now()
  const body = { channel: 'import', consent: 'personal', visitor: 'v1', events: [view()] }
  const answer = await server.post('/v1/events', body, server.asServer)
  assert.equal(answer.json().accepted, 1)
  assert.ok(server.env.now() > before)
})

test('a Segment batch comes in whole when something in it is dear, else not at all', async t => {
  const server = await setUp()
  t.after(server.close)
  press(server.services.gate, 4)
  const page = { type: 'page', messageId: 'm1', anonymousId: 'a' }
  const order = { type: 'track', event: 'Order Completed', messageId: 'm2', anonymousId: 'a' }
  const busy = await server.post('/v1/batch', { batch: [page] }, server.asServer)
  assert.equal(busy.statusCode, 503)
  const dear = await server.post('/v1/batch', { batch: [page, order] }, server.asServer)
  assert.equal(dear.statusCode, 200)
})

const shown = { decision: '018f0000-0000-7000-a000-000000000001.0', placement: 'home' }
const sale = {
  params: { transaction_id: 'T1', currency: 'EUR', value: 10, items: [{ item_id: 'shoe' }] },
}

let made = 0
function fresh(events: object[]) {
  return {
    events: events.map(event => {
      return { ...event, id: `018f0000-0000-7000-9000-${String(++made).padStart(12, '0')}` }
    }),
  }
}

async function idsIn({ stores }: Awaited<ReturnType<typeof setUp>>): Promise<string[]> {
  const ids: string[] = []
  for await (const records of stores.log.read({})) {
    for (const { id, type } of records) if (type === 'event') ids.push(id)
  }
  return ids
}
