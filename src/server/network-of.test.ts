import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf } from './network-of.ts'

test('addresses of one IPv6 line have one name, however they are written; others have others', () => {
  const line = [
    '2001:db8:1:2::1',
    '2001:0db8:0001:0002:ffff:ffff:ffff:ffff',
    '2001:DB8:1:2:3:4:5:6',
    '2001:db8:1:2::192.0.2.1',
    '2001:db8:1:2::7%eth0',
  ]
  assert.deepEqual([...new Set(line.map(networkOf))], ['2001:db8:1:2::/64'])
  const others = ['2001:db8:1:3::1', '2001:db8:1::1', '::1', 'fe80::1', '192.0.2.1', '192.0.2.2']
  assert.equal(new Set(others.map(networkOf)).size, others.length)
  assert.ok(!others.map(networkOf).includes('2001:db8:1:2::/64'))
})

test('an IPv4 address is one name, also where a dual socket dresses it up', () => {
  assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1')
  assert.equal(networkOf('192.0.2.1'), '192.0.2.1')
})
