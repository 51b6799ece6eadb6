import assert from 'node:assert/strict'
import { test } from 'node:test'
import { head, listening, post } from './fixtures/raw-line.ts'

const HIDDEN = head('GET /healthz')

/** A proxy and we must never disagree on where a request ends. */
const SHAPES: Record<string, string> = {
  'a length and chunks': `${head('POST /v1/events', 'content-length: 4', 'transfer-encoding: chunked')}0\r\n\r\n`,
  'chunks and a length': `${head('POST /v1/events', 'transfer-encoding: chunked', 'content-length: 4')}0\r\n\r\n`,
  'two lengths': `${head('POST /v1/events', 'content-length: 0', 'content-length: 5')}xxxxx`,
  'two lengths in one': head('POST /v1/events', 'content-length: 0, 5'),
  'a length with a sign': head('POST /v1/events', 'content-length: +5'),
  'a negative length': head('POST /v1/events', 'content-length: -1'),
  'a length in hexadecimal': head('POST /v1/events', 'content-length: 0x10'),
  'a length beyond all numbers': head('POST /v1/events', `content-length: ${'9'.repeat(30)}`),
  'a space before the colon': head('POST /v1/events', 'transfer-encoding : chunked'),
  'chunked not last': head('POST /v1/events', 'transfer-encoding: chunked, identity'),
  'a coding nobody knows': head('POST /v1/events', 'transfer-encoding: xchunked'),
  'a folded header': head('POST /v1/events', 'x: 1\r\n transfer-encoding: chunked'),
  'a chunk of odd size': `${head('POST /v1/events', 'transfer-encoding: chunked')}0x1\r\nx\r\n0\r\n\r\n`,
  'a chunk longer than said': `${head('POST /v1/events', 'transfer-encoding: chunked')}1\r\nxx\r\n0\r\n\r\n`,
  'a line that ends without return': 'POST /v1/events HTTP/1.1\nhost: x\ncontent-length: 0\n\n',
  'a null in a header': head('GET /healthz', 'x: a\u0000b'),
}

test('requests whose end could be read in two ways are refused, and nothing behind them is answered', async t => {
  const server = await listening()
  t.after(server.close)
  for (const [name, shape] of Object.entries(SHAPES)) {
    const line = server.line().say(shape + HIDDEN + HIDDEN)
    const heard = await line.untilClosed()
    assert.match(heard, /^HTTP\/1\.1 4\d\d /, name)
    assert.doesNotMatch(heard, / 200 OK|"ok"/, name)
  }
})

test('heads without end, thousands of headers and odd methods cost a refusal each', async t => {
  const server = await listening()
  t.after(server.close)
  for (const [said, status] of [
    [head('GET /healthz', `x: ${'y'.repeat(20_000)}`), '431'],
    [`GET /healthz HTTP/1.1\r\n${'x: y\r\n'.repeat(5_000)}\r\n`, '431'],
    [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\n\r\n`, '431'],
    ['BREW /healthz HTTP/1.1\r\nhost: x\r\n\r\n', '400'],
  ]) {
    const heard = await server.line().say(said).untilClosed()
    assert.equal(heard.slice(9, 12), status)
  }
  assert.deepEqual(await server.line().say(HIDDEN).answers(1), ['200'])
})

test('a body of a hundred thousand keys, or nested as deep as it is long, is refused like any other', async t => {
  const server = await listening()
  t.after(server.close)
  const keys = Array.from({ length: 100_000 }, (_, n) => `"k${n}":1`).join()
  const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`
  const auth = `authorization: Bearer ${server.keys.publicKey}`
  for (const body of [
    `{${keys}}`,
    deep,
    `{"events":${deep}}`,
    `{"events":[{"name":"page_view","params":{${keys.slice(0, 900_000)}`,
    `{"events":[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`,
  ]) {
    for (const path of ['/v1/events', '/v1/decisions', '/v1/track']) {
      const line = server.line().say(post(path, body.slice(0, 1_048_576), auth))
      const [status] = await line.answers(1)
      assert.match(status, /^(202|200|4\d\d)$/, `${path} ${body.slice(0, 20)}`)
    }
  }
  assert.deepEqual(await server.line().say(HIDDEN).answers(1), ['200'])
})
