import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namedKey, visitorKey } from '../../core/visitor-key.ts'
import { cookieFor, setUp, view } from '../fixtures/set-up.ts'

const anna = cookieFor('anna')
const ANNA = visitorKey('anna'.padEnd(43, 'x'))

test('a browser reads what it did, as one document', async t => {
  const { post, close } = await setUp()
  t.after(close)
  await post('/v1/events', { events: [view('ski'), view('boot')], consent: 'personal' }, anna)
  await post('/v1/nudges', { kind: 'jump', consent: 'personal' }, anna)
  const answer = await post('/v1/privacy/export', {}, anna)
  assert.equal(answer.statusCode, 200)
  const { identity, known, records, consents, kept } = answer.json()
  assert.deepEqual(identity, { keys: [ANNA] })
  assert.equal(known.acts, 2)
  assert.deepEqual(
    records.map((record: { name?: string; type: string }) => record.name ?? record.type),
    ['view_item', 'view_item', 'nudge_shown'],
  )
  assert.equal(consents[0].consent, 'personal')
  assert.ok(kept.where.length > 0)
})

test('a browser that was joined to an account reads nothing of what others did', async t => {
  const { post, asServer, close } = await setUp()
  t.after(close)
  const of = { visitor: 'account', consent: 'personal' }
  const secret = view('ski', { detail: 'for nobody else' })
  await post('/v1/events', { events: [secret], ...of }, asServer)
  await post('/v1/events', { events: [view('boot')], consent: 'personal' }, anna)
  const { cookie } = anna
  const names = { visitor: cookie.split('=')[1], user: 'account' }
  assert.deepEqual((await post('/v1/identity', names, asServer)).json(), { joined: true })
  const own = (await post('/v1/privacy/export', {}, anna)).body
  assert.ok(own.includes('boot') && !own.includes('for nobody else') && !own.includes('"ski"'))
  assert.equal(JSON.parse(own).known, null)
  const whole = (await post('/v1/privacy/export', { visitor: 'account' }, asServer)).json()
  assert.equal(whole.known.acts, 2)
  assert.equal(whole.identity.keys.length, 2)
})

test('names that were joined are told once each, and a consent since when it was first given', async t => {
  const { post, env, asServer, close } = await setUp()
  t.after(close)
  const began = env.time
  const order = { name: 'purchase', params: { transaction_id: 'A-1', value: 9 } }
  // The account's own partition is read before or after those of its browsers.
  const users = Array.from({ length: 6 }, (_, n) => `account ${n}`)
  for (const user of users) {
    env.time = began
    const browsers = ['phone', 'laptop'].map(name => `${name} of ${user}`)
    const [one, other] = browsers.map(visitor => ({ visitor, events: [{ name: 'page_view' }] }))
    await post('/v1/events', one, asServer)
    env.time += 60_000
    await post('/v1/events', other, asServer)
    await post('/v1/events', { visitor: user, events: [order] }, asServer)
    for (const visitor of browsers) await post('/v1/identity', { visitor, user }, asServer)
    const told = (await post('/v1/privacy/export', { visitor: user }, asServer)).json()
    assert.equal(told.joined.length, 2, user)
    const merges = told.records.filter(({ type }: { type: string }) => type === 'visitors_merged')
    assert.equal(merges.length, 2, user)
    const since = new Date(began).toISOString()
    assert.deepEqual(told.consents, [{ consent: 'personal', since }], user)
  }
})

test('whoever erases themselves is nobody from then on, and begins anew under a fresh cookie', async t => {
  const { post, shop, env, close } = await setUp()
  t.after(close)
  await post('/v1/events', { events: [view('ski')], consent: 'personal' }, anna)
  const erased = await post('/v1/privacy/erase', {}, anna)
  assert.deepEqual([erased.statusCode, erased.json().state], [202, 'under way'])
  assert.match(String(erased.headers['set-cookie']), /vitrine=;.*Max-Age=0/)
  assert.equal((await post('/v1/privacy/export', {}, anna)).statusCode, 404)
  assert.equal((await post('/v1/privacy/status', {}, anna)).json().state, 'under way')
  const late = await post('/v1/events', { events: [view('ski')], consent: 'personal' }, anna)
  assert.equal(late.json().accepted, 1)
  assert.match(String(late.headers['set-cookie']), /vitrine=[\w-]{43};/)
  assert.equal(await shop.visitor(ANNA, env.now()), undefined)
  const home = { page: { type: 'home' }, placements: [{ placement: 'home' }], consent: 'personal' }
  assert.equal((await post('/v1/decisions', home, anna)).json().slice, 'none')
  assert.equal(await shop.visitor(ANNA, env.now()), undefined)
})

test('the shop’s server erases by its own name of the visitor, and nobody else may name one', async t => {
  const { post, shop, keys, env, asServer, close } = await setUp()
  t.after(close)
  const who = { visitor: 'anna@example.com' }
  await post('/v1/events', { events: [view('ski')], ...who }, asServer)
  assert.equal((await post('/v1/privacy/erase', who)).json().code, 'visitor_from_browser')
  assert.equal((await post('/v1/privacy/erase', {}, asServer)).json().field, '/visitor')
  assert.equal((await post('/v1/privacy/erase', who, asServer)).statusCode, 202)
  await post('/v1/events', { events: [view('ski')], ...who, channel: 'import' }, asServer)
  assert.equal(await shop.visitor(namedKey(who.visitor, keys.nameSecret), env.now()), undefined)
  assert.equal((await post('/v1/privacy/export', who, asServer)).statusCode, 404)
})

test('another site can neither read nor erase with a visitor’s cookie', async t => {
  const { app, post, keys, close } = await setUp()
  t.after(close)
  await post('/v1/events', { events: [view('ski')], consent: 'personal' }, anna)
  const froms: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ]
  for (const from of froms) {
    const answer = await post('/v1/privacy/erase', {}, { ...anna, ...from })
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'foreign_page'])
  }
  const form = await app.inject({
    method: 'POST',
    url: `/v1/privacy/erase?key=${keys.publicKey}`,
    headers: { ...anna, 'content-type': 'text/plain' },
    payload: '{}',
  })
  assert.equal(form.statusCode, 415)
  assert.equal((await post('/v1/privacy/export', {}, anna)).statusCode, 200)
  const own = { ...anna, host: 'shop.example', origin: 'https://shop.example' }
  assert.equal((await post('/v1/privacy/export', {}, own)).statusCode, 200)
})

test('a browser that asks again and again is told to wait; the shop’s server is not', async t => {
  const { post, asServer, close } = await setUp()
  t.after(close)
  await post('/v1/events', { events: [view('ski')], consent: 'personal' }, anna)
  const ask = () => post('/v1/privacy/export', {}, anna)
  const codes = []
  for (let n = 0; n < 6; n++) codes.push((await ask()).statusCode)
  assert.deepEqual(codes, [200, 200, 200, 200, 200, 429])
  assert.equal((await ask()).headers['retry-after'], '20')
  const named = await post('/v1/privacy/export', { visitor: 'nobody' }, asServer)
  assert.equal(named.statusCode, 200)
})

test('what was refused of a person goes with them', async t => {
  const { post, shop, stores, close } = await setUp()
  t.after(close)
  const bad = { name: 'teleport', detail: 'blue suede shoes' }
  await post('/v1/events', { events: [bad], consent: 'personal' }, anna)
  const text = async (log: AsyncIterable<unknown>) => JSON.stringify(await Array.fromAsync(log))
  assert.ok((await text(stores.log.read({}))).includes('blue suede'))
  await post('/v1/privacy/erase', {}, anna)
  assert.ok(!(await text(shop.read(0))).includes('blue suede'))
})
