import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strangerOf } from './connections.ts'

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
