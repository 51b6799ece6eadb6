import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { Engine } from '../../engine/engine.ts'
import type { SegmentRoom } from '../../schema/segment-told.ts'
import { boots } from '../catalogue-room/fixtures/wanted.ts'
import { view } from '../fixtures/set-up.ts'
import { morning } from '../segment-room/fixtures/morning.ts'

test('who is in a segment follows from the situation of each page, and counting begins with it', async t => {
  const { open, makeSegment, room, list, env, close } = await morning()
  t.after(close)
  await open('before', 'mobile')
  const id = await makeSegment()
  for (const visitor of ['anna', 'ben', 'anna']) await open(visitor, 'mobile')
  await open('desk', 'desktop')
  const told: SegmentRoom = await room(id)
  assert.deepEqual([told.here, told.lately, told.before], [2, 2, 0])
  assert.equal(told.days.at(-1)?.visited, 2)
  assert.equal(told.hours.length, 48)
  assert.match(told.says.fr, /^Les visiteurs qui .*mobile/)
  await open('ben', 'desktop')
  assert.equal((await list()).segments[0].here, 1, 'who moves to another situation is here no more')
  env.time += DAY
  assert.equal((await room(id)).here, 0)
})

test('a moment is shown when it was seen, answered when it was clicked, and missed otherwise', async t => {
  const { open, answer, makeSegment, room, close } = await morning()
  t.after(close)
  const id = await makeSegment()
  const served: { visitor: string; decision: string }[] = []
  for (let n = 0; served.length < 4; n++) {
    const { slice, decision } = await open(`visitor-${n}`, 'mobile')
    if (slice !== 'holdout') served.push({ visitor: `visitor-${n}`, decision })
  }
  const [first, second] = served
  await answer(first.visitor, 'impression', first.decision)
  await answer(first.visitor, 'impression', first.decision)
  await answer(second.visitor, 'click', second.decision)
  const { coverage, missed, moments }: SegmentRoom = await room(id)
  const home = coverage.at(-1)!.cells.find(({ placement }) => placement === 'home')!
  assert.deepEqual([home.moments, home.shown, home.answered], [4, 2, 1])
  assert.deepEqual([moments, missed], [4, 2])
  const strangers = coverage.find(({ need }) => need === 'first')!
  assert.equal(strangers.cells.find(({ placement }) => placement === 'home')!.moments, 4)
})

test('a team is assigned, a task is ticked, and other conditions begin anew', async t => {
  const { call, open, makeSegment, room, list, close } = await morning()
  t.after(close)
  const team = { manager: 'Inès', sellers: ['Marc'], analyst: 'Ada' }
  const id = await makeSegment({ team })
  await open('anna', 'mobile')
  const task = { kind: 'task', text: 'Écrire « choisir sa pointure »', for: 'Marc' }
  const { body: note } = await call('POST', `/v1/segments/${id}/notes`, task)
  await call('PATCH', `/v1/segments/${id}/notes/${note.id}`, { isDone: true })
  const told: SegmentRoom = await room(id)
  assert.deepEqual(told.team, team)
  assert.deepEqual([told.notes[0].text, told.notes[0].isDone], [task.text, true])
  await call('PATCH', `/v1/segments/${id}`, { name: 'Ski' })
  assert.equal((await room(id)).lately, 1)
  await call('PATCH', `/v1/segments/${id}`, { when: { device: 'desktop' } })
  assert.equal((await room(id)).lately, 0)
  assert.equal((await call('DELETE', `/v1/segments/${id}`)).status, 204)
  assert.deepEqual((await list()).segments, [])
  assert.equal((await call('GET', `/v1/segments/${id}`)).status, 404)
})

test('a caller’s mistake is named with its field', async t => {
  const { call, close } = await morning()
  t.after(close)
  const made = (body: object) => call('POST', '/v1/segments', body)
  for (const [body, field] of [
    [{ name: 'x', when: {} }, '/when'],
    [{ name: 'x', when: { device: 'toaster' } }, '/when/device'],
    [{ name: '', when: { device: 'mobile' } }, '/name'],
  ] as const) {
    const { status, body: problem } = await made(body)
    assert.deepEqual([status, problem.field], [400, field])
  }
  assert.equal(
    (await call('POST', '/v1/segments/none/notes', { kind: 'note', text: 'x' })).status,
    404,
  )
})

test('a need without products and a sudden drop are told, and a new segment has not dropped', async t => {
  const { open, feed, makeSegment, room, env, call, close } = await morning()
  t.after(close)
  const id = await makeSegment()
  const kinds = async () => (await room(id)).alerts.map(({ kind }: { kind: string }) => kind)
  for (let n = 0; n < 24; n++) await open(`first-day-${n}`, 'mobile')
  env.time += DAY
  assert.deepEqual(await kinds(), [], 'a day is too short to drop')
  for (let n = 0; n < 24; n++) await open(`second-day-${n}`, 'mobile')
  env.time += DAY
  const events = [view('boot-1', { time: env.time })]
  await call('POST', '/v1/events', { visitor: 'anna', events })
  await open('anna', 'mobile')
  assert.deepEqual(await kinds(), ['sudden_drop'])
  await feed(boots(6, [0, 1, 2, 3]))
  assert.deepEqual(await kinds(), ['need_without_products', 'sudden_drop'])
  assert.equal((await room(id)).wants[0].inStock, 2)
})

test('all of it outlives a snapshot, and a person who is forgotten is here no more', async t => {
  const { open, makeSegment, room, call, shop, close } = await morning()
  t.after(close)
  const id = await makeSegment()
  await open('anna', 'mobile')
  await open('ben', 'mobile')
  const again = Engine.restore(shop.engine.snapshot())
  assert.deepEqual(again.snapshot(), shop.engine.snapshot())
  assert.equal(again.segments.here(0, shop.engine.time).length, 2)
  await call('POST', '/v1/privacy/erase', { visitor: 'anna' })
  const told: SegmentRoom = await room(id)
  assert.deepEqual([told.here, told.lately], [1, 2])
})
