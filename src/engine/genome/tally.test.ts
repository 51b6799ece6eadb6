import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Tallies } from './tally.ts'

test('the lightest leaves when there are too many, of equals the longest unseen', () => {
  const tallies = new Tallies()
  for (let key = 0; key < Tallies.MOST; key++)
    tallies.add(key, key === 3 ? 1 : 2, key === 5 ? 1 : 9)
  tallies.add(100, 5, 9)
  assert.ok(!keys(tallies).includes(3))
  tallies.add(101, 5, 9)
  assert.ok(!keys(tallies).includes(5))
  assert.equal(tallies.list.length, Tallies.MOST)
})

test('a sum of two is the same whichever comes first', () => {
  const make = (from: number) => {
    const tallies = new Tallies()
    for (let key = from; key < from + 9; key++) tallies.add(key, 1 + (key % 4), key, key % 5)
    return tallies
  }
  const [one, other] = [make(0), make(5)]
  one.merge(make(5))
  other.merge(make(0))
  assert.deepEqual(one.list, other.list)
  const sum = one.list.find(each => each.key === 6)!
  assert.deepEqual([sum.weight, sum.day, sum.prices], [6, 6, [0, 2, 0, 0, 0]])
})

function keys(tallies: Tallies): number[] {
  return tallies.list.map(each => each.key)
}
