import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from './bytes.ts'
import { hash32, unit } from './hash.ts'
import { formatUuid, isUuid, parseUuid, uuidV7 } from './ids.ts'
import { KeySet } from './key-set.ts'
import { normalCdf } from './normal.ts'
import { partitionOf } from './partition.ts'
import { Random } from './random.ts'
import { RecentKeys } from './recent-keys.ts'
import { namedKey, uuidV5, visitorKey } from './visitor-key.ts'

test('what is written is read back, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.record({ kind: fc.constant('count' as const), value: fc.maxSafeNat() }),
          fc.record({ kind: fc.constant('f64' as const), value: fc.double() }),
          fc.record({ kind: fc.constant('text' as const), value: fc.string({ unit: 'grapheme' }) }),
        ),
      ),
      values => {
        const writer = new ByteWriter(1)
        for (const { kind, value } of values) writer[kind](value as never)
        const reader = new ByteReader(writer.done())
        for (const { kind, value } of values) assert.deepEqual(reader[kind](), value)
        assert.equal(reader.left, 0)
      },
    ),
  )
})

test('a buffer that ends too early is refused, not read past', () => {
  const writer = new ByteWriter()
  writer.text('mélèze')
  const cut = writer.done().subarray(0, 4)
  assert.throws(() => new ByteReader(cut).text(), /ends before its content/)
})

test('hashes and draws are the same on every machine', () => {
  assert.equal(hash32('vitrine'), 2680569547)
  assert.equal(unit('salt', 'slice', 'visitor'), unit('salt', 'slice', 'visitor'))
  assert.notEqual(unit('a', 'bc'), unit('ab', 'c'))
})

test('draws over many visitors are uniform', () => {
  const tenths = Array(10).fill(0)
  for (let i = 0; i < 100_000; i++) tenths[Math.floor(unit('salt', `v${i}`) * 10)]++
  const chiSquare = tenths.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0)
  assert.ok(chiSquare < 27.9, `chi-square ${chiSquare} is beyond its 99.9 % point`)
})

test('visitors spread over all 256 partitions', () => {
  const seen = new Set<number>()
  for (let i = 0; i < 5_000; i++) seen.add(partitionOf(visitorKey(`v${i}`)))
  assert.equal(seen.size, 256)
})

test('a UUIDv7 carries its time, in order', () => {
  const zero = new Uint8Array(10)
  const early = uuidV7(1_700_000_000_000, zero)
  const late = uuidV7(1_700_000_000_001, zero)
  assert.ok(isUuid(early) && early[14] === '7')
  assert.ok(early < late)
  assert.equal(formatUuid(parseUuid(early)), early)
})

test('the same name in the same space has the same UUIDv5, and in another space another', () => {
  assert.equal(uuidV5('event', 'a'), uuidV5('event', 'a'))
  assert.notEqual(uuidV5('event', 'a'), uuidV5('order', 'a'))
  assert.ok(isUuid(uuidV5('event', 'a')))
})

test('a key set knows what it was given, and is the same after saving', () => {
  const set = new KeySet()
  for (let i = 0; i < 10_000; i++) assert.ok(set.add(`key ${i}`))
  for (let i = 0; i < 10_000; i++) assert.ok(!set.add(`key ${i}`))
  assert.equal(set.size, 10_000)
  const writer = new ByteWriter()
  set.save(writer)
  const again = KeySet.load(new ByteReader(writer.done()))
  assert.ok(again.has('key 9999') && !again.has('key 10000'))
  assert.equal(again.size, 10_000)
})

test('a set of keys has the same bytes however its keys came and went', () => {
  const keys = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 200 })
  fc.assert(
    fc.property(keys, fc.nat(), fc.integer(), (all, cut, seed) => {
      const gone = all.slice(0, cut % all.length)
      const kept = all.slice(gone.length)
      const [one, other] = [new KeySet(), new KeySet()]
      for (const key of all) one.add(key)
      for (const key of new Random(seed).shuffle(all)) other.add(key)
      for (const key of gone) assert.ok(one.remove(key))
      for (const key of gone.toReversed()) assert.ok(other.remove(key))
      assert.deepEqual(bytesOf(one), bytesOf(other))
      assert.ok(kept.every(key => one.has(key)) && !gone.some(key => one.has(key)))
      assert.equal(one.size, kept.length)
    }),
  )
})

test('a recent key counts once in its window and again after it', () => {
  const keys = new RecentKeys(64)
  assert.ok(keys.mark('a', 'home', 1_000, 500))
  assert.ok(!keys.mark('a', 'home', 1_499, 500))
  assert.ok(keys.mark('a', 'cart', 1_499, 500))
  assert.ok(keys.mark('a', 'home', 1_500, 500))
})

test('of recent keys the oldest make room', () => {
  const keys = new RecentKeys(8)
  for (let i = 0; i < 8; i++) keys.mark(`k${i}`, '', 1_000 + i, 1e6)
  keys.mark('newcomer', '', 2_000, 1e6)
  assert.ok(!keys.mark('k1', '', 2_001, 1e6))
  assert.ok(keys.mark('k0', '', 2_002, 1e6))
})

test('recent keys that are forgotten leave the same bytes whatever they were called', () => {
  const marks = fc.array(fc.tuple(fc.nat(9), fc.nat(3)), { maxLength: 120 })
  fc.assert(
    fc.property(marks, fc.string(), (list, other) => {
      const [one, two] = [new RecentKeys(32), new RecentKeys(32)]
      for (const [n, [who, thing]] of list.entries()) {
        one.mark(who === 0 ? 'anna' : `v${who}`, `${thing}`, n + 1, 50)
        two.mark(who === 0 ? `x${other}` : `v${who}`, `${thing}`, n + 1, 50)
      }
      one.forget('anna')
      two.forget(`x${other}`)
      assert.deepEqual(bytesOf(one), bytesOf(two))
      const writer = new ByteWriter()
      one.save(writer)
      const again = RecentKeys.load(new ByteReader(writer.done()))
      for (let who = 0; who < 10; who++) {
        assert.equal(again.mark(`v${who}`, '1', 200, 190), one.mark(`v${who}`, '1', 200, 190))
      }
    }),
  )
})

function bytesOf(part: { save(writer: ByteWriter): void }): Uint8Array {
  const writer = new ByteWriter()
  part.save(writer)
  return writer.done()
}

test('the normal distribution function is right to seven digits', () => {
  assert.ok(Math.abs(normalCdf(1.959963985) - 0.975) < 1e-6)
  assert.ok(Math.abs(normalCdf(-1) - 0.15865525) < 1e-6)
})

test('the same seed gives the same numbers', () => {
  const a = new Random(7)
  const b = new Random(7)
  for (let i = 0; i < 100; i++) assert.equal(a.next(), b.next())
})

test('a name the shop gives is another key under another secret, and our cookie is its browser', () => {
  const cookie = 'x'.repeat(43)
  assert.notEqual(namedKey('anna@example.com', 'one'), namedKey('anna@example.com', 'two'))
  assert.notEqual(namedKey('anna@example.com', 'one'), visitorKey('anna@example.com'))
  assert.equal(namedKey('anna', 'one'), namedKey('anna', 'one'))
  assert.equal(namedKey(cookie, 'one'), visitorKey(cookie))
})
