import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from './random.ts'
import { SortedPairs } from './sorted-pairs.ts'

test('sorted pairs are those of a plain sort, whatever came and went', () => {
  const random = new Random(5)
  const pairs = new SortedPairs()
  let plain: [number, number][] = []
  for (let n = 0; n < 6000; n++) {
    // Keys are mostly small and whole, as prices are; some are neither.
    const key = random.below(40) * (n > 1500 && random.chance(0.2) ? 0.5 + 2 ** 31 : 1)
    const value = random.below(150)
    const goes = random.chance(n < 3000 ? 0.2 : 0.6)
    plain = plain.filter(([k, v]) => k !== key || v !== value)
    if (goes) pairs.remove(key, value)
    else {
      pairs.add(key, value)
      plain.push([key, value])
    }
    if (n % 500 === 0) assertSame(pairs, plain)
  }
  assertSame(pairs, plain)
})

test('pairs that come in order, and those that come before all others, are in order too', () => {
  const pairs = new SortedPairs()
  for (let n = 0; n < 2000; n++) pairs.add(0, n + 1000)
  for (let n = 999; n >= 0; n--) pairs.add(0, n)
  assert.deepEqual(
    [...pairs],
    Array.from({ length: 3000 }, (_, n) => n),
  )
  assert.equal(pairs.at(2999), 2999)
  assert.equal(pairs.at(3000), undefined)
})

function assertSame(pairs: SortedPairs, plain: [number, number][]): void {
  const sorted = plain.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  assert.equal(pairs.length, sorted.length)
  assert.deepEqual(
    [...pairs],
    sorted.map(([, value]) => value),
  )
  for (const place of [0, 1, 700, sorted.length - 1]) {
    assert.equal(pairs.at(place), sorted[place]?.[1])
    if (place >= 0 && place < sorted.length) assert.equal(pairs.keyAt(place), sorted[place][0])
  }
  for (let key = 0; key < 42; key++) {
    assert.equal(pairs.rank(key), sorted.filter(([k]) => k < key).length)
    const before = sorted.filter(([k, v]) => k < key || (k === key && v < 70))
    assert.equal(pairs.rank(key, 70), before.length)
  }
  const part = sorted.slice(sorted.length >> 1).map(([, value]) => value)
  const read = new Int32Array(part.length)
  if (part.length > 0) pairs.read(sorted.length >> 1, part.length, read)
  assert.deepEqual([...read], part)
}
