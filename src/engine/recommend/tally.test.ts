import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Candidates } from './candidates.ts'
import { Tally } from './tally.ts'

test('a tally tells the items with the highest sums, and starts anew', () => {
  const tally = new Tally()
  const said = fc.record({ item: fc.nat(3000), score: fc.integer({ min: 1, max: 9 }) })
  fc.assert(
    fc.property(
      fc.array(said, { maxLength: 400, size: 'max' }),
      fc.integer({ min: 1, max: 70 }),
      (all, count) => {
        const sums = new Map<number, number>()
        for (const { item, score } of all) {
          tally.add(item, score, 0)
          sums.set(item, (sums.get(item) ?? 0) + score)
        }
        for (const [item, sum] of sums) assert.equal(tally.scoreOf(item), sum)
        const told = best(tally, count).map(({ score }) => score)
        const highest = [...sums.values()].sort((a, b) => b - a).slice(0, count)
        assert.equal(Math.max(...told, 0), highest[0] ?? 0)
        assert.ok(told.every(score => score >= highest[highest.length - 1]))
        assert.equal(told.length, highest.length)
      },
    ),
    { seed: 17, numRuns: 300 },
  )
})

test('the first to speak for an item is the one remembered', () => {
  const tally = new Tally()
  tally.add(7, 1, 100)
  tally.add(7, 5, 200)
  assert.deepEqual(best(tally, 1), [{ item: 7, score: 6, code: 'x', about: 100 }])
})

function best(tally: Tally, count: number) {
  const found = new Candidates()
  tally.best(count, 'x', found)
  return Array.from({ length: found.count }, (_, i) => ({
    item: found.items[i],
    score: found.scores[i],
    code: found.codes[i],
    about: found.abouts[i],
  }))
}
