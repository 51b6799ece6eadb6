import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../../core/random.ts'
import { type Moment, valueNumber } from '../../situation/moments/moment.ts'
import { Conjunctions } from './conjunctions.ts'
import { Model } from './model.ts'
import { USED_VISITS, Uses } from './uses.ts'

test('a situation is used when it decides, and no other is', () => {
  const { model, uses } = taught()
  for (let i = 0; i < USED_VISITS - 1; i++) uses.look(momentOf(1, 2, 0))
  assert.equal(uses.size, 0)
  uses.look(momentOf(1, 2, 0))
  assert.equal(uses.size, 1)
  const row = model.conjunctions.findPair(valueNumber(0, 1), valueNumber(1, 2))
  assert.ok(uses.isUsed(row))
})

test('where the default looks best nothing is used', () => {
  const { uses } = taught()
  for (let i = 0; i < 20; i++) uses.look(momentOf(0, 0, 0))
  assert.equal(uses.size, 0)
})

/** Arm 0 is better everywhere, arm 1 much better where the first two values meet. */
function taught() {
  const random = new Random(1)
  const model = new Model(2, new Conjunctions(256))
  for (let i = 0; i < 60_000; i++) {
    const values = [random.below(3), random.below(3), random.below(2)]
    const arm = random.below(2)
    const isIn = values[0] === 1 && values[1] === 2
    const rate = arm === 0 ? 0.15 : isIn ? 0.3 : 0.06
    model.learn(momentOf(...values), arm, random.chance(rate) ? 1 : 0)
  }
  return { model, uses: new Uses(model, 0) }
}

function momentOf(...values: number[]): Moment {
  return Uint16Array.from(values, (value, c) => valueNumber(c, value))
}
