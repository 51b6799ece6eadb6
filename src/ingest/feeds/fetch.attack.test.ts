import assert from 'node:assert/strict'
import type { LookupAddress } from 'node:dns'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { refusedAs, serveFeed } from '../fixtures/feed-server.ts'
import { all } from '../fixtures/streams.ts'
import { destinationOf } from './feed-address.ts'
import { fetchFeed } from './fetch.ts'
import { readMerchantFeed } from './merchant.ts'
import { isPublicAddress } from './public-address.ts'

const PRIVATE = [
  ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.9.9.9', '169.254.169.254'],
  ...['172.16.0.1', '172.31.255.255', '192.168.1.1', '198.18.0.1', '224.0.0.1', '239.1.1.1'],
  ...['240.0.0.1', '255.255.255.255', '192.0.0.192', '168.63.129.16', '100.100.100.200'],
  ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'ff02::1'],
  ...['::ffff:127.0.0.1', '::ffff:169.254.169.254', '::127.0.0.1', '64:ff9b::7f00:1'],
  ...['64:ff9b:1::a9fe:a9fe', '2002:7f00:1::', '2001:0:7f00:1::', '2001:db8::1', '5f00::1'],
]

test('no private, local, shared, reserved or translated address is public', () => {
  for (const address of PRIVATE) assert.equal(isPublicAddress(address), false, address)
  for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2a00:1450:4007::1']) {
    assert.equal(isPublicAddress(address), true, address)
  }
})

test('every spelling of a private address is refused before anything is asked', async t => {
  let asked = 0
  const { host } = await serveFeed(t, (_, response) => response.end(String(++asked)))
  const port = host.split(':')[1]
  const hosts = ['127.0.0.1', '2130706433', '0x7f000001', '017700000001', '0177.0.0.1', '127.1']
  for (const name of [...hosts, '0', '[::1]', '[::ffff:7f00:1]', 'localhost', '１２７.0.0.1']) {
    for (const at of [`http://${name}/feed`, `http://${name}:${port}/feed`]) {
      await assert.rejects(fetchFeed(at), refusedAs('bad_url', /allow-feed-host/), at)
    }
  }
  assert.equal(asked, 0)
})

test('other schemes, passwords in the address and odd ports are refused', async () => {
  const odd = ['file:///etc/passwd', 'gopher://shop.example/', 'http:/shop', 'data:,x', 'http://']
  for (const at of odd) await assert.rejects(fetchFeed(at), refusedAs('bad_url'), at)
  await assert.rejects(fetchFeed('https://u:p@shop.example/'), refusedAs('bad_url', /password/))
  await assert.rejects(fetchFeed('https://shop.example:6379/'), refusedAs('bad_url', /Port 6379/))
})

test('a redirect is judged like the address itself', async t => {
  let secrets = 0
  const inside = await serveFeed(t, (_, response) => response.end(String(++secrets)))
  const targets = ['http://169.254.169.254/latest/meta-data/', inside.url, 'file:///etc/passwd']
  for (const location of [...targets, 'http://u:p@shop.example/', '//[fd00:ec2::254]/']) {
    const door = await serveFeed(t, (_, response) => response.writeHead(302, { location }).end())
    await assert.rejects(door.fetch(), refusedAs('bad_url', /sends on/), location)
  }
  assert.equal(secrets, 0)
})

test('a redirect to an allowed host is followed, five times and no more', async t => {
  const hopping = (most: number) =>
    serveFeed(t, (request, response) => {
      const hops = Number(new URL(request.url!, 'http://x').searchParams.get('n'))
      if (hops === most) return response.end('here')
      response.writeHead(307, { location: `/feed?n=${hops + 1}` }).end()
    })
  assert.equal((await (await hopping(5)).read()).toString(), 'here')
  await assert.rejects((await hopping(6)).read(), refusedAs('bad_url', /more than 5/))
})

test('one private address among public ones refuses the name', async () => {
  const resolve = answering(['93.184.215.14', '10.0.0.1'])
  await assert.rejects(destinationOf('https://shop.example/', NONE, resolve), refusedAs('bad_url'))
})

test('a name is looked up once, so it cannot move between the check and the connection', async t => {
  const inside = await serveFeed(t, (_, response) => response.end('feed'))
  const port = inside.host.split(':')[1]
  let lookups = 0
  const rebinding = async (): Promise<LookupAddress[]> => {
    const address = ++lookups === 1 ? '127.0.0.1' : '192.0.2.1'
    return [{ address, family: 4 }]
  }
  // No name service knows the host: whatever answers was reached by the one lookup.
  const url = `http://moves.invalid:${port}/`
  const allowedHosts = new Set([`moves.invalid:${port}`])
  const fetched = await fetchFeed(url, { allowedHosts, resolve: rebinding })
  assert.ok(fetched !== 'unchanged')
  assert.equal(Buffer.concat(await all(fetched.body)).toString(), 'feed')
  assert.equal(lookups, 1)
})

test('a small gzip that unpacks to a large file is given up early', async t => {
  const bomb = gzipSync(`id\ttitle${'\n'.repeat(64 * 1024 ** 2)}`)
  const { fetch } = await serveFeed(t, (_, response) => response.end(bomb))
  const fetched = await fetch()
  assert.ok(fetched !== 'unchanged')
  const market = { country: 'FR', language: 'fr', currency: 'EUR' }
  const readings = await all(readMerchantFeed(fetched.body, { market, now: 0 }))
  const { fatal, refused } = readings.at(-1)!
  assert.deepEqual([fatal, refused?.code], [true, 'too_large'])
  assert.match(refused?.reason ?? '', /200 times/)
})

test('a tag, comment or text of XML that never ends is not held in memory', async () => {
  const market = { country: 'FR', language: 'fr', currency: 'EUR' }
  for (const start of ['<rss><item><title ', '<rss><!--', '<rss><item><title>', '<rss><a b="']) {
    let sent = 0
    async function* endless() {
      yield Buffer.from(start)
      for (; sent < 64; sent++) yield Buffer.alloc(1024 ** 2, 'x')
    }
    const readings = await all(readMerchantFeed(endless(), { market, now: 0 }))
    assert.equal(readings.at(-1)?.fatal, true)
    assert.ok(sent < 8, `${start} was read for ${sent} MB`)
  }
})

test('a name that nobody has is the world failing, said in words', async () => {
  const nobody = async () => Promise.reject(new Error('ENOTFOUND'))
  await assert.rejects(
    fetchFeed('https://shop.invalid/', { resolve: nobody }),
    refusedAs('unreadable', /No machine is called shop.invalid/),
  )
})

const NONE: ReadonlySet<string> = new Set()

function answering(addresses: string[]) {
  return async () => addresses.map(address => ({ address, family: 4 }))
}
