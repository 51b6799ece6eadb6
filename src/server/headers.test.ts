import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { filled, type Route, twoShops } from './fixtures/two-shops.ts'

test('no answer of any route may be kept, framed, run or taken for another type, unless it is a file for all', async t => {
  const { here, routes, close } = await twoShops()
  t.after(close)
  const key = here.keys.firstServerKey
  const cookie = await here.session()
  const nowhere = { method: 'GET', url: '/nowhere' }
  const broken = { method: 'GET', url: '/v1/%zz' }
  for (const route of [...routes, nowhere, broken].filter(one => one.url !== '/v1/live')) {
    for (const by of [{}, { key }, { cookie }]) {
      const { headers } = await here.call(route.method, filled(route.url), by)
      const name = `${route.method} ${route.url}`
      assert.equal(headers['x-content-type-options'], 'nosniff', name)
      assert.equal(headers['referrer-policy'], 'no-referrer', name)
      assert.match(String(headers['content-security-policy']), /default-src '(none|self)'/, name)
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/, name)
      if (!isFileForAll(route)) assert.match(String(headers['cache-control']), KEPT_BY_NONE, name)
    }
  }
})

test('a decision, its cookie and its errors are never kept by a cache', async t => {
  const { here, close } = await twoShops()
  t.after(close)
  const body = { consent: 'personal', page: { type: 'home' }, placements: [{ placement: 'home' }] }
  const made = await here.post('/v1/decisions', body)
  assert.equal(made.statusCode, 200)
  assert.ok(made.headers['set-cookie'])
  assert.equal(made.headers['cache-control'], 'no-store')
  assert.equal((await here.post('/v1/decisions', {})).headers['cache-control'], 'no-store')
})

test('what is not HTTP, or an address nobody can read, is told so and not repeated', async t => {
  const { here, close } = await twoShops()
  t.after(close)
  await here.app.listen({ port: 0 })
  const { port } = here.app.server.address() as { port: number }
  for (const [sent, status] of [
    ['GET /v1/%zz?canary HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    [
      `GET /v1/visitors/${'canary'.repeat(100)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
      414,
    ],
    ['canary\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nx: ${'canary'.repeat(10_000)}\r\n\r\n`, 431],
    [
      'POST /v1/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n',
      400,
    ],
  ] as const) {
    const answer = await raw(port, sent)
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `), sent.slice(0, 40))
    assert.match(answer, /content-type: application\/problem\+json/i)
    assert.match(answer, /cache-control: no-store/i)
    assert.doesNotMatch(answer, /canary/)
  }
})

const KEPT_BY_NONE = /no-store|max-age=0/

/** The tag is for everybody; the console's assets are named after their content. */
function isFileForAll({ url }: Route): boolean {
  return /^\/[\w.-]+\.(?:js|css)$/.test(url) || url.startsWith('/console/assets/')
}

function raw(port: number, sent: string): Promise<string> {
  return new Promise(resolve => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(sent))
    socket.on('data', chunk => (answer += chunk))
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}
