import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { PriceLadder } from './price-ladder.ts'

test('a price at a place is the one that stands there, to a 64th of the ladder, whatever moved', () => {
  fc.assert(
    fc.property(prices(), fc.double({ min: 0, max: 1, noNaN: true }), (moves, quantile) => {
      const ladder = new PriceLadder()
      const now = new Map<number, number>()
      for (const { item, price } of moves) {
        ladder.move(item, now.get(item) ?? 0, price)
        now.set(item, price)
        ladder.priceAt(quantile) // what was read before a move is not told after it
      }
      const sorted = [...now.values()].filter(price => price > 0).sort((a, b) => a - b)
      const told = ladder.priceAt(quantile)
      if (sorted.length === 0) return assert.equal(told, 0)
      const place = Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))
      const off = Math.ceil(sorted.length / 64) - 1
      assert.ok(told >= sorted[Math.max(0, place - off)])
      assert.ok(told <= sorted[Math.min(sorted.length - 1, place + off)])
    }),
    { seed: 31, numRuns: 200 },
  )
})

function prices() {
  const move = fc.record({ item: fc.nat(150), price: fc.nat(500) })
  return fc.array(move, { maxLength: 400, size: 'max' })
}
