import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { namedKey } from '../../core/visitor-key.ts'
import { setUp } from '../fixtures/set-up.ts'

test('a library of Segment is understood: Basic authorisation, its names, its message ids', async t => {
  const { app, keys, shop, close } = await setUp()
  t.after(close)
  const basic = Buffer.from(`${keys.firstServerKey}:`).toString('base64')
  const headers = { authorization: `Basic ${basic}` }
  const message = {
    messageId: 'm-1',
    event: 'Product Viewed',
    anonymousId: 'anna',
    properties: { product_id: 'boot' },
  }
  const track = () => app.inject({ method: 'POST', url: '/v1/track', headers, payload: message })
  const first = await track()
  assert.equal(first.statusCode, 200)
  assert.deepEqual([first.json().success, first.json().accepted], [true, 1])
  assert.equal((await track()).json().repeated, 1)
  assert.equal(shop.report({ kind: 'summary' }).events.view_item, 1)
  assert.equal((await shop.visitor(namedKey('anna', keys.nameSecret), Date.now()))?.acts, 1)
})

test('a library that packs its calls is read, within the bound of what comes out', async t => {
  const { app, shop, asServer, close } = await setUp()
  t.after(close)
  const send = (payload: Buffer, encoding: string) => {
    const headers = {
      ...asServer,
      'content-type': 'application/json',
      'content-encoding': encoding,
    }
    return app.inject({ method: 'POST', url: '/v1/batch', headers, payload })
  }
  const message = { type: 'track', event: 'Product Viewed', properties: { product_id: 'boot' } }
  const packed = gzipSync(JSON.stringify({ batch: [message] }))
  assert.equal((await send(packed, 'gzip')).json().accepted, 1)
  assert.equal(shop.report({ kind: 'summary' }).events.view_item, 1)
  for (const [payload, encoding, status, code] of [
    [packed.subarray(0, 40), 'gzip', 400, 'unreadable'],
    [Buffer.from('{"batch":[]}'), 'gzip', 400, 'unreadable'],
    [gzipSync(`{"batch":["${' '.repeat(1_100_000)}"]}`), 'gzip', 413, 'too_large'],
    [packed, 'br', 415, 'media_type'],
  ] as const) {
    const answer = await send(payload, encoding)
    assert.deepEqual([answer.statusCode, answer.json().code], [status, code])
  }
  assert.equal((await send(Buffer.from('{"batch":[]}'), 'identity')).statusCode, 200)
})

test('identify and alias make one visitor of two, when a server says so', async t => {
  const { post, shop, env, keys, asServer, close } = await setUp()
  t.after(close)
  const view = (anonymousId: string, product_id: string) => ({
    type: 'track',
    event: 'Product Viewed',
    anonymousId,
    properties: { product_id },
  })
  await post('/v1/batch', { batch: [view('phone', 'a'), view('laptop', 'b')] }, asServer)
  const identify = (anonymousId: string) => ({ type: 'identify', anonymousId, userId: 'anna' })
  const merged = await post(
    '/v1/batch',
    { batch: [identify('phone'), identify('laptop')] },
    asServer,
  )
  assert.equal(merged.json().merged, 2)
  const known = await shop.visitor(namedKey('phone', keys.nameSecret), env.now())
  assert.equal(known?.visitor, namedKey('anna', keys.nameSecret))
  assert.equal(known?.acts, 2)
})

test('a browser can merge nobody: it could read a stranger', async t => {
  const { post, shop, env, keys, close } = await setUp()
  t.after(close)
  const answer = await post('/v1/alias', { previousId: 'a', userId: 'b' })
  assert.equal(answer.json().merged, 0)
  assert.equal(await shop.visitor(namedKey('a', keys.nameSecret), env.now()), undefined)
})

test('a bad message in a batch is named by its place and costs only itself', async t => {
  const { post, close } = await setUp()
  t.after(close)
  const batch = [{ type: 'track', event: 'Product Viewed', properties: { product_id: 'a' } }, 7]
  const { success, accepted, refused } = (await post('/v1/batch', { batch })).json()
  assert.deepEqual([success, accepted, refused[0].index], [false, 1, 1])
})
