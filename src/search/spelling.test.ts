import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Spelling, slipsBetween } from './spelling.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), minLength: 1, maxLength: 9 })

test('slips are counted as the whole table would count them', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const whole = slipsByTable(a, b)
      const most = 2
      const counted = slipsBetween(a, b, most)
      if (whole <= most) assert.equal(counted, whole)
      else assert.ok(counted > most)
    }),
    { seed: 3, numRuns: 3_000 },
  )
})

test('the nearest are all those with the fewest slips, whatever the letters', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 30 }), word, (known, asked) => {
      fc.pre(asked.length >= 4 && !known.includes(asked))
      const spelling = new Spelling()
      for (const one of known) spelling.add(one)
      const slips = known.map(one => slipsByTable(asked, one))
      const fewest = Math.min(...slips)
      const allowed = asked.length < 7 ? 1 : 2
      const expected = fewest <= allowed ? known.filter((_, i) => slips[i] === fewest) : []
      assert.deepEqual(spelling.nearest(asked, 99).sort(), expected.sort())
    }),
    { seed: 5, numRuns: 1_000 },
  )
})

/** Optimal string alignment, the slow way. */
function slipsByTable(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1)
      }
    }
  }
  return d[a.length][b.length]
}
