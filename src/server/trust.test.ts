import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setUp, TestEnv, view } from './fixtures/set-up.ts'
import { Keys } from './keys.ts'
import { RateLimit } from './rate.ts'

const home = { page: { type: 'home' }, placements: [{ placement: 'home' }] }

test('the cookie is set once, with consent to personal service, for the whole site and out of reach of scripts', async t => {
  const { post, close } = await setUp()
  t.after(close)
  const first = await post('/v1/decisions', { ...home, consent: 'personal' })
  const set = String(first.headers['set-cookie'])
  assert.match(set, /^vitrine=[\w-]{43}; Path=\/; Max-Age=33955200; HttpOnly; SameSite=Lax$/)
  const cookie = set.split(';')[0]
  const second = await post('/v1/decisions', { ...home, consent: 'personal' }, { cookie })
  assert.equal(second.headers['set-cookie'], undefined)
})

test('without consent to personal service no cookie is set, and an old one is cleared', async t => {
  const { post, close } = await setUp()
  t.after(close)
  for (const consent of ['page', 'measure', undefined]) {
    const answer = await post('/v1/decisions', { ...home, ...(consent && { consent }) })
    assert.equal(answer.headers['set-cookie'], undefined)
    assert.equal(answer.json().slice, 'none')
  }
  const cookie = `vitrine=${'a'.repeat(43)}`
  const withdrawn = await post('/v1/events', { consent: 'page', events: [view()] }, { cookie })
  assert.match(String(withdrawn.headers['set-cookie']), /^vitrine=; .*Max-Age=0/)
})

test('behind https the cookie is marked Secure', async t => {
  const { post, close } = await setUp()
  t.after(close)
  const headers = { 'x-forwarded-proto': 'https' }
  const answer = await post('/v1/decisions', { ...home, consent: 'personal' }, headers)
  assert.match(String(answer.headers['set-cookie']), /; Secure$/)
})

test('a cookie that we did not make is replaced, not trusted', async t => {
  const { post, close } = await setUp()
  t.after(close)
  const headers = { cookie: 'vitrine=1' }
  const answer = await post('/v1/decisions', { ...home, consent: 'personal' }, headers)
  assert.match(String(answer.headers['set-cookie']), /^vitrine=[\w-]{43};/)
})

test('a call without a key, or with one that is not ours, is told so and nothing more', async t => {
  const { app, close } = await setUp()
  t.after(close)
  for (const authorization of [undefined, 'Bearer pk_x', 'Bearer sk_x', 'Basic eDp5', 'Digest a']) {
    const headers = authorization ? { authorization } : {}
    const answer = await app.inject({ method: 'POST', url: '/v1/events', headers, payload: {} })
    assert.equal(answer.statusCode, 401)
    assert.equal(answer.json().code, 'key')
  }
})

test('a public key reads no results and changes no catalogue', async t => {
  const { app, keys, close } = await setUp()
  t.after(close)
  const headers = { authorization: `Bearer ${keys.publicKey}` }
  for (const url of ['/v1/results', '/v1/log', '/v1/visitors/abc']) {
    assert.equal((await app.inject({ url, headers })).statusCode, 403, url)
  }
  const costs = await app.inject({
    method: 'POST',
    url: '/v1/catalogue/costs',
    headers,
    payload: {},
  })
  assert.equal(costs.statusCode, 403)
})

test('server keys are kept as hashes in a private file, and two live at a time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-keys-'))
  const keys = new Keys(folder, new TestEnv())
  const first = keys.firstServerKey as string
  assert.match(first, /^sk_[0-9A-Za-z]{32}$/)
  const second = keys.rotate()
  assert.ok(keys.recognise(first) && keys.recognise(second))
  const third = keys.rotate()
  assert.equal(keys.recognise(first), undefined)
  assert.ok(keys.recognise(second) && keys.recognise(third))
  const path = join(folder, 'keys.json')
  assert.equal(statSync(path).mode & 0o777, 0o600)
  for (const key of [first, second, third]) assert.ok(!readFileSync(path, 'utf8').includes(key))
  const again = new Keys(folder, new TestEnv(2))
  assert.equal(again.publicKey, keys.publicKey)
  assert.ok(again.recognise(third))
  assert.equal(again.firstServerKey, undefined)
  rmSync(folder, { recursive: true })
})

test('a key with fewer scopes may do less', async t => {
  const { app, keys, close } = await setUp()
  t.after(close)
  const headers = { authorization: `Bearer ${keys.rotate(['events'])}` }
  assert.equal((await app.inject({ url: '/v1/results', headers })).statusCode, 403)
})

test('too many calls of one address are told to wait, and may call again then', async t => {
  const rates = { perKey: new RateLimit(1e6), perAddress: new RateLimit(1, 3) }
  const { post, env, close } = await setUp({ rates })
  t.after(close)
  const codes: number[] = []
  for (let i = 0; i < 5; i++) codes.push((await post('/v1/decisions', home)).statusCode)
  assert.deepEqual(codes, [200, 200, 200, 429, 429])
  assert.equal((await post('/v1/decisions', home)).headers['retry-after'], '1')
  env.time += 1_000
  assert.equal((await post('/v1/decisions', home)).statusCode, 200)
})

test('the shop’s server is bound by the rate of its key alone, whoever knocks from its address', async t => {
  const rates = { perKey: new RateLimit(1, 2), perAddress: new RateLimit(1, 1) }
  const { post, asServer, close } = await setUp({ rates })
  t.after(close)
  const wrong = { authorization: 'Bearer sk_wrong' }
  assert.equal((await post('/v1/decisions', home, wrong)).statusCode, 401)
  assert.equal((await post('/v1/decisions', home, wrong)).statusCode, 429)
  assert.equal((await post('/v1/decisions', home)).statusCode, 429)
  for (const status of [200, 200, 429]) {
    assert.equal((await post('/v1/decisions', home, asServer)).statusCode, status)
  }
})

test('an address is whom the reverse path names, not the reverse path', async t => {
  const rates = { perKey: new RateLimit(1e6), perAddress: new RateLimit(1, 1) }
  const { post, close } = await setUp({ rates })
  t.after(close)
  const from = async (address: string) =>
    (await post('/v1/decisions', home, { 'x-forwarded-for': address })).statusCode
  assert.deepEqual([await from('192.0.2.1'), await from('192.0.2.1')], [200, 429])
  assert.equal(await from('192.0.2.2'), 200)
})

test('the link to the console works once, and not after 15 minutes', async t => {
  const { app, door, env, close } = await setUp()
  t.after(close)
  const enter = (token: string) => app.inject(`/console/enter?token=${token}`)
  const token = door.newLink()
  const first = await enter(token)
  assert.equal(first.statusCode, 302)
  const cookie = String(first.headers['set-cookie'])
  assert.match(cookie, /HttpOnly; SameSite=Strict/)
  assert.equal((await enter(token)).statusCode, 403)
  const headers = { cookie: cookie.split(';')[0] }
  assert.equal((await app.inject({ url: '/v1/results', headers })).statusCode, 200)
  const late = door.newLink()
  env.time += 16 * 60_000
  assert.equal((await enter(late)).statusCode, 403)
})

test('a closed console door shows a person the way in, and whoever is inside passes', async t => {
  const { app, door, close } = await setUp()
  t.after(close)
  const asPerson = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'fr-FR,fr;q=0.9' }
  const url = `/console/enter?token=${door.newLink()}`
  const cookie = String((await app.inject(url)).headers['set-cookie']).split(';')[0]
  const used = await app.inject({ url, headers: asPerson })
  assert.equal(used.statusCode, 403)
  assert.match(String(used.headers['content-type']), /^text\/html/)
  assert.match(used.body, /<html lang="fr">.*a déjà servi.*vitrine -- console/s)
  assert.match((await app.inject({ url, headers: { accept: 'text/html' } })).body, /has been used/)
  assert.equal((await app.inject(url)).json().code, 'console_link')
  const again = await app.inject({ url, headers: { ...asPerson, cookie } })
  assert.deepEqual([again.statusCode, again.headers.location], [302, '/console/'])
})

test('a console link that was used is replaced by a fresh one', async t => {
  const { app, door, close } = await setUp()
  t.after(close)
  const links: string[] = []
  door.onLink(token => links.push(token))
  await app.inject(`/console/enter?token=${links[0]}`)
  assert.equal(links.length, 2)
  assert.equal((await app.inject(`/console/enter?token=${links[1]}`)).statusCode, 302)
})
