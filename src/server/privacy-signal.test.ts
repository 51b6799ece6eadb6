import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visitorKey } from '../core/visitor-key.ts'
import { setUp, view } from './fixtures/set-up.ts'
import { whoAsks } from './search/who-asks.ts'

const GPC = { 'sec-gpc': '1' }
const COOKIE = `vitrine=${'a'.repeat(43)}`
const home = { page: { type: 'home' }, placements: [{ placement: 'home' }] }

test('a browser with the signal is never personal, whatever the page says, and loses the cookie it has', async t => {
  const { post, shop, close } = await setUp()
  t.after(close)
  const bodies: [string, object][] = [
    ['/v1/decisions', { ...home, event: view(), consent: 'personal' }],
    ['/v1/events', { events: [view()], consent: 'personal' }],
    ['/v1/events', { events: [view()] }],
    ['/v1/track', { messageId: 'm1', event: 'Product Viewed', consent: 'personal' }],
  ]
  for (const [path, body] of bodies) {
    const fresh = await post(path, body, GPC)
    assert.equal(fresh.headers['set-cookie'], undefined, path)
    const known = await post(path, body, { ...GPC, cookie: COOKIE })
    assert.match(String(known.headers['set-cookie']), /^vitrine=; .*Max-Age=0/, path)
  }
  assert.equal(shop.residents.size, 0)
  assert.equal(shop.report({ kind: 'summary' }).eventCount, 0)
})

test('whoever chose in spite of the signal is served, and anonymous counts go on', async t => {
  const { post, shop, close } = await setUp()
  t.after(close)
  const chosen = await post('/v1/decisions', { ...home, consent: 'personal', chosen: true }, GPC)
  assert.match(String(chosen.headers['set-cookie']), /^vitrine=[\w-]{43};/)
  assert.notEqual(chosen.json().slice, 'none')
  await post('/v1/events', { events: [view()], consent: 'measure' }, GPC)
  assert.equal(shop.report({ kind: 'summary' }).eventCount, 1)
})

test('a search is for nobody in particular under the signal, unless it was chosen', async t => {
  const { services, close } = await setUp()
  t.after(close)
  const caller = { kind: 'public' } as never
  const asked = { caller, headers: { ...GPC, cookie: COOKIE } }
  assert.deepEqual(whoAsks(asked, { consent: 'personal' }, services), { consent: 'page' })
  assert.deepEqual(whoAsks(asked, {}, services), { consent: 'page' })
  const chosen = whoAsks(asked, { consent: 'personal', chosen: '1' }, services)
  assert.equal(chosen.visitor, visitorKey('a'.repeat(43)))
})
