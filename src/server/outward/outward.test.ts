import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Check } from 'typebox/value'
import { DAY, HOUR, MINUTE, SECOND } from '../../core/clock.ts'
import { namedKey } from '../../core/visitor-key.ts'
import type { Happening } from '../../engine/outward.ts'
import { type HookTold, Member, WebhookBody } from '../../schema/webhook.ts'
import { told } from './fixtures/told.ts'
import { signatureOf } from './signature.ts'

test('a known person who comes into a segment, and leaves it, is told of; a browser of nobody is not', async t => {
  const { open, join, outward, heard, secret, segment } = await told(t)
  await open('stranger', 'mobile')
  await open('anna', 'mobile')
  await join('anna')
  await open('anna', 'desktop')
  await open('anna', 'mobile')
  await outward.round()
  assert.deepEqual(
    heard.map(({ body }) => JSON.parse(body).type),
    ['segment.entered', 'segment.left', 'segment.entered'],
  )
  for (const { headers, body } of heard) {
    assert.ok(Check(WebhookBody, JSON.parse(body)), body)
    const { 'webhook-id': id, 'webhook-timestamp': at } = headers as Record<string, string>
    assert.equal(headers['webhook-signature'], signatureOf(secret, id, Number(at), body))
  }
  const { data } = JSON.parse(heard[0].body)
  assert.deepEqual(data.segment, { id: segment, name: 'Ski mobile' })
  assert.equal(data.member.consent, 'personal')
  assert.equal(data.member.keys.length, 2)
  assert.equal(new Set(heard.map(({ headers }) => headers['webhook-id'])).size, 3)
})

test('who is forgotten before the call is in none', async t => {
  const { open, join, outward, heard, shop, keys } = await told(t)
  await join('anna')
  await open('anna', 'mobile')
  await shop.erase(namedKey('anna', keys.nameSecret))
  await outward.round()
  assert.equal(heard.length, 0)
})

test('what was not heard is told after a restart, under the same id, and what was is not', async t => {
  const { open, join, outward, heard, answers, again } = await told(t)
  await join('anna')
  await open('anna', 'mobile')
  answers.push(500)
  await outward.round()
  await open('anna', 'desktop')
  const next = await again(MINUTE)
  await next.round()
  await next.round()
  const ids = heard.map(({ headers }) => headers['webhook-id'])
  assert.equal(ids.length, 3)
  assert.equal(ids[0], ids[1])
  assert.notEqual(ids[1], ids[2])
})

test('the queue follows from the log: a replay knows the same', async t => {
  const { open, join, shop, stores } = await told(t)
  await join('anna')
  await open('anna', 'mobile')
  const { Engine } = await import('../../engine/engine.ts')
  const replayed = new Engine()
  for await (const records of stores.log.read({}))
    for (const record of records) replayed.apply(record)
  const known = (engine: typeof replayed): Happening[] => engine.outward.after(0)
  assert.deepEqual(known(replayed), known(shop.engine))
  assert.deepEqual(known(Engine.restore(shop.engine.snapshot())), known(shop.engine))
  assert.equal(known(replayed).length, 1)
})

test('for a day after a new secret both sign, then the new one alone', async t => {
  const { open, join, outward, hook, heard, secret, env } = await told(t)
  const fresh = outward.hooks.renew(hook).secret
  await join('anna')
  const expected = [[fresh, secret], [fresh]]
  for (const [n, device] of ['mobile', 'desktop'].entries()) {
    await open('anna', device)
    await outward.round()
    const { headers, body } = heard[n]
    const { 'webhook-id': id, 'webhook-timestamp': at } = headers as Record<string, string>
    const signed = expected[n].map(each => signatureOf(each, id, Number(at), body))
    assert.equal(headers['webhook-signature'], signed.join(' '))
    env.time += DAY
  }
})

test('who hears nothing for days is told nothing more, and can be turned on again', async t => {
  const { open, join, outward, hook, heard, env, usually } = await told(t, 500)
  const look = (): HookTold => outward.told().find(({ id }) => id === hook)!
  await join('anna')
  for (let day = 0; look().offSince === undefined; day++) {
    assert.ok(day < 12, 'it is turned off at last')
    await open('anna', day % 2 ? 'desktop' : 'mobile')
    for (let hour = 0; hour < 24; hour++) {
      await outward.round()
      env.time += HOUR
    }
  }
  assert.ok(env.now() - look().failingSince! >= 5 * DAY)
  const before = heard.length
  await open('anna', 'desktop')
  await open('anna', 'mobile')
  await outward.round()
  assert.equal(heard.length, before)
  usually(204)
  outward.hooks.turnOn(hook, 0)
  outward.wake(hook)
  await open('anna', 'desktop')
  await outward.round()
  assert.equal(heard.length, before + 1, 'only what happened since')
  assert.deepEqual([look().offSince, look().deliveries[0].status], [undefined, 204])
})

test('an address of our own network is not called, and the answer says how it may be', async t => {
  const { outward, env } = await told(t)
  for (const url of ['http://127.0.0.1:1/', 'http://169.254.169.254/x', 'http://[::1]/']) {
    const { id } = outward.hooks.add(outward.hooks.drafted({ url, events: ['segment.left'] }, 0))
    const answer = await outward.test(id)
    assert.equal(answer.isHeard, false)
    assert.match(answer.says!, /not on the public internet|Port 1 is not asked/)
    outward.hooks.remove(id)
    env.time += SECOND
  }
})

test('the known people of a segment are exported, as JSON and CSV, and the log says by whom', async t => {
  const { open, join, app, asServer, segment, call } = await told(t)
  await open('stranger', 'mobile')
  await join('anna')
  await open('anna', 'mobile')
  const read = (format: string) =>
    app.inject({ url: `/v1/segments/${segment}/members?format=${format}`, headers: asServer })
  const members = (await read('json')).json()
  assert.equal(members.length, 1)
  assert.ok(Check(Member, members[0]))
  const [head, row, ...rest] = (await read('csv')).body.split('\r\n')
  assert.match(head, /^visitor,keys,consent/)
  assert.ok(row.startsWith(`"${members[0].visitor}",`))
  assert.deepEqual(rest, [''])
  const { entries } = (await call('GET', '/v1/audit?kind=changes')).body
  const [last] = entries as { what: string; on: string; after: unknown }[]
  assert.deepEqual(
    [last.what, last.on, last.after],
    ['members_exported', segment, { format: 'csv' }],
  )
})
