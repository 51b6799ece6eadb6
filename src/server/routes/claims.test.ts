import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Check } from 'typebox/value'
import type { Report } from '../../schema/report.ts'
import { Results } from '../../schema/results.ts'
import { setUp } from '../fixtures/set-up.ts'

test('/v1/results says what may be said, as /openapi.json describes it, and keeps the counts', async t => {
  const { app, door, post, close } = await setUp()
  t.after(close)
  const home = { page: { type: 'home' }, placements: [{ placement: 'home' }] }
  await post('/v1/decisions', { ...home, consent: 'personal' })
  const entered = await app.inject(`/console/enter?token=${door.newLink()}`)
  const headers = { cookie: String(entered.headers['set-cookie']).split(';')[0] }
  const answer = (await app.inject({ url: '/v1/results', headers })).json<Report>()
  assert.ok(Check(Results, answer.results), JSON.stringify(answer.results))
  const { paths } = (await app.inject('/openapi.json')).json()
  const described = paths['/v1/results'].get.responses[200].content['application/json'].schema
  assert.ok(Check(described, answer))
  assert.equal(
    answer.results.sampleRatio.counts.reduce((a, b) => a + b),
    1,
  )
  assert.equal(answer.decisions.made, 1)
  assert.equal(answer.slices.length, 3)
})
