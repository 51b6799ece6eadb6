import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openMemoryShop } from '../../store/open.ts'
import { cookieFor, NOON, setUp, view } from '../fixtures/set-up.ts'

test('a bad event is refused with field and reason, and the good one beside it is kept', async t => {
  const { post, shop, close } = await setUp()
  t.after(close)
  const answer = await post('/v1/events', { events: [view(), { ...view(), name: 'teleport' }] })
  assert.equal(answer.statusCode, 202)
  const { accepted, refused } = answer.json()
  assert.equal(accepted, 1)
  assert.deepEqual(
    [refused[0].index, refused[0].field, refused[0].code],
    [1, '/name', 'unknown_name'],
  )
  assert.ok(refused[0].reason.length > 10)
  assert.equal(shop.report({ kind: 'summary' }).eventCount, 1)
  assert.deepEqual(shop.report({ kind: 'summary' }).refused, { unknown_name: 1 })
})

test('the answer waits until the log says durable', async t => {
  const stores = openMemoryShop()
  const { post, shop, close } = await setUp({ stores })
  t.after(close)
  const { append } = stores.log
  let release = () => {}
  const gate = new Promise<void>(resolve => (release = resolve))
  stores.log.append = records => {
    const appended = append.call(stores.log, records)
    return { ...appended, durable: gate.then(() => appended.durable) }
  }
  let isAnswered = false
  const answer = post('/v1/events', { events: [view()] }).then(a => {
    isAnswered = true
    return a
  })
  while (shop.report({ kind: 'summary' }).eventCount === 0) await new Promise(setImmediate)
  for (let i = 0; i < 20; i++) await new Promise(setImmediate)
  assert.equal(isAnswered, false)
  release()
  assert.equal((await answer).statusCode, 202)
})

test('when the disk refuses, nothing is acknowledged and the shop says that it is broken', async t => {
  const stores = openMemoryShop()
  const { app, post, broken, close } = await setUp({ stores })
  t.after(close)
  const { append } = stores.log
  stores.log.append = records => ({
    ...append.call(stores.log, records),
    durable: Promise.reject(new Error('no space left')),
  })
  assert.ok((await post('/v1/events', { events: [view()] })).statusCode >= 500)
  assert.match(String(broken[0]), /no space left/)
  assert.equal((await app.inject('/readyz')).statusCode, 503)
  assert.ok((await post('/v1/events', { events: [view()] })).statusCode >= 500)
})

test('an event sent twice counts once and is told as repeated', async t => {
  const { post, shop, close } = await setUp()
  t.after(close)
  const event = view()
  await post('/v1/events', { events: [event] })
  const again = (await post('/v1/events', { events: [event, view()] })).json()
  assert.deepEqual([again.accepted, again.repeated], [1, 1])
  assert.equal(shop.report({ kind: 'summary' }).eventCount, 2)
})

test('a public key may not name a visitor, a server key may', async t => {
  const { post, asServer, close } = await setUp()
  t.after(close)
  const body = { events: [view()], visitor: 'customer-1' }
  const refused = await post('/v1/events', body)
  assert.equal(refused.statusCode, 403)
  assert.equal(refused.json().field, '/visitor')
  assert.equal((await post('/v1/events', body, asServer)).statusCode, 202)
})

test('the visitor in the log is a hash of the cookie, and nothing else of the request is there', async t => {
  const { post, stores, close } = await setUp()
  t.after(close)
  const cookie = cookieFor('anna')
  await post('/v1/events', { consent: 'personal', events: [view()] }, cookie)
  let log = ''
  for await (const records of stores.log.read({})) log += JSON.stringify(records)
  assert.match(log, /"visitor":"[\w-]{22}"/)
  assert.doesNotMatch(log, /anna|127\.0\.0\.1|pk_/)
})

test('a body of sendBeacon (text/plain, key in the address) is an event batch like any other', async t => {
  const { app, keys, close } = await setUp()
  t.after(close)
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/events?key=${keys.publicKey}`,
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
    payload: JSON.stringify({ sentAt: NOON, events: [view()] }),
  })
  assert.deepEqual([answer.statusCode, answer.json().accepted], [202, 1])
})

test('who wants nothing kept has nothing kept', async t => {
  const { post, shop, stores, close } = await setUp()
  t.after(close)
  const before = stores.log.last
  const answer = await post('/v1/events', { consent: 'page', events: [view()] }, cookieFor('bea'))
  assert.equal(answer.json().accepted, 0)
  assert.equal(answer.json().refused[0].code, 'no_consent')
  assert.equal(stores.log.last, before)
  assert.equal(shop.report({ kind: 'summary' }).eventCount, 0)
})
