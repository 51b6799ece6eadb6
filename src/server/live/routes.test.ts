import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { type TestContext, test } from 'node:test'
import Fastify from 'fastify'
import type { LiveMessages } from '../../schema/live.ts'
import { event, NOW, openFeed } from './fixtures/shop.ts'
import { liveRoutes } from './routes.ts'

test('a live page gets the state first, then each row as it happens', async t => {
  const { feed, port } = await serve(t)
  feed.observe(event({ visitor: 'a1' }))
  const page = await open(t, port)
  const [name, state] = await page.next()
  assert.equal(name, 'state')
  assert.equal((state as LiveMessages['state']).rows.length, 1)
  feed.observe(event({ visitor: 'b2' }))
  const [second, row] = await page.next()
  assert.equal(second, 'row')
  assert.equal((row as LiveMessages['row']).visitor?.key, 'b2')
})

test('figures come by themselves while nothing happens', async t => {
  const { port } = await serve(t)
  const page = await open(t, port)
  await page.next()
  const [name, beat] = await page.next()
  assert.equal(name, 'beat')
  assert.equal((beat as LiveMessages['beat']).visitors, 0)
})

test('the debugger room hears events and not rows', async t => {
  const { feed, port } = await serve(t)
  const page = await open(t, port, '/v1/live?room=events')
  assert.equal((await page.next())[0], 'events')
  feed.observe(event({ visitor: 'a1', name: 'add_to_cart' }))
  const [name, row] = await page.next()
  assert.equal(name, 'event')
  assert.equal((row as LiveMessages['event']).status, 'accepted')
})

test('the twenty-first page is refused with a reason, and a place is free when one leaves', async t => {
  const { port } = await serve(t)
  const pages = await Promise.all(Array.from({ length: 20 }, () => open(t, port)))
  const refused = await request(t, port)
  assert.equal(refused.statusCode, 503)
  pages[0].response.destroy()
  let status: number | undefined = 503
  for (let tries = 0; status === 503 && tries < 50; tries++) {
    const again = await request(t, port)
    status = again.statusCode
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  assert.equal(status, 200)
})

test('a reader that never reads is let go and the others go on', async t => {
  const { feed, port } = await serve(t)
  const deaf = connect(port, '127.0.0.1')
  t.after(() => deaf.destroy())
  await once(deaf, 'connect')
  deaf.write('GET /v1/live HTTP/1.1\r\nhost: a\r\n\r\n')
  await once(deaf, 'readable')
  deaf.pause()
  const page = await open(t, port)
  await page.next()
  const title = 'x'.repeat(40_000)
  let ended = false
  deaf.on('close', () => {
    ended = true
  })
  deaf.on('error', () => {})
  for (let i = 0; i < 2_000 && !ended; i++) {
    const items = [{ id: 'none', name: title }]
    feed.observe(event({ visitor: `v${i}`, name: 'purchase', items }, NOW + i * 1000))
    await page.next()
  }
  deaf.resume()
  while (!ended) await new Promise(resolve => setTimeout(resolve, 5))
  feed.observe(event({ visitor: 'last', name: 'purchase', items: [] }, NOW + 1e7))
  // Whoever needs two seconds hears a beat in between.
  while (!JSON.stringify(await page.next()).includes('"last"')) {}
})

test('the session check stands before every room', async t => {
  const { app } = await serve(t, true)
  for (const url of ['/v1/live', '/v1/live/state', '/v1/events/recent']) {
    assert.equal((await app.inject(url)).statusCode, 401)
  }
})

test('recent events are filtered by their fate, and an unknown fate is refused', async t => {
  const { app, feed } = await serve(t)
  feed.observe(event({}))
  feed.observe(event({ robot: 'declared' }))
  const { rows } = (await app.inject('/v1/events/recent?status=robot')).json()
  assert.equal(rows.length, 1)
  assert.equal((await app.inject('/v1/events/recent?status=odd')).statusCode, 400)
})

async function serve(t: TestContext, locked = false) {
  const feed = openFeed()
  const app = Fastify({ forceCloseConnections: true })
  await app.register(liveRoutes, {
    feed,
    clock: () => NOW,
    onRequest: async (_request, reply) => {
      if (locked) return reply.code(401).send()
    },
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.after(() => app.close())
  return { app, feed, port: (app.server.address() as AddressInfo).port }
}

async function request(t: TestContext, port: number, path = '/v1/live'): Promise<IncomingMessage> {
  const asked = get({ host: '127.0.0.1', port, path, agent: false })
  t.after(() => asked.destroy())
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  response.on('error', () => {})
  return response
}

/** A reader of server-sent events: `next` resolves with the next one's name and data. */
async function open(t: TestContext, port: number, path?: string) {
  const response = await request(t, port, path)
  response.setEncoding('utf8')
  const chunks = response[Symbol.asyncIterator]() as AsyncIterableIterator<string>
  let text = ''
  const next = async (): Promise<[string, unknown]> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end < 0) {
        const { value, done } = await chunks.next()
        if (done) throw new Error('the stream ended')
        text += value
        continue
      }
      const [first, second] = text.slice(0, end).split('\n')
      text = text.slice(end + 2)
      if (first.startsWith('event: ')) return [first.slice(7), JSON.parse(second.slice(6))]
    }
  }
  return { response, next }
}
