import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TSchema } from 'typebox'
import { Check } from 'typebox/value'
import { setUp, view } from './fixtures/set-up.ts'

const home = { page: { type: 'home' }, placements: [{ placement: 'home', count: 4 }] }

test('/openapi.json names every route that is for others, and only such', async t => {
  const { app, close } = await setUp()
  t.after(close)
  const { openapi, paths } = (await app.inject('/openapi.json')).json()
  assert.equal(openapi, '3.1.0')
  const wanted = [
    ...['events', 'decisions', 'identify', 'track', 'page', 'screen', 'group', 'alias', 'batch'],
    ...[
      'catalogue/products',
      'catalogue/removals',
      'catalogue/removals/{run}',
      'catalogue/offers',
      ...['catalogue/runs', 'catalogue/missed', 'catalogue/items', 'catalogue/items/{id}'],
      'catalogue/costs',
      'content',
      'shop-facts',
      'orders',
      'campaign-costs',
      'currency-rates',
    ],
    ...[
      'results',
      'analysis/funnel',
      'analysis/cohorts',
      'analysis/orders',
      'analysis/sources',
      'rows',
      'visitors/{key}',
      'visitors/{key}/corrections',
      'visitors/{key}/merge',
      'visitors/{key}/next',
      'visitors/{key}/told',
      'explain/{decisionId}',
      'log',
      'quarantine',
      'quarantine/replay',
    ],
    ...[
      'situations',
      'rules',
      'rules/{id}',
      'rules/choices',
      'rules/{id}/twins',
      'rules/draft',
      'promises',
      'promises/{country}',
      'split',
    ],
    ...['approval', 'experiences'],
    ...['identity', 'identity/links'],
    ...['privacy/export', 'privacy/erase', 'privacy/status', 'why'],
    ...[
      'search',
      'arrange',
      'wishes',
      'wishes/answer',
      'render',
      'previews',
      'staff',
      'staff/links',
      'staff/enter',
      'staff/leave',
      'debug',
    ],
    ...[
      'session',
      'session/here',
      'invitations',
      'people',
      'people/{id}',
      'people/{id}/invitation',
    ],
    ...['account', 'account/password', 'account/second-factor', 'account/sessions'],
    ...[
      'account/sessions/{id}',
      'audit',
      'keys',
      'keys/{name}',
      'webhooks',
      'webhooks/{id}',
      'webhooks/{id}/test',
      'webhooks/{id}/secret',
      'webhooks/{id}/on',
      'settings',
      'settings/origins',
      'feeds',
      'feeds/preview',
      'feeds/{id}',
      'feeds/{id}/run',
      'feeds/{id}/pause',
      'feeds/{id}/on',
    ],
    ...['email', 'email/links', 'email/block', 'email/click'],
    ...['nudges', 'nudges/terms', 'health'],
    ...['', '/{id}', '/{id}/members', '/{id}/notes', '/{id}/notes/{note}'].map(
      end => `segments${end}`,
    ),
    ...['', '/find', '/erase', '/export', '/proof'].map(end => `privacy-requests${end}`),
    ...['offers', 'offers/terms', 'offers/verify', 'offers/redeem', 'offers/release'],
  ].map(name => `/v1/${name}`)
  assert.deepEqual(Object.keys(paths).sort(), [...wanted, '/healthz', '/readyz', '/metrics'].sort())
})

test('answers are what /openapi.json says they are', async t => {
  const { app, post, close } = await setUp()
  t.after(close)
  const { paths } = (await app.inject('/openapi.json')).json()
  const calls: [string, object][] = [
    ['/v1/events', { events: [view(), { name: 'teleport' }] }],
    ['/v1/decisions', { ...home, consent: 'personal', event: { name: 'teleport' } }],
    ['/v1/track', { event: 'Product Viewed', anonymousId: 'a', properties: { product_id: 'x' } }],
  ]
  for (const [path, body] of calls) {
    const answer = await post(path, body)
    const described = paths[path].post.responses[answer.statusCode]
    assert.ok(described, `${path} ${answer.statusCode} is described`)
    const { schema } = described.content['application/json']
    assert.ok(Check(schema, answer.json()), `${path}: ${answer.body}`)
  }
})

test('every operation says what it answers when all is well', async t => {
  const { app, close } = await setUp()
  t.after(close)
  const { paths } = (await app.inject('/openapi.json')).json<Described>()
  const silent = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { responses }]) => !Object.entries(responses).some(isToldWell))
      .map(([method]) => `${method} ${path}`),
  )
  assert.deepEqual(silent, [])
})

test('documents, pages and ways elsewhere are what /openapi.json says they are', async t => {
  const { app, post, asServer, close } = await setUp()
  t.after(close)
  const { paths } = (await app.inject('/openapi.json')).json<Described>()
  const visitor = 'anna'
  await post('/v1/events', { visitor, events: [view('boot'), view('ski')] }, asServer)
  const links = await post('/v1/staff/links', {}, asServer)
  const calls: [method: 'GET' | 'POST', path: string, url: string, payload?: object][] = [
    ['GET', '/v1/visitors/{key}', '/v1/visitors/anna?by=own'],
    ['GET', '/v1/visitors/{key}/next', '/v1/visitors/anna/next?by=own'],
    ['POST', '/v1/privacy/export', '/v1/privacy/export', { visitor }],
    ['GET', '/v1/log', '/v1/log'],
    ['GET', '/metrics', '/metrics'],
    ['GET', '/v1/staff/enter', links.json().path],
    ['POST', '/v1/staff/enter', links.json().path],
    ['GET', '/v1/staff/leave', '/v1/staff/leave'],
    ['GET', '/v1/wishes/answer', '/v1/wishes/answer?t=none'],
  ]
  for (const [method, path, url, payload] of calls) {
    const answer = await app.inject({ method, url, payload, headers: asServer })
    const told = paths[path][method.toLowerCase()].responses[answer.statusCode]
    assert.ok(told, `${path} ${answer.statusCode}: ${answer.body.slice(0, 200)}`)
    const [type] = String(answer.headers['content-type'] ?? '').split(';')
    if (told.content === undefined) assert.ok(answer.headers.location, path)
    else if (type !== 'application/json') assert.ok(told.content[type], `${path}: ${type}`)
    else assert.ok(Check(told.content[type].schema, answer.json()), `${path}: ${answer.body}`)
  }
})

/** As far as it is looked into here. */
interface Described {
  paths: Record<string, Record<string, { responses: Record<string, Told> }>>
}
interface Told {
  description: string
  content?: Record<string, { schema: TSchema }>
}

/** With a body and its schema, or without one where none is due. */
function isToldWell([status, { content = {} }]: [string, Told]): boolean {
  if (/^(204|3..)$/.test(status)) return true
  const types = Object.values(content)
  return /^2/.test(status) && types.length > 0 && types.every(({ schema }) => schema !== undefined)
}

test('what /openapi.json calls a bad body is a bad body', async t => {
  const { app, post, close } = await setUp()
  t.after(close)
  const { paths } = (await app.inject('/openapi.json')).json()
  const bodies = [
    home,
    { ...home, placements: [] },
    { ...home, page: { type: 'moon' } },
    { ...home, cart: [1] },
    { ...home, extra: 1 },
    { ...home, placements: [{ placement: 'home', count: 0 }] },
    { page: { type: 'product', item: 'x' }, placements: [{ placement: 'product:addon' }] },
  ]
  const { schema } = paths['/v1/decisions'].post.requestBody.content['application/json']
  for (const body of bodies) {
    const isTaken = (await post('/v1/decisions', body)).statusCode === 200
    assert.equal(isTaken, Check(schema, body), JSON.stringify(body))
  }
})
