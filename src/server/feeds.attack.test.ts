import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, type RequestOptions, request } from 'node:http'
import { connect } from 'node:net'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { setUp } from './fixtures/set-up.ts'

const PRODUCTS = '/v1/catalogue/products?country=FR&language=fr&currency=EUR'

test('a feed that is given up half-way leaves its connection good for the next request', {
  timeout: 20_000,
}, async t => {
  const { app, asServer, close } = await setUp()
  t.after(close)
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.after(() => agent.destroy())
  const ask = async (more: RequestOptions, body = '') => {
    const asked = request({ port, agent, headers: asServer, ...more })
    asked.end(body)
    const [answer] = await once(asked, 'response')
    return { status: answer.statusCode, port: answer.socket.localPort, body: await text(answer) }
  }
  const headers = { ...asServer, 'content-type': 'application/xml' }
  const feed = { method: 'POST', path: PRODUCTS, headers }
  for (let n = 0; n < 3; n++) {
    const given = await ask(feed, `<?xml version="1.0"?>${'<a>'.repeat(200_000)}`)
    assert.match(given.body, /nest deeper/)
    const next = await ask({ path: '/v1/results' })
    assert.deepEqual([next.status, next.port], [200, given.port])
  }
})

test('a sender who hangs up in the middle of a feed is no mistake of ours', async t => {
  let written = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written += chunk
      done()
    },
  })
  const { app, asServer, shop, close } = await setUp({ logger: { level: 'error', stream } })
  t.after(close)
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const socket = connect(Number(port))
  const head = 'id\ttitle\tlink\tavailability\tprice\n'
  const row = 'a\tBoot\thttps://s.example/a\tin_stock\t10 EUR\n'
  socket.write(
    `POST ${PRODUCTS} HTTP/1.1\r\nHost: x\r\nAuthorization: ${asServer.authorization}\r\n`,
  )
  socket.write(`Content-Type: text/csv\r\nContent-Length: 9999\r\n\r\n${head}${row}`)
  const [, response] = await once(app.server, 'request')
  await new Promise(done => setImmediate(done)) // the feed is being read
  socket.destroy()
  await once(response, 'close')
  await app.close() // the call that was cut is over then
  assert.equal(written, '')
  assert.equal(shop.engine.catalogue.productCount, 0, 'nothing of half a feed is taken in')
})
