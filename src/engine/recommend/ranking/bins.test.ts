import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Random } from '../../../core/random.ts'
import { Bins, MOST_BINS } from './bins.ts'
import { FEATURE_COUNT } from './features.ts'

const COUNT = 20_000

test('a higher value never has a lower bin, before and after a sample was seen', () => {
  for (const bins of [new Bins(), Bins.of(sample(), COUNT)]) {
    const values = [-1, 0, 1e-9, 1e-6, 0.01, 0.02, 0.5, 1, 2, 3, 4, 40, 150, 5000, 1e6]
    const found = values.map(value => binOf(bins, value))
    assert.deepEqual(
      found,
      found.toSorted((a, b) => a - b),
    )
    assert.ok(found[found.length - 1] > found[0] + 5)
  }
})

test('bins hold about equal shares of what the sample was drawn from', () => {
  const bins = Bins.of(sample(), COUNT)
  const counts = new Array(MOST_BINS).fill(0)
  const random = new Random(9)
  for (let i = 0; i < COUNT; i++) counts[binOf(bins, random.next() ** 3)]++
  const fair = COUNT / MOST_BINS
  assert.ok(counts.filter(n => n > fair / 3 && n < fair * 3).length > MOST_BINS * 0.8)
})

test('small whole numbers each have a bin of their own', () => {
  const whole = new Float32Array(COUNT * FEATURE_COUNT).map(
    (_, i) => ((i / FEATURE_COUNT) % 40) | 0,
  )
  const bins = Bins.of(whole, COUNT)
  assert.equal(new Set(Array.from({ length: 40 }, (_, n) => binOf(bins, n))).size, 40)
})

test('saved bins, loaded, are the same bins, and bins that do not hold every value once are refused', () => {
  const bins = Bins.of(sample(), COUNT)
  const writer = new ByteWriter()
  bins.save(writer)
  const again = new ByteWriter()
  const loaded = Bins.load(new ByteReader(writer.done()))
  loaded.save(again)
  assert.deepEqual(again.done(), writer.done())
  for (const value of [0, 0.1, 0.7, 3]) assert.equal(binOf(loaded, value), binOf(bins, value))
  for (const width of [15, 17, 1e9]) {
    const broken = new ByteWriter()
    for (let i = 0; i < FEATURE_COUNT * MOST_BINS; i++) broken.count(width)
    assert.throws(() => Bins.load(new ByteReader(broken.done())), /do not hold every step/)
  }
})

function sample(): Float32Array {
  const random = new Random(8)
  return new Float32Array(COUNT * FEATURE_COUNT).map(() => random.next() ** 3)
}

function binOf(bins: Bins, value: number): number {
  const into = new Uint8Array(FEATURE_COUNT)
  bins.bin(new Float32Array(FEATURE_COUNT).fill(value), 1, into)
  return into[0]
}
