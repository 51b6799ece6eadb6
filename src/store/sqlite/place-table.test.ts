import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../core/random.ts'
import { PlaceTable } from './place-table.ts'

test('whatever was added is found at its place, in little room', () => {
  const random = new Random(3)
  const table = new PlaceTable()
  const marks = Array.from({ length: 300_000 }, () => [
    random.below(2 ** 32),
    random.below(2 ** 32),
  ])
  for (const [offset, [slot, mark]] of marks.entries()) table.add(slot, mark, offset)
  for (const [offset, [slot, mark]] of marks.entries()) {
    assert.equal(
      table.find(slot, mark, found => found === offset),
      offset,
    )
  }
  assert.ok(table.bytes < 14 * marks.length, `${table.bytes / marks.length} bytes an id`)
})

test('ids of one slot and one mark are told apart by who asks', () => {
  const table = new PlaceTable()
  for (let offset = 0; offset < 5; offset++) table.add(1, 2, offset)
  assert.equal(
    table.find(1, 2, offset => offset === 3),
    3,
  )
  assert.equal(
    table.find(1, 2, () => false),
    -1,
  )
  assert.equal(
    table.find(1, 9, () => true),
    -1,
  )
})
