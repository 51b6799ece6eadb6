import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY } from '../../core/clock.ts'
import { Random } from '../../core/random.ts'
import { OVERALL, Popularity } from './popularity.ts'

test('a count halves every half-life', () => {
  const popularity = new Popularity(2 * DAY)
  popularity.add(0, [], 8, 100 * DAY)
  assert.ok(Math.abs(popularity.countOf(0, 104 * DAY) - 2) < 1e-6)
})

test('the leaders are the items with the highest decayed counts, in each category and overall', () => {
  const popularity = new Popularity(DAY)
  const truth = new Map<number, { item: number; time: number }[]>()
  const random = new Random(3)
  for (let n = 0; n < 5000; n++) {
    const item = Math.floor(random.next() ** 2 * 400)
    const look = { item, time: n * 60_000 }
    popularity.add(item, [OVERALL, item % 3], 1, look.time)
    for (const c of [OVERALL, item % 3]) truth.set(c, [...(truth.get(c) ?? []), look])
  }
  for (const [category, looks] of truth) {
    const ten = popularity.leaders(category).slice(0, 10)
    assert.deepEqual(ten, bestOf(looks, 5000 * 60_000).slice(0, 10))
  }
})

test('yesterday’s rush is overtaken by today’s', () => {
  const popularity = new Popularity(DAY)
  for (let n = 0; n < 10; n++) popularity.add(1, [OVERALL], 1, 0)
  for (let n = 0; n < 3; n++) popularity.add(2, [OVERALL], 1, 3 * DAY)
  assert.deepEqual(popularity.leaders(OVERALL), [2, 1])
})

test('what is told late or of long ago counts as it would have in order, and breaks nothing', () => {
  const random = new Random(8)
  const times = Array.from({ length: 300 }, () => random.below(57 * 365) * DAY)
  const told = new Popularity(DAY)
  for (const time of times) told.add(time % 7, [OVERALL], 1, time)
  const inOrder = new Popularity(DAY)
  for (const time of times.toSorted((a, b) => a - b)) inOrder.add(time % 7, [OVERALL], 1, time)
  const now = 57 * 365 * DAY
  for (let item = 0; item < 7; item++) {
    const [a, b] = [told, inOrder].map(each => each.countOf(item, now))
    assert.ok(Number.isFinite(a) && Math.abs(a - b) <= 1e-9 * b, `${item}: ${a} for ${b}`)
  }
  assert.deepEqual(told.leaders(OVERALL), inOrder.leaders(OVERALL))
})

function bestOf(looks: { item: number; time: number }[], now: number): number[] {
  const counts = new Map<number, number>()
  for (const { item, time } of looks) {
    counts.set(item, (counts.get(item) ?? 0) + 2 ** ((time - now) / DAY))
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([item]) => item)
}
