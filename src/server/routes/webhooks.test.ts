import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setUp } from '../fixtures/set-up.ts'
import { post } from '../outward/post.ts'
import { joined } from '../people/fixtures/team.ts'

test('plain http to another machine is refused where it is named and where it is called, unless the operator vouches', async t => {
  const feedHosts = new Set(['crm.internal:80', '93.184.216.35:80'])
  const made = await setUp({ feedHosts })
  t.after(made.close)
  const { cookie, token } = await joined(made, 'owner')
  const headers = { cookie, 'x-vitrine-token': token }
  const add = async (url: string) => {
    const payload = { url, events: ['segment.left'] }
    return await made.app.inject({ method: 'POST', url: '/v1/webhooks', payload, headers })
  }
  for (const url of [
    'http://crm.example/hook',
    'http://93.184.216.34/',
    'http://127.evil.example/',
  ]) {
    const answer = await add(url)
    const { field, code, detail } = answer.json()
    assert.deepEqual([answer.statusCode, field, code], [400, '/url', 'bad_url'], url)
    assert.match(detail, /use https; .*--allow-feed-host \S+:80\./)
  }
  const vouched = 'http://93.184.216.35/'
  for (const url of [
    'http://crm.internal/hook',
    vouched,
    'http://localhost:3000/',
    'https://crm.example/',
  ]) {
    assert.equal((await add(url)).statusCode, 200, url)
  }
  // One that was named before, or whose host is vouched for no more.
  feedHosts.clear()
  const { params, isHeard } = await post(vouched, {}, '{}', feedHosts)
  assert.deepEqual([isHeard, params?.why], [false, 'plain'])
})

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
