import assert from 'node:assert/strict'
import { test } from 'node:test'
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
