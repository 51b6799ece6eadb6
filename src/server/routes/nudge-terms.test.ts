import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { uuidV7 } from '../../core/ids.ts'
import { USUAL_TERMS } from '../../engine/policy/arbiter/held-terms.ts'
import { machine } from '../../store/machine.ts'
import { NOON, setUp, TestEnv } from '../fixtures/set-up.ts'

test('terms are ours until others are given, hold from the next page on, and are kept with who said so', async t => {
  const { ask, records } = await shop(t)
  assert.deepEqual(await ask('GET', '/v1/nudges/terms'), { terms: USUAL_TERMS })
  const terms = { ...USUAL_TERMS, perDay: 1 }
  assert.deepEqual(await ask('PUT', '/v1/nudges/terms', { ...terms, why: 'calm' }), { terms })
  await ask('PUT', '/v1/nudges/terms', terms)
  assert.deepEqual(await ask('GET', '/v1/nudges/terms'), { terms })
  const [told, ...more] = await records('nudge_terms')
  assert.deepEqual([told.body.before, told.body.terms, told.body.why], [USUAL_TERMS, terms, 'calm'])
  assert.equal(more.length, 0, 'the same again changes nothing')
  for (const [field, value] of Object.entries({ perDay: 21, coolDownDays: -1, restMinutes: 0.5 })) {
    const { status, field: named } = await ask('PUT', '/v1/nudges/terms', {
      ...terms,
      [field]: value,
    })
    assert.deepEqual([status, named], [400, `/${field}`])
  }
})

test('a public key neither reads nor changes the terms', async t => {
  const { app, keys } = await shop(t)
  const headers = { authorization: `Bearer ${keys.publicKey}` }
  for (const method of ['GET', 'PUT'] as const) {
    const url = '/v1/nudges/terms'
    const { statusCode } = await app.inject({ method, url, headers, payload: USUAL_TERMS })
    assert.ok([401, 403].includes(statusCode), `${method} ${statusCode}`)
  }
})

test('forty tabs that ask at once share one day, and the next day is another', async t => {
  const { ask, env } = await shop(t)
  const visitor = await notInHoldout(ask)
  const jump = { kind: 'jump', consent: 'personal', visitor }
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => ask('POST', '/v1/nudges', jump)),
  )
  // One of them was asked by `notInHoldout`.
  assert.equal(answers.filter(({ show }) => show).length, USUAL_TERMS.perDay - 1)
  env.time += DAY
  assert.equal((await ask('POST', '/v1/nudges', jump)).show, true)
})

test('what was closed does not come back for its days, and what was put off comes back the same day', async t => {
  const { ask, env } = await shop(t)
  const [closes, putsOff] = [await notInHoldout(ask, 'closes'), await notInHoldout(ask, 'later')]
  const answer = (visitor: string, name: string) => {
    const event = { name, decision: 'x', detail: 'jump', time: env.time, page: { type: 'product' } }
    const id = uuidV7(env.time, machine.random(10))
    return ask('POST', '/v1/events', { visitor, events: [{ id, ...event }] })
  }
  assert.equal((await answer(closes, 'dismiss')).accepted, 1)
  assert.equal((await answer(putsOff, 'snooze')).accepted, 1)
  const asks = async (visitor: string) =>
    (await ask('POST', '/v1/nudges', { kind: 'jump', consent: 'personal', visitor })).show
  assert.deepEqual([await asks(closes), await asks(putsOff)], [false, false])
  env.time += 31 * 60_000
  assert.deepEqual([await asks(closes), await asks(putsOff)], [false, true])
  env.time += 13 * DAY
  assert.equal(await asks(closes), false)
  env.time += DAY
  assert.equal(await asks(closes), true)
})

test('where nobody is known the page alone is judged, and nothing is kept', async t => {
  const { ask, records, post } = await shop(t)
  for (const consent of ['page', 'measure', 'personal']) {
    const { show, nudge } = (await post('/v1/nudges', { kind: 'jump', consent })).json()
    assert.deepEqual([show, nudge], [true, undefined], consent)
  }
  const robot = { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' }
  const asked = { kind: 'jump', consent: 'page' }
  assert.equal((await post('/v1/nudges', asked, robot)).json().show, false)
  assert.equal((await records('nudge_shown')).length, 0)
  await ask('PUT', '/v1/nudges/terms', { ...USUAL_TERMS, perDay: 0 })
  assert.equal((await post('/v1/nudges', asked)).json().show, false)
})

test('a public key may not name a visitor, and an unknown kind is named', async t => {
  const { post } = await shop(t)
  const named = { kind: 'jump', consent: 'personal', visitor: 'me' }
  const refused = await post('/v1/nudges', named)
  assert.deepEqual([refused.statusCode, refused.json().field], [403, '/visitor'])
  const unknown = await post('/v1/nudges', { kind: 'fireworks', consent: 'page' })
  assert.deepEqual([unknown.statusCode, unknown.json().field], [400, '/kind'])
})

async function shop(t: TestContext) {
  const env = new TestEnv()
  env.time = NOON
  const up = await setUp({ env })
  t.after(up.close)
  const { app, asServer, stores } = up
  const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    (await app.inject({ method, url, payload, headers: asServer })).json()
  const records = async (type: string) => {
    const found = []
    for await (const some of stores.log.read({ after: 0 })) {
      // biome-ignore lint/suspicious/noExplicitAny: each test knows what it looks for
      for (const one of some) if (one.type === type) found.push(one as any)
    }
    return found
  }
  return { ...up, env, ask, records }
}

type Ask = Awaited<ReturnType<typeof shop>>['ask']

/** Somebody who may be shown a dialog: they were, once. */
async function notInHoldout(ask: Ask, prefix = 'v'): Promise<string> {
  for (let n = 0; ; n++) {
    const visitor = `${prefix} ${n}`
    const { show } = await ask('POST', '/v1/nudges', { kind: 'jump', consent: 'personal', visitor })
    if (show) return visitor
  }
}
