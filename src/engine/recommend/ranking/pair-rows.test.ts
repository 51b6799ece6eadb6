import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { BACK, MET, NEXT, PairRows, RECENT, RULE } from './pair-rows.ts'

test('while rows have room, they hold exactly what was met', () => {
  fc.assert(
    fc.property(meetings(15), list => {
      const rows = met(list, 16)
      for (const [a, b] of pairsOf(list)) {
        const forth = list.filter(m => m.before === a && m.after === b)
        const back = list.filter(m => m.before === b && m.after === a)
        const at = rows.find(a, b)
        assert.equal(rows.numbers[at + NEXT], forth.filter(m => m.distance === 1).length)
        assert.equal(rows.numbers[at + BACK], back.filter(m => m.distance === 1).length)
        assert.equal(rows.numbers[at + MET], forth.length + back.length)
        const rule = forth.reduce((sum, m) => sum + 1 / m.distance, 0)
        assert.ok(Math.abs(rows.numbers[at + RULE] - rule) < 1e-4)
      }
    }),
    { seed: 21, numRuns: 200 },
  )
})

test('a full row forgets the pair met least, and says of none that it was met too seldom', () => {
  fc.assert(
    fc.property(meetings(40), list => {
      const rows = met(list, 4)
      for (const [a, b] of pairsOf(list)) {
        assert.ok(rows.lengthOf(a) <= 4)
        const at = rows.find(a, b)
        const truth = list.filter(
          m => (m.before === a && m.after === b) || (m.before === b && m.after === a),
        )
        if (at >= 0) assert.ok(rows.numbers[at + MET] >= truth.length)
      }
    }),
    { seed: 22, numRuns: 200 },
  )
})

test('what came next is forgotten over time', () => {
  const rows = new PairRows(4)
  rows.meet(1, 2, 1, 0, 0.5)
  rows.meet(1, 2, 1, 2, 0.5)
  const at = rows.find(1, 2)
  assert.ok(Math.abs(rows.numbers[at + RECENT] - (1 + Math.exp(-1))) < 1e-6)
})

test('saved pairs, loaded and saved again, are the same bytes, and go on alike', () => {
  fc.assert(
    fc.property(meetings(20), meetings(20), (before, after) => {
      const rows = met(before, 4)
      const loaded = PairRows.load(new ByteReader(saved(rows)))
      assert.deepEqual(saved(loaded), saved(rows))
      assert.deepEqual(saved(met(after, 4, loaded)), saved(met(after, 4, rows)))
    }),
    { seed: 23, numRuns: 200 },
  )
})

interface Meeting {
  before: number
  after: number
  distance: number
}

function meetings(items: number): fc.Arbitrary<Meeting[]> {
  const item = fc.nat(items - 1)
  const meeting = fc.record({ before: item, after: item, distance: fc.integer({ min: 1, max: 4 }) })
  return fc.array(
    meeting.filter(m => m.before !== m.after),
    { maxLength: 150, size: 'max' },
  )
}

function met(list: Meeting[], limit: number, rows = new PairRows(limit)): PairRows {
  for (const [time, { before, after, distance }] of list.entries()) {
    rows.meet(before, after, distance, time, 0.01)
  }
  return rows
}

function pairsOf(list: Meeting[]): [number, number][] {
  return list.map(m => [m.before, m.after])
}

function saved(rows: PairRows): Uint8Array {
  const writer = new ByteWriter()
  rows.save(writer)
  return writer.done()
}
