import assert from 'node:assert/strict'
import { test } from 'node:test'
import { play } from './contest.ts'
import { vitrine } from './contestant.ts'
import { MODES } from './modes.ts'
import { Proof, STANDARD_ARM } from './proof.ts'
import { Uniform } from './references.ts'
import { Sliced } from './sliced.ts'
import type { World } from './world.ts'

test('the same seed gives the same score, and chance captures nothing', () => {
  const scores = [1, 2].map(() => play(world(), vitrine(8, 14), 20_000, 1))
  assert.equal(scores[0].captured, scores[1].captured)
  assert.ok(scores[0].captured > 0.2)
  assert.ok(Math.abs(play(world(), new Uniform(8), 20_000, 1).captured) < 0.05)
})

test('a visit does not depend on the arms asked for', () => {
  const [asked, left] = [world(), world()]
  for (let i = 0; i < 500; i++) {
    assert.deepEqual(asked.next(), left.next())
    assert.equal(asked.expected(3), left.expected(3))
    asked.reward(i % 8)
  }
})

test('a world where names come and go is played to its end', () => {
  const policy = vitrine(2, 1)
  const proof = new Proof(policy, 2, 20_000)
  const shop = new Sliced(policy, { holdout: 0.1, uniform: 0.1 }, STANDARD_ARM, 1)
  const score = play(fleeting(), shop, 20_000, 1, proof)
  assert.ok(score.captured > 0.5)
  assert.equal(proof.result().false, 0)
})

function world(): World {
  return MODES.standard(1, 20_000)
}

/** A hundred names of which other ones are frequent each month; the second arm is better, always. */
function fleeting(): World {
  const DAY = 86_400_000
  let visit = 0
  return {
    characteristics: ['name'],
    arms: ['usual', 'better'],
    next: () => {
      const day = Math.floor(visit++ / 100)
      return { values: { name: `n${day * 3 + (visit % 100)}` }, time: day * DAY }
    },
    reward: arm => (visit % (arm ? 5 : 10) === 0 ? 1 : 0),
    expected: arm => (arm ? 0.2 : 0.1),
  }
}
