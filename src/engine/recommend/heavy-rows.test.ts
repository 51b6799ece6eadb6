import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { HeavyRows } from './heavy-rows.ts'

const entry = fc.record({ row: fc.nat(5), key: fc.nat(30), weight: fc.constantFrom(0.25, 0.5, 1) })
const seeded = { seed: 11, numRuns: 200 }

test('a row within its limit holds the exact sums', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 300, size: 'max' }), entries => {
      const { rows, truth } = added(new HeavyRows(32), entries)
      for (const [row, sums] of truth) assert.deepEqual(read(rows, row), sums)
    }),
    seeded,
  )
})

test('a full row never understates, and overstates by no more than its lightest', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 300, size: 'max' }), entries => {
      const { rows, truth } = added(new HeavyRows(8), entries)
      for (const [row, sums] of truth) {
        const kept = read(rows, row)
        const lightest = Math.min(...kept.values())
        assert.ok(kept.size <= 8)
        for (const [key, weight] of kept) {
          const sum = sums.get(key) ?? 0
          assert.ok(weight >= sum && weight - sum <= lightest)
        }
      }
    }),
    seeded,
  )
})

test('rows saved and loaded go on as if nothing had happened', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 200, size: 'max' }), fc.nat(200), (entries, cut) => {
      const whole = added(new HeavyRows(8), entries).rows
      const first = added(new HeavyRows(8), entries.slice(0, cut)).rows
      const loaded = HeavyRows.load(new ByteReader(bytes(first)))
      assert.deepEqual(bytes(added(loaded, entries.slice(cut)).rows), bytes(whole))
    }),
    seeded,
  )
})

interface Entry {
  row: number
  key: number
  weight: number
}

function added(rows: HeavyRows, entries: Entry[]) {
  const truth = new Map<number, Map<number, number>>()
  for (const { row, key, weight } of entries) {
    rows.add(row, key, weight)
    const sums = truth.get(row) ?? new Map<number, number>()
    truth.set(row, sums.set(key, (sums.get(key) ?? 0) + weight))
  }
  return { rows, truth }
}

function read(rows: HeavyRows, row: number): Map<number, number> {
  const entries = new Map<number, number>()
  rows.each(row, (key, weight) => entries.set(key, weight))
  return entries
}

function bytes(rows: HeavyRows): Uint8Array {
  const writer = new ByteWriter()
  rows.save(writer)
  return writer.done()
}
