import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Socket } from 'node:net'
import { test } from 'node:test'
import { Connections, strangerOf } from './connections.ts'

test('one address may hold so many connections and no more, and gets its places back', async () => {
  const server = createServer()
  new Connections(2).watch(server)
  const come = (remoteAddress: string) => {
    const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress })
    server.emit('connection', socket)
    return socket
  }
  const [first, second, third] = ['203.0.113.7', '203.0.113.7', '203.0.113.7'].map(come)
  assert.deepEqual([first.destroyed, second.destroyed, third.destroyed], [false, false, true])
  assert.ok(!come('203.0.113.8').destroyed)
  for (let n = 0; n < 10; n++) assert.ok(!come('127.0.0.1').destroyed)
  first.destroy()
  await once(first, 'close')
  assert.ok(!come('203.0.113.7').destroyed)
  assert.ok(come('203.0.113.7').destroyed)
})

test('neighbours speak for everybody; of strangers each line at home is one', () => {
  for (const near of ['127.0.0.1', '::1', '10.1.2.3', '::ffff:192.168.0.9', 'fd00::1', 'fe80::1']) {
    assert.equal(strangerOf(near), undefined, near)
  }
  assert.equal(strangerOf('203.0.113.7'), '203.0.113.7')
  assert.equal(strangerOf('::ffff:203.0.113.7'), '203.0.113.7')
  assert.equal(strangerOf('2001:db8:1:2:3::4'), strangerOf('2001:db8:1:2:9:9:9:9'))
  assert.notEqual(strangerOf('2001:db8:1:2::4'), strangerOf('2001:db8:1:3::4'))
  assert.equal(strangerOf('2001:db8::4'), strangerOf('2001:db8::ffff:1'))
  assert.equal(strangerOf(undefined), undefined)
})
