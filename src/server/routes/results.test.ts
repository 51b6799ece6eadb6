import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NextItem } from '../../schema/next-item.ts'
import { setUp, view } from '../fixtures/set-up.ts'

test('what may come next for a visitor is told with its reason and the parts of its score', async t => {
  const { app, post, asServer, close } = await setUp()
  t.after(close)
  for (const visitor of ['anna', 'boris', 'chloe']) {
    const events = [view('shoe'), ...(visitor === 'chloe' ? [] : [view('hat')])]
    assert.equal((await post('/v1/events', { visitor, events }, asServer)).statusCode, 202)
  }
  const ask = (url: string) => app.inject({ url, headers: asServer })
  const answer = await ask('/v1/visitors/chloe/next?by=own&count=1&language=en')
  assert.equal(answer.statusCode, 200, answer.body)
  const [{ item, chance, reason, parts }]: NextItem[] = answer.json()
  assert.deepEqual([item, chance], ['hat', 1])
  assert.match(reason, /^[A-Z].{8,}/)
  assert.ok(parts.some(({ feature, value, worth }) => feature === 'near' && value > 0 && worth > 0))
  assert.deepEqual((await ask('/v1/visitors/nobody/next')).json(), [])
  assert.equal((await ask('/v1/visitors/chloe/next?count=0')).statusCode, 400)
})
