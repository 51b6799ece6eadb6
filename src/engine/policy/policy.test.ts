import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { PLACEMENTS } from '../../schema/decision.ts'
import { LIMITS } from '../../schema/limits.ts'
import { defaultExperience, EXPERIENCES } from './experiences.ts'
import { drawArm, EXPLORATION, Policy, propensities } from './policy.ts'

const beliefs = fc.array(
  fc.record({
    mean: fc.double({ min: 0.0001, max: 0.9999, noNaN: true }),
    deviation: fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
  }),
  { minLength: 1, maxLength: 12 },
)

test('propensities are chances: they sum to one and leave every arm its floor', () => {
  fc.assert(
    fc.property(beliefs, list => {
      const chances = propensities(list)
      const total = chances.reduce((sum, chance) => sum + chance, 0)
      assert.ok(Math.abs(total - 1) < 1e-9)
      for (const chance of chances) assert.ok(chance >= EXPLORATION / list.length - 1e-12)
    }),
  )
})

test('the arm believed best is never less likely than another', () => {
  fc.assert(
    fc.property(beliefs, list => {
      const chances = propensities(list)
      const best = list.reduce((top, belief, a) => (belief.mean > list[top].mean ? a : top), 0)
      for (const chance of chances) assert.ok(chances[best] >= chance - 1e-12)
    }),
  )
})

test('arms are drawn as often as their chances say', () => {
  const chances = [0.7, 0.2, 0.1]
  const counts = [0, 0, 0]
  for (let i = 0; i < 10_000; i++) counts[drawArm(chances, (i + 0.5) / 10_000)]++
  assert.deepEqual(counts, [7_000, 2_000, 1_000])
})

test('an arm that earns clicks is chosen more and more', () => {
  const policy = new Policy()
  const share = () => propensities([policy.belief('home/good'), policy.belief('home/poor')])[0]
  const before = share()
  for (let i = 0; i < 200; i++) {
    policy.count('home/good', 'decisions')
    policy.count('home/poor', 'decisions')
    if (i % 5 === 0) policy.count('home/good', 'clicks')
    if (i % 50 === 0) policy.count('home/poor', 'clicks')
  }
  assert.equal(before, 0.5)
  assert.ok(share() > 0.95)
})

test('an untried experience is believed as good as its placement, and gets its turn', () => {
  const policy = new Policy()
  for (let i = 0; i < 300; i++) {
    policy.count('home/bestsellers', 'decisions')
    if (i % 8 === 0) policy.count('home/bestsellers', 'clicks')
  }
  const [, chance] = propensities(
    ['home/bestsellers', 'home/welcome-back'].map(experience => policy.belief(experience)),
  )
  assert.ok(chance > 0.3, `an untried arm has a chance of ${chance}`)
})

test('a policy saved and loaded believes the same', () => {
  const policy = new Policy()
  policy.count('home/next', 'decisions')
  policy.count('home/next', 'clicks')
  const writer = new ByteWriter()
  policy.save(writer)
  const again = Policy.load(new ByteReader(writer.done()))
  assert.deepEqual(again.belief('home/next'), policy.belief('home/next'))
})

test('every placement has one default and no more experiences than may be arms', () => {
  for (const placement of PLACEMENTS) {
    const own = EXPERIENCES.filter(e => e.placement === placement)
    assert.equal(own.filter(e => e.isDefault).length, 1)
    assert.equal(defaultExperience(placement).when, undefined)
    assert.ok(own.length <= LIMITS.experiences)
  }
  assert.equal(new Set(EXPERIENCES.map(e => e.id)).size, EXPERIENCES.length)
})
