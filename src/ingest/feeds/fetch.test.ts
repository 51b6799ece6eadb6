import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { all } from '../fixtures/streams.ts'
import { Refused } from '../refusals.ts'
import { fetchFeed } from './fetch.ts'

test('a feed is fetched once: with its etag it is unchanged', async t => {
  const url = await serve(t, (request, response) => {
    if (request.headers['if-none-match'] === '"v1"') return response.writeHead(304).end()
    response.writeHead(200, { etag: '"v1"', 'content-type': 'text/csv' }).end('id\n1\n')
  })
  const first = await fetchFeed(url)
  assert.ok(first !== 'unchanged')
  assert.equal(Buffer.concat(await all(first.body)).toString(), 'id\n1\n')
  assert.equal(first.contentType, 'text/csv')
  assert.equal(await fetchFeed(url, { etag: first.etag }), 'unchanged')
})

test('a feed larger than its cap is cut off, told beforehand or not', async t => {
  const told = await serve(t, (_, response) => {
    response.writeHead(200, { 'content-length': 5_000 }).end('x'.repeat(5_000))
  })
  await assert.rejects(fetchFeed(told, { maxBytes: 1_000 }), is('too_large'))
  const untold = await serve(t, (_, response) => {
    for (let i = 0; i < 50; i++) response.write('x'.repeat(100))
    response.end()
  })
  await assert.rejects(read(untold, { maxBytes: 1_000 }), is('too_large'))
})

test('a feed that never ends is given up', async t => {
  const url = await serve(t, (_, response) => {
    response.write('id\n')
  })
  await assert.rejects(read(url, { timeoutMs: 100 }), /too long/)
})

test('an answer that is no feed says so', async t => {
  const url = await serve(t, (_, response) => response.writeHead(503).end())
  await assert.rejects(fetchFeed(url), /answered 503/)
  await assert.rejects(fetchFeed('http://127.0.0.1:1/feed'), is('unreadable'))
  await assert.rejects(fetchFeed('file:///etc/passwd'), is('bad_url'))
})

async function read(url: string, options: Parameters<typeof fetchFeed>[1]) {
  const fetched = await fetchFeed(url, options)
  assert.ok(fetched !== 'unchanged')
  return all(fetched.body)
}

function is(code: string) {
  return (error: unknown) => error instanceof Refused && error.code === code
}

async function serve(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`
}
