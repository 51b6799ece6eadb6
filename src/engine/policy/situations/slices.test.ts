import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../core/random.ts'
import { armFor, engineChances, type Orders, overSlices, sliceAt, YARDSTICK } from './slices.ts'

const ARMS = 4
const SHARES = { holdout: 0.2, uniform: 0.1 }

test('the chances that are logged are those with which arms are shown, over all slices', () => {
  const random = new Random(1)
  const orders: Orders = { standard: 0, allowed: 0b1011, limits: [1, 0.3, 1, 1] }
  const chances = chancesWith(orders)
  const logged = new Float64Array(ARMS)
  overSlices(chances, orders, SHARES, logged)
  const shown = new Float64Array(ARMS)
  const visits = 200_000
  for (let i = 0; i < visits; i++) {
    shown[armFor(sliceAt(random.next(), SHARES), chances, orders, random.next())]++
  }
  for (let a = 0; a < ARMS; a++) assert.ok(Math.abs(shown[a] / visits - logged[a]) < 0.005)
})

test('what is forbidden is shown to nobody', () => {
  const orders: Orders = { standard: 0, allowed: 0b0011 }
  const logged = new Float64Array(ARMS)
  overSlices(chancesWith(orders), orders, SHARES, logged)
  assert.equal(logged[2] + logged[3], 0)
  for (let i = 0; i < 100; i++) {
    assert.ok(armFor('uniform', chancesWith(orders), orders, i / 100) < 2)
  }
})

test('a pinned experience is shown to everybody but holdout and uniform slice', () => {
  const orders: Orders = { standard: 0, allowed: 0b1111, pinned: 2 }
  const chances = chancesWith(orders)
  assert.deepEqual([...chances], [0, 0, 1, 0])
  assert.equal(armFor('holdout', chances, orders, 0.5), 0)
  const seen = new Set([0, 0.3, 0.6, 0.9].map(draw => armFor('uniform', chances, orders, draw)))
  assert.equal(seen.size, ARMS)
})

test('a pin on what makes no sense here pins nothing', () => {
  const chances = chancesWith({ standard: 0, allowed: 0b0011, pinned: 2 })
  assert.equal(chances[2], 0)
  assert.ok(chances[0] > 0 && chances[1] > 0)
})

test('a limited experience never has more than its limit; the rest is the default', () => {
  const chances = chancesWith({ standard: 0, allowed: 0b1111, limits: [1, 0.25, 1, 0.05] })
  assert.ok(chances[1] <= 0.25 && chances[3] <= 0.05)
  assert.ok(Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - 1) < 1e-9)
})

test('the default keeps its share where the engine chooses, and none where something is pinned', () => {
  const means = Float64Array.from([-9, 5, 0, 0])
  const chances = new Float64Array(ARMS)
  engineChances(means, new Float64Array(ARMS).fill(1e-4), { standard: 0, allowed: 0b1111 }, chances)
  assert.ok(Math.abs(chances[0] - YARDSTICK) < 1e-12)
  assert.ok(Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - 1) < 1e-9)
  const pinned = { standard: 0, allowed: 0b1111, pinned: 1 }
  engineChances(means, new Float64Array(ARMS).fill(1e-4), pinned, chances)
  assert.equal(chances[0], 0)
})

/** Arm 1 looks best. */
function chancesWith(orders: Orders): Float64Array {
  const chances = new Float64Array(ARMS)
  const means = Float64Array.from([0, 0.3, 0.1, 0.2])
  engineChances(means, new Float64Array(ARMS).fill(0.05), orders, chances)
  return chances
}
