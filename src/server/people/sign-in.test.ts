import assert from 'node:assert/strict'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { MINUTE } from '../../core/clock.ts'
import { setUp } from '../fixtures/set-up.ts'
import { entered, member, PASSWORD } from './fixtures/team.ts'
import { hashPassword, isPassword, requireGood } from './password.ts'
import { hashOf } from './person.ts'
import { codeAt, stepOf, toBase32 } from './totp.ts'

test('codes are those of RFC 6238, and each opens once', () => {
  // Appendix B, SHA-1; the last six of its eight digits.
  const secret = toBase32(Buffer.from('12345678901234567890'))
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [20000000000, '353130'],
  ] as const) {
    const step = Math.floor(seconds / 30)
    assert.equal(codeAt(secret, step), code)
    assert.equal(stepOf(code, secret, seconds * 1000), step)
    assert.equal(stepOf(code, secret, seconds * 1000 + 30_000), step)
    assert.equal(stepOf(code, secret, seconds * 1000, step), undefined)
    assert.equal(stepOf(code, secret, seconds * 1000 + 90_000), undefined)
  }
})

test('a password is kept as Argon2id and found again, in whatever form its letters came', async t => {
  const { env, close } = await setUp()
  t.after(close)
  const kept = await hashPassword('café crème du matin', env)
  assert.match(kept, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  assert.ok(await isPassword('cafe\u0301 cre\u0300me du matin', kept))
  assert.ok(!(await isPassword('café crème du soir', kept)))
  assert.ok(!(await isPassword('anything at all', undefined)))
})

test('a password that is short, a name, a row of keys or one letter again is refused', () => {
  const about = ['ines.morel@shop.example', 'Inès Morel', 'vitrine']
  for (const weak of [
    'short',
    'aaaaaaaaaaaaaaaa',
    'qwertyuiopas',
    '123456789012',
    'vitrine-vitrine',
    'morel-shop-ines',
  ]) {
    assert.throws(() => requireGood(weak, about), { code: 'weak_password' }, weak)
  }
  for (const good of ['quatre chaises bleues', 'correct horse battery', 'Ünter-den-Linden-7']) {
    requireGood(good, about)
  }
})

test('after some tries one waits, the same for an address nobody has, and others do not wait', async t => {
  const { signIn, env } = await shop(t)
  const { email } = await member(t.shop, 'viewer')
  for (const whom of [email, 'nobody@example.org']) {
    const codes: number[] = []
    for (let i = 0; i < 8; i++)
      codes.push((await signIn(whom, 'wrong password', '192.0.2.1')).statusCode)
    assert.deepEqual(codes, [401, 401, 401, 401, 401, 401, 429, 429], whom)
  }
  // The owner of the address, elsewhere, is not shut out by a stranger.
  assert.equal((await signIn(email, PASSWORD, '198.51.100.7')).statusCode, 200)
  env.time += MINUTE
  assert.equal((await signIn(email, PASSWORD, '192.0.2.1')).statusCode, 200)
})

test('a stranger who keeps knocking with somebody’s address does not shut them out', async t => {
  const { signIn } = await shop(t)
  const { email } = await member(t.shop, 'viewer')
  for (let i = 0; i < 40; i++) await signIn(email, 'wrong password', '192.0.2.1')
  assert.equal((await signIn(email, PASSWORD, '198.51.100.7')).statusCode, 200)
})

test('two who come with one code at once: one comes in', async t => {
  const { app, env } = await shop(t)
  const { id, email } = await member(t.shop, 'viewer')
  const secret = toBase32(Buffer.from('12345678901234567890'))
  const recovery = [hashOf('ABCDABCDABCDABCDABCDABCD')]
  t.shop.people.change(id, now => ({ ...now, totp: { secret, usedStep: 0 }, recovery }))
  const codes = [codeAt(secret, Math.floor(env.now() / 30_000)), 'abcd-abcd-abcd-abcd-abcd-abcd']
  for (const code of codes) {
    const payload = { email, password: PASSWORD, code }
    const both = await Promise.all(
      [1, 2].map(() => app.inject({ method: 'POST', url: '/v1/session', payload })),
    )
    assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 401])
  }
})

test('what is answered to a wrong password does not tell whether the address is known', async t => {
  const { signIn } = await shop(t)
  const { email } = await member(t.shop, 'viewer')
  const [known, unknown] = [await signIn(email, 'x'), await signIn('nobody@example.org', 'x')]
  assert.deepEqual(known.json(), unknown.json())
  const invited = t.shop.people.drafted({ email: 'new@example.org', name: 'N', role: 'viewer' })
  t.shop.people.add(invited)
  assert.deepEqual((await signIn('new@example.org', 'x')).json(), unknown.json())
})

test('over https the cookie is of this host alone; on plain http another machine gets none', async t => {
  const { signIn, app } = await shop(t)
  const { email } = await member(t.shop, 'viewer')
  const https = { 'x-forwarded-proto': 'https', host: 'console.example' }
  const secure = await signIn(email, PASSWORD, '192.0.2.9', https)
  const cookie = String(secure.headers['set-cookie'])
  assert.match(
    cookie,
    /^__Host-vitrine_console=\w{32}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/,
  )
  const here = await signIn(email, PASSWORD, '127.0.0.1', { host: '127.0.0.1:4800' })
  assert.match(String(here.headers['set-cookie']), /^vitrine_console=\w{32}; .*SameSite=Strict$/)
  const plain = await signIn(email, PASSWORD, '192.0.2.9', { host: 'console.example' })
  assert.deepEqual([plain.statusCode, plain.json().code], [403, 'needs_https'])
  // A plain cookie is not taken over https: another host of the domain could have set it.
  const renamed = cookie.split(';')[0].replace('__Host-', '')
  const headers = { ...https, cookie: renamed }
  assert.equal((await app.inject({ url: '/v1/session', headers })).statusCode, 401)
})

test('another site can neither sign a browser in nor follow an invitation with it', async t => {
  const { app } = await shop(t)
  for (const url of ['/v1/session', '/v1/invitations']) {
    const payload = { email: 'a@b.example', password: 'x', token: 'x' }
    const headers = { origin: 'https://evil.example' }
    const answer = await app.inject({ method: 'POST', url, payload, headers })
    assert.equal(answer.json().code, 'foreign_page', url)
    assert.equal(answer.headers['set-cookie'], undefined)
  }
})

test('a sibling site that may call with a key reads nothing with somebody’s session', async t => {
  const origins = ['https://blog.shop.example']
  const made = await setUp({ origins })
  t.after(made.close)
  const { cookie } = entered(made, await member(made, 'owner'))
  const read = (headers: Record<string, string>) =>
    made.app.inject({ url: '/v1/results', headers: { cookie, ...headers } })
  assert.equal((await read({})).statusCode, 200)
  assert.equal((await read({ origin: origins[0], 'sec-fetch-site': 'same-site' })).statusCode, 403)
})

test('a file of people that was spoilt by hand shuts nobody out who is known', async t => {
  const { people, folder, app, door } = await shop(t)
  const by = entered({ door }, await member(t.shop, 'viewer'))
  writeFileSync(join(folder, 'people.json'), '{"people": 1}')
  assert.equal((await app.inject({ url: '/v1/session', headers: by })).statusCode, 200)
  assert.equal(people.all().length, 1)
})

test('a session ends after half an hour without a hand, after twelve hours, and with a new password', async t => {
  const { app, env, door } = await shop(t)
  const person = await member(t.shop, 'viewer')
  const call = (
    by: { cookie: string; token: string },
    url = '/v1/session',
    method: 'GET' | 'POST' = 'GET',
    payload?: object,
  ) =>
    app.inject({
      method,
      url,
      payload,
      headers: { cookie: by.cookie, 'x-vitrine-token': by.token },
    })
  const idle = entered({ door }, person)
  for (let minutes = 0; minutes < 30; minutes += 10) {
    assert.equal((await call(idle)).statusCode, 200) // reading is nothing done
    env.time += 10 * MINUTE
  }
  assert.equal((await call(idle)).statusCode, 401)
  const busy = entered({ door }, person)
  for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
    assert.equal((await call(busy, '/v1/session/here', 'POST')).statusCode, 200)
    env.time += 20 * MINUTE
  }
  assert.equal((await call(busy)).statusCode, 401)
  const [mine, elsewhere] = [entered({ door }, person), entered({ door }, person)]
  const change = { current: PASSWORD, password: 'quatre chaises bleues' }
  assert.equal((await call(mine, '/v1/account/password', 'POST', change)).statusCode, 200)
  assert.deepEqual([(await call(mine)).statusCode, (await call(elsewhere)).statusCode], [200, 401])
})

test('the file of people is private and holds no password, no token and no recovery code', async t => {
  const { people, folder } = await shop(t)
  const person = await member(t.shop, 'owner')
  const token = people.renew(person.id)
  const path = join(folder, 'people.json')
  assert.equal(statSync(path).mode & 0o777, 0o600)
  const text = readFileSync(path, 'utf8')
  for (const secret of [PASSWORD, token]) assert.ok(!text.includes(secret))
})

test('what was done is in the log, by an id: no name, address or secret', async t => {
  const { app, door, shop: kept } = await shop(t)
  const owner = await member(t.shop, 'owner')
  const by = entered({ door }, owner)
  const invited = await app.inject({
    method: 'POST',
    url: '/v1/people',
    payload: { email: 'ines@secret.example', name: 'Inès Secrète', role: 'editor' },
    headers: { cookie: by.cookie, 'x-vitrine-token': by.token },
  })
  const { person, link } = invited.json()
  let log = ''
  for await (const records of kept.read(0)) log += JSON.stringify(records)
  assert.match(log, new RegExp(`"what":"person_invited","on":"${person.id}"`))
  for (const secret of ['ines@secret', 'Secrète', link.split('/').at(-1)]) {
    assert.ok(!log.includes(secret), secret)
  }
  const audit = await app.inject({ url: '/v1/audit', headers: { cookie: by.cookie } })
  assert.deepEqual(
    { ...audit.json().entries[0], position: 0, time: 0 },
    {
      ...{ position: 0, time: 0, by: owner.id, name: owner.name, what: 'person_invited' },
      ...{ on: person.id, onName: 'Inès Secrète', before: null, after: { role: 'editor' } },
    },
  )
})

declare module 'node:test' {
  interface TestContext {
    shop: Awaited<ReturnType<typeof setUp>>
  }
}

async function shop(t: TestContext) {
  const made = await setUp()
  t.shop = made
  t.after(made.close)
  const signIn = (
    email: string,
    password: string,
    address = '192.0.2.1',
    headers: Record<string, string> = {},
  ) =>
    made.app.inject({
      method: 'POST',
      url: '/v1/session',
      payload: { email, password },
      headers: { 'x-forwarded-for': address, ...headers },
    })
  return { ...made, signIn }
}
