import assert from 'node:assert/strict'
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Problem } from '../problem.ts'
import { Bodies } from './bodies.ts'
import { press } from './fixtures/press.ts'
import { head, listening, post } from './fixtures/raw-line.ts'
import { MOST_PRESSURE } from './pressure.ts'

test('a body that trickles in is told to stop, and its bytes are given back', async () => {
  const { bodies, begin, spend } = room(1_000)
  const slow = begin(500)
  await slow.send(10)
  spend(9_000)
  assert.equal(bodies.bytes, 10)
  spend(2_000)
  assert.equal((await slow.problem()).code, 'too_slow')
  assert.equal(bodies.bytes, 0)
})

test('a full room is cleared of the oldest; the quick ones beside it are read', async () => {
  const { bodies, begin } = room(1_000)
  const dawdlers = [begin(600), begin(600)]
  for (const one of dawdlers) await one.send(450)
  const honest = begin(200)
  await honest.send(200)
  honest.source.end()
  assert.equal((await dawdlers[0].problem()).code, 'too_slow')
  assert.equal((await honest.whole()).length, 200)
  assert.ok(bodies.bytes <= 1_000)
})

test('what is announced costs nothing, what is too much or cut short is told so', async () => {
  const { bodies, begin } = room(1_000)
  const boaster = begin(900)
  assert.equal(bodies.bytes, 0)
  boaster.source.end()
  assert.equal((await boaster.problem()).code, 'cut_short')
  assert.equal((await begin(5_000).problem()).code, 'too_large')
  const endless = begin(undefined)
  for (let n = 0; n < 3; n++) await endless.send(400)
  assert.equal((await endless.problem()).code, 'too_large')
})

test('many who trickle do not keep the honest waiting', async t => {
  const server = await listening()
  t.after(server.close)
  for (let n = 0; n < 200; n++) {
    const headers = ['content-length: 100000', 'content-type: application/json', key(server)]
    server.line().say(`${head('POST /v1/events', ...headers)}{"events":[`)
  }
  const body = JSON.stringify({ page: { type: 'home' }, placements: [] })
  const line = server.line().say(post('/v1/decisions', body, key(server)))
  assert.deepEqual(await line.answers(1), ['200'])
})

test('a connection that hangs up in the middle leaves nothing behind', async t => {
  const server = await listening()
  t.after(server.close)
  const { gate } = server.services
  for (let n = 0; n < 50; n++) {
    const headers = ['content-length: 1000', 'content-type: application/json', key(server)]
    const line = server.line().say(`${head('POST /v1/events', ...headers)}{"events":[`)
    await once(line.socket, 'connect')
  }
  while (gate.inFlight < 50 || gate.bodies.bytes < 50 * 11) await sleep(5)
  for (const line of server.lines) line.socket.destroy()
  while (gate.inFlight > 0 || gate.bodies.bytes > 0) await sleep(5)
})

test('whole bodies are counted until they are answered, however the answer ends', async t => {
  const server = await listening()
  t.after(server.close)
  const { gate } = server.services
  const body = JSON.stringify({ events: [{ name: 'page_view' }] })
  for (const [sent, status] of [
    [body, '202'],
    ['{', '400'],
    ['{"events":[]}', '400'],
  ]) {
    const line = server.line().say(post('/v1/events', sent, key(server)))
    assert.deepEqual(await line.answers(1), [status])
  }
  const gone = server.line().say(post('/v1/events', body, key(server)))
  await once(gone.socket, 'connect')
  gone.socket.destroy()
  while (gate.inFlight > 0 || gate.workBytes > 0) await sleep(5)
  assert.equal(gate.workBytes, 0)
})

test('who waits to be told no keeps nothing here meanwhile', async t => {
  const server = await listening()
  t.after(server.close)
  const { gate } = server.services
  press(gate, MOST_PRESSURE)
  const events = Array.from({ length: 200 }, () => ({ name: 'page_view', detail: 'cart' }))
  const line = server.line().say(post('/v1/events', JSON.stringify({ events }), key(server)))
  while (gate.held.count === 0) await sleep(5)
  assert.equal(gate.workBytes, 0)
  assert.equal(gate.inFlight, 0)
  assert.deepEqual(await line.answers(1), ['503'])
  while (gate.held.count > 0 || gate.connections.inFlight > 0) await sleep(5)
})

test('who asks far ahead of the answers is cut, and the books stay right', async t => {
  const server = await listening()
  t.after(server.close)
  const { gate } = server.services
  const line = server.line()
  line.say(head('GET /healthz').repeat(2_000))
  await line.untilClosed()
  while (gate.inFlight !== 0) await sleep(5)
  const after = server.line().say(head('GET /healthz'))
  assert.deepEqual(await after.answers(1), ['200'])
})

test('a few requests sent together are all answered, in order', async t => {
  const server = await listening()
  t.after(server.close)
  const line = server.line().say(head('GET /healthz').repeat(20) + head('GET /nowhere'))
  assert.deepEqual(await line.answers(21), [...Array(20).fill('200'), '404'])
})

test('Expect: 100-continue is answered and the bound on bodies still holds', async t => {
  const server = await listening()
  t.after(server.close)
  const body = JSON.stringify({ events: [{ name: 'page_view' }] })
  const kept = server.line().say(post('/v1/events', body, key(server), 'expect: 100-continue'))
  assert.deepEqual(await kept.answers(2), ['100', '202'])
  const headers = ['content-length: 9999999', 'content-type: application/json']
  const large = server.line()
  large.say(head('POST /v1/events', ...headers, key(server), 'expect: 100-continue'))
  assert.ok((await large.answers(2)).includes('413'))
  const odd = server.line().say(head('GET /healthz', 'expect: a miracle'))
  assert.deepEqual(await odd.answers(1), ['417'])
})

/** A room of so many bytes, a clock that is moved, and senders as slow as they are told to be. */
function room(bytes: number) {
  let now = 0
  const bodies = new Bodies(() => now, bytes)
  const begin = (said: number | undefined) => {
    const headers = said === undefined ? {} : { 'content-length': String(said) }
    const source = Object.assign(new PassThrough(), { headers })
    const read = bodies.read(source as never, 1_000)
    read.catch(() => {})
    return {
      source,
      send: async (size: number) => {
        source.write(Buffer.alloc(size))
        await sleep(1)
      },
      whole: () => read,
      problem: () =>
        read.then(
          () => assert.fail('it was read'),
          (problem: Problem) => problem,
        ),
    }
  }
  const spend = (ms: number) => {
    now += ms
    bodies.sweep()
  }
  return { bodies, begin, spend }
}

function key({ keys }: Awaited<ReturnType<typeof listening>>): string {
  return `authorization: Bearer ${keys.publicKey}`
}
