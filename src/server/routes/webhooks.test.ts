import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setUp } from '../fixtures/set-up.ts'
import { joined } from '../people/fixtures/team.ts'

test('an address that is none is refused with the field, and nothing is noted', async t => {
  const made = await setUp()
  t.after(made.close)
  const { cookie, token } = await joined(made, 'owner')
  const headers = { cookie, 'x-vitrine-token': token }
  for (const url of ['https://[', 'https://crm.example:99999/', 'https://%/', 'crm.example']) {
    const payload = { url, events: ['segment.left'] }
    const answer = await made.app.inject({ method: 'POST', url: '/v1/webhooks', payload, headers })
    assert.deepEqual([answer.statusCode, answer.json().field], [400, '/url'], url)
  }
  const { entries } = (await made.app.inject({ url: '/v1/audit', headers })).json()
  assert.deepEqual(entries, [])
})
