import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusedAs, serveFeed } from '../fixtures/feed-server.ts'
import { all } from '../fixtures/streams.ts'
import { fetchFeed } from './fetch.ts'

test('a feed is fetched once: with its etag it is unchanged', async t => {
  const { fetch } = await serveFeed(t, (request, response) => {
    if (request.headers['if-none-match'] === '"v1"') return response.writeHead(304).end()
    response.writeHead(200, { etag: '"v1"', 'content-type': 'text/csv' }).end('id\n1\n')
  })
  const first = await fetch()
  assert.ok(first !== 'unchanged')
  assert.equal(Buffer.concat(await all(first.body)).toString(), 'id\n1\n')
  assert.equal(first.contentType, 'text/csv')
  assert.equal(await fetch({ etag: first.etag }), 'unchanged')
})

test('a 304 from a server that was told of no version is no feed', async t => {
  const { fetch } = await serveFeed(t, (_, response) => response.writeHead(304).end())
  await assert.rejects(fetch(), refusedAs('unreadable', /answered 304/))
})

test('a feed larger than its cap is cut off, told beforehand or not', async t => {
  const told = await serveFeed(t, (_, response) => {
    response.writeHead(200, { 'content-length': 5_000 }).end('x'.repeat(5_000))
  })
  await assert.rejects(told.fetch({ maxBytes: 1_000 }), refusedAs('too_large'))
  const endless = await serveFeed(t, (_, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(100)));
    }
    response.on('drain', more)
    more()
  })
  await assert.rejects(endless.read({ maxBytes: 1_000_000 }), refusedAs('too_large'))
})

test('a feed that never ends is given up, and so is one that stalls or never begins', async t => {
  const trickle = await serveFeed(t, (_, response) => {
    const drops = setInterval(() => response.write('x'), 5)
    response.on('close', () => clearInterval(drops))
  })
  await assert.rejects(trickle.read({ timeoutMs: 100 }), refusedAs('unreadable', /too long/))
  const stalled = await serveFeed(t, (_, response) => {
    response.write('id\n')
  })
  await assert.rejects(stalled.read({ idleMs: 50 }), refusedAs('unreadable', /too long/))
  const silent = await serveFeed(t, () => {})
  await assert.rejects(silent.fetch({ idleMs: 50 }), refusedAs('unreadable', /too long/))
})

test('a reader that takes its time is not the server’s stall', async t => {
  const { fetch } = await serveFeed(t, (_, response) => response.end('x'.repeat(1_000_000)))
  const fetched = await fetch({ idleMs: 100 })
  assert.ok(fetched !== 'unchanged')
  let size = 0
  for await (const chunk of fetched.body) {
    if (size === 0) await new Promise(done => setTimeout(done, 200))
    size += chunk.length
  }
  assert.equal(size, 1_000_000)
})

test('an answer that is no feed says so', async t => {
  const busy = await serveFeed(t, (_, response) => response.writeHead(503).end())
  await assert.rejects(busy.fetch(), refusedAs('unreadable', /answered 503/))
  const odd = await serveFeed(t, (_, response) => {
    response.writeHead(200, { 'content-encoding': 'br' }).end('?')
  })
  await assert.rejects(odd.fetch(), refusedAs('unreadable', /gzip/))
  const nobody = { allowedHosts: new Set(['127.0.0.1:1']) }
  await assert.rejects(fetchFeed('http://127.0.0.1:1/feed', nobody), refusedAs('unreadable'))
})

test('an answer that breaks off is no whole feed', async t => {
  const { read } = await serveFeed(t, (_, response) => {
    response.writeHead(200, { 'content-length': 5_000 }).write('id\n')
    setImmediate(() => response.destroy())
  })
  await assert.rejects(read(), refusedAs('unreadable', /could not be fetched/))
})
