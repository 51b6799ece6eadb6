import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { test } from 'node:test'
import { EventStream } from './event-stream.ts'

const ROW = { say: 'x'.repeat(1_000) }

test('a reader who reads nothing is let go before 10 MB wait for them', async t => {
  const { response, stream } = await open(t, { reads: false })
  let sent = 0
  // What the kernel holds on the way counts for nobody: a few megabytes.
  while (!response.destroyed && sent < 40_000) {
    stream.send('row', ROW)
    if (++sent % 100 === 0) await new Promise(setImmediate)
  }
  assert.ok(response.destroyed)
  assert.ok(response.writableLength < 10 << 20)
})

test('a reader who stopped reading is let go at the second heartbeat, however little waits', async t => {
  const { response, stream } = await open(t, { reads: false })
  while (!response.writableNeedDrain) stream.send('row', ROW)
  stream.comment('still here')
  assert.ok(!response.destroyed)
  stream.comment('still here')
  assert.ok(response.destroyed)
})

test('a reader who reads stays', async t => {
  const { response, stream } = await open(t, { reads: true })
  for (let n = 0; n < 300; n++) {
    stream.send('row', ROW)
    stream.comment('still here')
    await new Promise(setImmediate)
  }
  assert.ok(!response.destroyed)
})

interface Scene {
  after(end: () => void): void
}

async function open(t: Scene, { reads }: { reads: boolean }) {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const asked = new Promise<ServerResponse>(resolve => {
    server.once('request', (_, response) => resolve(response))
  })
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1')
  reader.on('error', () => {})
  if (reads) reader.resume()
  reader.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  const response = await asked
  t.after(() => {
    reader.destroy()
    server.close()
    server.closeAllConnections()
  })
  return { response, stream: new EventStream(response, {}) }
}
