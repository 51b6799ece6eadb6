import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BloomFilter } from './bloom-filter.ts'
import { Random } from './random.ts'

test('a key that was added is always known', () => {
  const { filter, keys } = fill(20_000)
  for (const [place, bits] of keys) assert.ok(filter.has(place, bits))
})

test('at full capacity about one strange key in a thousand is taken for a known one', () => {
  const { filter, random } = fill(100_000)
  let mistaken = 0
  for (let i = 0; i < 200_000; i++) if (filter.has(...aKey(random))) mistaken++
  assert.ok(mistaken < 400, `${mistaken} of 200,000`)
})

test('it takes two bytes a key', () => {
  assert.equal(new BloomFilter(100_000).bytes, 200_000)
})

test('saved and loaded it answers the same, and a damaged one is refused', () => {
  const { filter, keys, random } = fill(1000)
  const saved = filter.save()
  const loaded = BloomFilter.load(saved)
  for (const key of keys) assert.ok(loaded.has(...key))
  for (let i = 0; i < 1000; i++) {
    const key = aKey(random)
    assert.equal(loaded.has(...key), filter.has(...key))
  }
  for (const at of [0, 4, 100, saved.length - 1]) {
    const damaged = saved.slice()
    damaged[at] ^= 4
    assert.throws(() => BloomFilter.load(damaged), RangeError)
  }
  assert.throws(() => BloomFilter.load(saved.subarray(0, 100)), RangeError)
})

function fill(count: number): { filter: BloomFilter; keys: [number, number][]; random: Random } {
  const random = new Random(7)
  const filter = new BloomFilter(count)
  const keys = Array.from({ length: count }, () => aKey(random))
  for (const key of keys) filter.add(...key)
  return { filter, keys, random }
}

function aKey(random: Random): [number, number] {
  return [random.below(2 ** 32), random.below(2 ** 32)]
}
