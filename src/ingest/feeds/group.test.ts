import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hearing } from '../hearing.ts'
import { Refused } from '../refusals.ts'
import { Groups } from './group.ts'
import type { ProductRow } from './product-row.ts'

test('groups that wait weigh no more than the bound: the one silent for longest is given out', () => {
  const groups = new Groups(1_000)
  const ready = ['A', 'B', 'A', 'C', 'D', 'E', 'F'].flatMap((group, i) =>
    groups.add(variant(group, i)),
  )
  // B was silent for longest, then A, whose second variant had come after B.
  assert.deepEqual(ready.map(one => [one.id, one.skus.length]).slice(0, 2), [
    ['B', 1],
    ['A', 2],
  ])
  const rest = [...groups.rest()].map(one => one.id)
  assert.deepEqual([...ready.map(one => one.id), ...rest].sort(), ['A', 'B', 'C', 'D', 'E', 'F'])
})

test('a variant of a group already given out is refused with the advice to sort', () => {
  const groups = new Groups(400)
  groups.add(variant('A', 1))
  groups.add(variant('B', 2))
  assert.throws(
    () => groups.add(variant('A', 3)),
    (error: unknown) => error instanceof Refused && error.code === 'group_closed',
  )
})

test('a group has at most as many variants as a product may hold', () => {
  const groups = new Groups()
  for (let i = 0; i < 200; i++) groups.add(variant('A', i))
  assert.throws(
    () => groups.add(variant('A', 200)),
    (error: unknown) => error instanceof Refused && error.code === 'too_many',
  )
  assert.equal([...groups.rest()][0].skus.length, 200)
})

function variant(group: string, number: number): ProductRow {
  const product = { id: group, title: group, url: `https://a.example/${group}`, categories: [] }
  const sku = { id: `${group}-${number}`, offer: { price: 100, inStock: true } }
  return { product, sku, grouped: true, hearing: new Hearing() }
}
