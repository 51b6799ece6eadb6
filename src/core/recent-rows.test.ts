import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from './bytes.ts'
import { RecentRows } from './recent-rows.ts'

const LIMIT = 8

test('a row keeps its newest entries in order, whatever else happens beside it', () => {
  fc.assert(
    fc.property(acts(), list => {
      const { rows, truth } = play(list)
      for (const [row, expected] of truth.entries()) {
        assert.deepEqual(read(rows, row), expected)
        assert.deepEqual(newest(rows, row, 3), expected.toReversed().slice(0, 3))
      }
    }),
    { seed: 5, numRuns: 300 },
  )
})

test('saved rows, loaded and saved again, are the same bytes', () => {
  fc.assert(
    fc.property(acts(), list => {
      const bytes = saved(play(list).rows)
      assert.deepEqual(saved(RecentRows.load(new ByteReader(bytes))), bytes)
    }),
    { seed: 6, numRuns: 100 },
  )
})

test('a saved row longer than its limit is refused', () => {
  const writer = new ByteWriter()
  for (const value of [2, 1, 3, 7, 7, 7]) writer.count(value)
  assert.throws(() => RecentRows.load(new ByteReader(writer.done())), /over its limit/)
})

function acts() {
  const act = fc.record({
    kind: fc.constantFrom('append', 'append', 'append', 'remove', 'clear'),
    row: fc.nat(4),
    value: fc.nat(6),
  })
  return fc.array(act, { maxLength: 120, size: 'max' })
}

/** The same acts on rows and on plain lists. */
function play(list: { kind: string; row: number; value: number }[]) {
  const rows = new RecentRows(LIMIT)
  const truth: number[][] = [[], [], [], [], []]
  for (const { kind, row, value } of list) {
    const expected = truth[row]
    if (kind === 'append') {
      rows.append(row, value)
      expected.push(value)
      if (expected.length > LIMIT) expected.shift()
    } else if (kind === 'remove') {
      rows.remove(row, value)
      if (expected.includes(value)) expected.splice(expected.indexOf(value), 1)
    } else {
      rows.clear(row)
      expected.length = 0
    }
  }
  return { rows, truth }
}

function read(rows: RecentRows, row: number): number[] {
  const into = new Int32Array(LIMIT)
  return [...into.subarray(0, rows.read(row, into))]
}

function newest(rows: RecentRows, row: number, most: number): number[] {
  const into = new Int32Array(LIMIT)
  return [...into.subarray(0, rows.newest(row, into, most))]
}

function saved(rows: RecentRows): Uint8Array {
  const writer = new ByteWriter()
  rows.save(writer)
  return writer.done()
}
