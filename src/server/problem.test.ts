import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setUp } from './fixtures/set-up.ts'

type Sent = { method: 'GET' | 'POST' | 'PUT'; url: string; type?: string; body?: string }
const post = (body: string, type = 'application/json'): Sent => ({
  method: 'POST',
  url: '/v1/events',
  type,
  body,
})

const CASES: [name: string, sent: Sent, status: number, code: string, field?: string][] = [
  ['nothing there', { method: 'GET', url: '/nowhere' }, 404, 'not_found'],
  ['wrong method', { method: 'PUT', url: '/v1/events' }, 405, 'method'],
  [
    'wrong method of a path with a name in it',
    { method: 'POST', url: '/v1/visitors/x' },
    405,
    'method',
  ],
  ['not JSON', post('{"events":['), 400, 'not_json', ''],
  ['empty', post(''), 400, 'empty_body', ''],
  ['a prototype in disguise', post('{"__proto__":{"a":1},"events":[{}]}'), 400, 'not_json', ''],
  ['one written in code', post('{"\\u005f_proto__":{"a":1},"events":[{}]}'), 400, 'not_json', ''],
  [
    'and a constructor',
    post('{"constructor":{"prototype":{}},"events":[{}]}'),
    400,
    'not_json',
    '',
  ],
  ['another media type', post('<a/>', 'application/xml'), 415, 'media_type', 'content-type'],
  ['too large', post(`{"events":["${'a'.repeat(1_100_000)}"]}`), 413, 'too_large', ''],
  ['a missing field', post('{}'), 400, 'invalid_field', '/events'],
  ['an unknown field', post('{"events":[{}],"evnets":1}'), 400, 'invalid_field', '/evnets'],
  ['a wrong type', post('{"events":"all"}'), 400, 'invalid_field', '/events'],
  ['an unknown word', post('{"events":[{}],"consent":"all"}'), 400, 'invalid_field', '/consent'],
  ['too many', post(`{"events":[${'{},'.repeat(500)}{}]}`), 400, 'invalid_field', '/events'],
  ['a bad channel', post('{"events":[{}],"channel":"shop"}'), 403, 'channel', '/channel'],
]

for (const [name, sent, status, code, field] of CASES) {
  test(`${name} is answered ${status} as a problem that names the place`, async t => {
    const { app, keys, close } = await setUp()
    t.after(close)
    const { method, url, type, body } = sent
    const headers = {
      authorization: `Bearer ${keys.publicKey}`,
      ...(type && { 'content-type': type }),
    }
    const answer = await app.inject({ method, url, headers, payload: body })
    assert.equal(answer.statusCode, status, answer.body)
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
    const problem = answer.json()
    assert.equal(problem.code, code)
    assert.equal(problem.status, status)
    assert.equal(problem.type, `urn:vitrine:problem:${code}`)
    assert.ok(problem.detail.length > 10)
    if (field !== undefined) assert.equal(problem.field, field)
  })
}

test('a decision asked wrongly is told which field, by its pointer', async t => {
  const { post, close } = await setUp()
  t.after(close)
  const field = async (body: object) => {
    const answer = await post('/v1/decisions', body)
    assert.equal(answer.statusCode, 400)
    return answer.json().field
  }
  assert.equal(await field({ placements: [] }), '/page')
  assert.equal(await field({ page: { type: 'moon' }, placements: [] }), '/page/type')
  const page = { type: 'home' }
  assert.equal(
    await field({ page, placements: [{ placement: 'roof' }] }),
    '/placements/0/placement',
  )
  assert.equal(
    await field({ page, placements: [{ placement: 'home', count: 1e9 }] }),
    '/placements/0/count',
  )
})

test('what is missing and what is none of the words asked for is said as such', async t => {
  const { post, close } = await setUp()
  t.after(close)
  const detail = async (body: object) => (await post('/v1/decisions', body)).json().detail
  assert.equal(await detail({ placements: [] }), 'body/page is missing')
  const page = { type: 'moon' }
  assert.match(await detail({ page, placements: [] }), /^body\/page\/type must be one of: home, /)
})

test('a union of numbers names all of them', async t => {
  const { app, keys, close } = await setUp()
  t.after(close)
  const headers = { authorization: `Bearer ${keys.firstServerKey}` }
  const answer = await app.inject({ url: '/v1/analysis/funnel?days=3', headers })
  assert.equal(answer.json().detail, 'querystring/days must be one of: 28, 90, 365')
})
