import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { WaitingRoom } from './waiting-room.ts'

test('while much is replayed the process lives, is not ready, and says how far it is', async t => {
  const port = await freePort()
  const told: string[] = []
  const room = new WaitingRoom({ port, host: '127.0.0.1' }, says => told.push(says))
  t.after(() => room.close())
  room.progress(1000, 90_000)
  const url = `http://127.0.0.1:${port}`
  const alive = await fetch(`${url}/healthz`)
  room.progress(60_000, 90_000)
  const ready = await fetch(`${url}/readyz`)
  assert.equal(alive.status, 200)
  assert.equal(ready.status, 503)
  assert.match(((await ready.json()) as { detail: string }).detail, /record 60000 of 90000/)
  assert.deepEqual(told, ['replaying the log: record 1000 of 90000'])
  await room.close()
  await assert.rejects(fetch(`${url}/healthz`))
})

test('with little to replay nothing is opened', async () => {
  const port = await freePort()
  const room = new WaitingRoom({ port, host: '127.0.0.1' }, () => {})
  room.progress(10, 500)
  await assert.rejects(fetch(`http://127.0.0.1:${port}/healthz`))
  await room.close()
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
