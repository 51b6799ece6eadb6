import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { cookieFor, setUp, view } from '../fixtures/set-up.ts'

test('/metrics counts events by fate and refusals by code, and names nobody', async t => {
  const { app, post, keys, asServer, close } = await setUp()
  t.after(close)
  const event = view()
  const cookie = cookieFor('anna')
  await post('/v1/events', { consent: 'personal', events: [event, { name: 'x' }] }, cookie)
  await post('/v1/events', { consent: 'personal', events: [event] }, cookie)
  const page = { type: 'home' }
  await post('/v1/decisions', { consent: 'personal', page, placements: [] }, cookie)
  const asBrowser = { authorization: `Bearer ${keys.publicKey}` }
  assert.equal((await app.inject('/metrics')).statusCode, 401)
  assert.equal((await app.inject({ url: '/metrics', headers: asBrowser })).statusCode, 403)
  const { body } = await app.inject({ url: '/metrics', headers: asServer })
  assert.match(body, /vitrine_events_total\{fate="accepted"\} 1\n/)
  assert.match(body, /vitrine_events_total\{fate="repeated"\} 1\n/)
  assert.match(body, /vitrine_events_total\{fate="refused"\} 1\n/)
  assert.match(body, /vitrine_events_refused_total\{code="unknown_name"\} 1\n/)
  assert.match(body, /vitrine_problems_total\{code="key"\} 1\n/)
  assert.match(body, /vitrine_problems_total\{code="scope"\} 1\n/)
  assert.match(body, /vitrine_decision_seconds_count 1\n/)
  assert.match(body, /vitrine_acknowledge_seconds_count 2\n/)
  assert.doesNotMatch(body, /anna|pk_|127\.0\.0\.1/)
})

test('alive and ready are said without a key', async t => {
  const { app, close } = await setUp()
  t.after(close)
  for (const url of ['/healthz', '/readyz']) {
    const answer = await app.inject(url)
    assert.deepEqual([answer.statusCode, answer.json()], [200, { status: 'ok' }])
  }
})

test('the log of the process holds no address, cookie, key, visitor or query', async t => {
  let written = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += chunk
      done()
    },
  })
  const { app, post, shop, keys, close } = await setUp({ logger: { level: 'trace', stream } })
  t.after(close)
  const cookie = cookieFor('anna')
  await post('/v1/events', { consent: 'personal', events: [view(), { name: 'x' }] }, cookie)
  await app.inject(`/nowhere?key=${keys.publicKey}&q=secret`)
  shop.report = () => {
    throw new Error('our own mistake')
  }
  const headers = { authorization: `Bearer ${keys.firstServerKey}` }
  const failed = await app.inject({ url: '/v1/results?kind=summary', headers })
  assert.equal(failed.statusCode, 500)
  assert.equal(failed.json().code, 'internal')
  assert.match(written, /our own mistake/)
  assert.doesNotMatch(failed.body, /our own mistake/)
  assert.doesNotMatch(written, /127\.0\.0\.1|annaxx|pk_|sk_|q=secret|kind=summary/)
})

test('a page of a named origin may call from a browser, another may not', async t => {
  const { app, close } = await setUp({ origins: ['https://shop.example'] })
  t.after(close)
  const ask = (origin: string) =>
    app.inject({
      method: 'OPTIONS',
      url: '/v1/events',
      headers: { origin, 'access-control-request-method': 'POST' },
    })
  const allowed = await ask('https://shop.example')
  assert.equal(allowed.headers['access-control-allow-origin'], 'https://shop.example')
  const other = await ask('https://evil.example')
  assert.equal(other.headers['access-control-allow-origin'], undefined)
})
