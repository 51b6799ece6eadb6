import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { MINUTE, SECOND } from '../../core/clock.ts'
import { Dispatch } from './dispatch.ts'
import { receiver } from './fixtures/receiver.ts'
import { told } from './fixtures/told.ts'
import { Hooks } from './hooks.ts'

test('a page that finds somebody in two segments is told whole, though the second call is not heard at once', async t => {
  const { open, join, outward, heard, answers, env, segment, makeSegment } = await told(t)
  const second = await makeSegment({ when: { device: 'mobile', landing: 'home' } })
  await join('anna')
  await open('anna', 'mobile')
  answers.push(204, 500, 500)
  for (let n = 0; n < 4; n++) {
    await outward.round()
    env.time += MINUTE
  }
  const segments = heard.map(({ body }) => JSON.parse(body).data.segment.id)
  assert.deepEqual(segments, [segment, second, second, second])
})

test('whoever is called for a trial is still told nothing of before they were named', async t => {
  const { open, join, outward, hook, heard, shop } = await told(t)
  const { url } = outward.hooks.get(hook)
  outward.hooks.remove(hook)
  await join('anna')
  await open('anna', 'mobile')
  const wanted = { url, events: ['segment.entered' as const, 'segment.left' as const] }
  const { id } = outward.hooks.add(outward.hooks.drafted(wanted, shop.engine.position))
  await outward.test(id)
  await open('anna', 'desktop')
  await outward.round()
  const types = heard.map(({ body }) => JSON.parse(body).type)
  assert.deepEqual(types, ['webhook.test', 'segment.left'])
})

test('whoever is removed while they are told hears nothing more', async t => {
  const { open, join, outward, hook, heard, patience } = await told(t)
  await join('anna')
  for (const device of ['mobile', 'desktop', 'mobile']) await open('anna', device)
  patience.wait = async () => {
    if (heard.length > 1) return
    outward.hooks.remove(hook)
    outward.forgetHook(hook)
  }
  await outward.round()
  assert.equal(heard.length, 1)
})

test('one who is slow to answer keeps nobody else waiting', async t => {
  const { open, join, outward, heard, patience, feedHosts, shop } = await told(t)
  const other = await receiver(t)
  feedHosts.add(other.host)
  const wanted = { url: other.url, events: ['segment.entered' as const, 'segment.left' as const] }
  outward.hooks.add(outward.hooks.drafted(wanted, shop.engine.position))
  await join('anna')
  let goOn = () => {}
  const held = new Promise<void>(done => (goOn = done))
  patience.wait = () => held
  const rounds: Promise<void>[] = []
  for (const device of ['mobile', 'desktop']) {
    await open('anna', device)
    rounds.push(outward.round())
    await sleep(100)
  }
  for (let n = 0; n < 50 && other.heard.length < 2; n++) await sleep(100)
  assert.deepEqual([heard.length, other.heard.length], [1, 2])
  goOn()
  await Promise.all(rounds)
  assert.equal(heard.length, 2, 'and what came meanwhile is told too')
})

test('while one keeps a round waiting the next one is set, for those who are to hear again', async t => {
  const { join, open, heard, patience, env, shop, stores, folder, feedHosts } = await told(t)
  await join('anna')
  await open('anna', 'mobile')
  const timers: (() => void)[] = []
  const after = (_ms: number, act: () => void) => {
    timers.push(act)
    return () => {}
  }
  const watched = Object.assign(Object.create(env), { after })
  const hooks = new Hooks(folder, env)
  const outward = new Dispatch(hooks, shop, stores.blobs, watched, { allowed: feedHosts })
  let goOn = () => {}
  const held = new Promise<void>(done => (goOn = done))
  patience.wait = () => held
  await outward.start()
  timers[0]()
  while (heard.length === 0) await sleep(20)
  assert.equal(timers.length, 2)
  goOn()
  await outward.stop()
})

test('a crash in the middle of a long round repeats the end of it alone', async t => {
  const { open, join, outward, heard, patience, env, again } = await told(t)
  await join('anna')
  for (let n = 0; n < 6; n++) await open('anna', n % 2 ? 'desktop' : 'mobile')
  let goOn = () => {}
  const dies = new Promise<void>(done => (goOn = done))
  patience.wait = async () => {
    env.time += 2 * SECOND
    if (heard.length === 5) await dies
  }
  const cut = outward.round()
  while (heard.length < 5) await sleep(20)
  const next = await again(0)
  await next.round()
  const ids = heard.map(({ headers }) => headers['webhook-id'])
  const [first, second, third] = ids
  assert.deepEqual(
    [ids.lastIndexOf(first), ids.lastIndexOf(second), ids.lastIndexOf(third)],
    [0, 1, 2],
  )
  assert.equal(new Set(ids).size, 6)
  goOn()
  await cut
})
