import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gathered } from './gathered.ts'

test('the first is told at once, what follows within the while together, and nothing twice', t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const told: number[][] = []
  const rows = gathered<number>(3_000, all => void told.push(all))
  rows.add(1)
  assert.deepEqual(told, [[1]])
  for (const n of [2, 3]) rows.add(n)
  t.mock.timers.tick(2_999)
  assert.deepEqual(told, [[1]])
  t.mock.timers.tick(1)
  assert.deepEqual(told, [[1], [2, 3]])
  t.mock.timers.tick(3_000)
  rows.add(4)
  assert.deepEqual(told.at(-1), [4])
  rows.add(5)
  rows.drop()
  t.mock.timers.tick(6_000)
  assert.equal(told.length, 3)
})
