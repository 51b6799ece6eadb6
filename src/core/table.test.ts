import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from './bytes.ts'
import { Column } from './column.ts'
import { Table } from './table.ts'

const INITIAL = [-1, 0, 7]

test('a table answers as columns of the same numbers would, and is saved like them', () => {
  const set = fc.record({
    index: fc.nat(300),
    field: fc.nat(2),
    value: fc.oneof(
      fc.integer({ min: -1, max: 9 }),
      fc.integer().map(n => n / 4),
    ),
  })
  fc.assert(
    fc.property(fc.array(set, { maxLength: 60 }), sets => {
      const table = new Table(INITIAL)
      const columns = INITIAL.map(initial => new Column(initial))
      for (const { index, field, value } of sets) {
        for (const [f, column] of columns.entries()) {
          column.set(index, f === field ? value : column.get(index))
        }
        table.set(index, field, value)
      }
      const loaded = Table.load(new ByteReader(bytesOf(table)), INITIAL)
      for (let index = -1; index < 310; index++) {
        for (const [field, column] of columns.entries()) {
          assert.equal(table.get(index, field), column.get(index))
          assert.equal(loaded.get(index, field), column.get(index))
        }
      }
      assert.deepEqual(bytesOf(table), bytesOf(...columns))
      assert.deepEqual(bytesOf(loaded), bytesOf(table))
    }),
    { seed: 31, numRuns: 200 },
  )
})

function bytesOf(...parts: { save(writer: ByteWriter): void }[]): Uint8Array {
  const writer = new ByteWriter(1024)
  for (const part of parts) part.save(writer)
  return writer.done()
}
