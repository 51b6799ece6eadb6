import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cookieFor, NOON, setUp, view } from './fixtures/set-up.ts'

test('an e-mail typed into the search box is not in the record of the decision', async t => {
  const { post, shop, close } = await setUp()
  t.after(close)
  const page = {
    type: 'search',
    search: 'jean.dupont@exemple.fr',
    url: '/s?q=jean.dupont@exemple.fr',
  }
  const asked = { consent: 'personal', page, placements: [{ placement: 'home' }] }
  assert.equal((await post('/v1/decisions', asked, cookieFor('jean'))).statusCode, 200)
  const kept: string[] = []
  for await (const records of shop.read(0)) kept.push(...records.map(r => JSON.stringify(r)))
  assert.ok(kept.some(record => record.includes('"decision"')))
  assert.doesNotMatch(kept.join('\n'), /dupont/i)
})

test('who reads faster than a hand is decided for as a robot: outside the split and the learning', async t => {
  const { post, shop, close } = await setUp()
  t.after(close)
  const fast = cookieFor('fast')
  const events = Array.from({ length: 40 }, (_, i) =>
    view(`s${i}`, { time: NOON - 8_000 + i * 200 }),
  )
  await post('/v1/events', { consent: 'personal', events }, fast)
  const asked = { consent: 'personal', page: { type: 'home' }, placements: [{ placement: 'home' }] }
  assert.equal((await post('/v1/decisions', asked, fast)).json().slice, 'none')
  assert.notEqual((await post('/v1/decisions', asked, cookieFor('slow'))).json().slice, 'none')
  assert.deepEqual(shop.report({ kind: 'summary' }).decisions.robots, 1)
})
