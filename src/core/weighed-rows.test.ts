import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Random } from './random.ts'
import { WeighedRows } from './weighed-rows.ts'

const entry = fc.record({ key: fc.nat(40), weight: fc.constantFrom(0, 0.5, 1, 3) })

test('a full row replaces the earliest of its lightest, whatever came before', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 400, size: 'max' }), entries => {
      const rows = new WeighedRows({ limit: 8, width: 2, by: 1 })
      const plain: { key: number; weight: number }[] = []
      for (const { key, weight } of entries) {
        rows.numbers[rows.reach(3, key) + 1] += weight
        addPlainly(plain, key, weight)
        assert.deepEqual(read(rows, 3), plain)
      }
    }),
    { seed: 31, numRuns: 200 },
  )
})

test('all rows together stay within their average once they are many, and each has some room', () => {
  const average = 8
  const rows = new WeighedRows({ limit: 64, width: 1, by: 0, average })
  const random = new Random(5)
  const count = 300_000
  for (let row = 0; row < count; row++) {
    for (let n = 0; n < 12; n++) rows.numbers[rows.reach(row, random.below(1000))]++
  }
  let entries = 0
  for (let row = 0; row < count; row++) {
    entries += rows.lengthOf(row)
    assert.ok(rows.lengthOf(row) >= 4)
  }
  assert.ok(entries <= average * count)
})

test('a row that may not grow for want of room keeps its heaviest', () => {
  const rows = new WeighedRows({ limit: 64, width: 1, by: 0, average: 8 })
  for (let row = 0; row < 1 << 18; row++) for (let key = 0; key < 4; key++) weigh(rows, row, key, 1)
  weigh(rows, 9, 7, 5)
  weigh(rows, 9, 8, 6)
  assert.equal(rows.lengthOf(9), 4)
  assert.deepEqual(new Set(keysOf(rows, 9)), new Set([7, 8, 2, 3]))
})

function weigh(rows: WeighedRows, row: number, key: number, weight: number): void {
  const at = rows.reach(row, key)
  rows.numbers[at] += weight
}

function addPlainly(plain: { key: number; weight: number }[], key: number, weight: number): void {
  const known = plain.find(entry => entry.key === key)
  if (known) known.weight += weight
  else if (plain.length < 8) plain.push({ key, weight })
  else {
    const lightest = plain.reduce((a, b) => (b.weight < a.weight ? b : a))
    lightest.key = key
    lightest.weight += weight
  }
}

function read(rows: WeighedRows, row: number) {
  const { keys, numbers, start, end } = rows.look(row)
  return Array.from({ length: end - start }, (_, i) => ({
    key: keys[start + i],
    weight: numbers[(start + i) * 2 + 1],
  }))
}

function keysOf(rows: WeighedRows, row: number): number[] {
  const { keys, start, end } = rows.look(row)
  return [...keys.subarray(start, end)]
}
