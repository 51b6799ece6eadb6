import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Choice, DecisionMade } from '../../schema/decision.ts'
import { Minds } from '../policy/minds.ts'
import { exposuresOf } from './exposures.ts'

test('placements of one kind are one choice, the first; of two kinds, two', () => {
  const made = decision([
    choice('home/next', 'home'),
    choice('home/next', 'home:second'),
    choice('cart/next', 'cart'),
  ])
  const open = exposuresOf(made, 70, minds())
  assert.deepEqual(
    open.map(({ number, kind }) => [number, kind]),
    [
      [70, 0],
      [72, 3],
    ],
  )
})

test('chances are told by the number of the arm, whatever their order in the record', () => {
  const all = minds()
  const [one] = exposuresOf(decision([choice('home/next', 'home')]), 0, all)
  const mind = all.of('home')
  assert.equal(mind.arms[one.arm], 'home/next')
  assert.equal(one.chances[mind.armOf('home/next')], 0.7)
  assert.equal(one.chances[mind.armOf('home/bestsellers')], 0.3)
  assert.equal(one.chances[mind.armOf('home/recent')], 0)
})

test('the holdout, a hurried answer and an experience that is no more teach nothing', () => {
  const next = choice('home/next', 'home')
  assert.deepEqual(exposuresOf({ ...decision([next]), slice: 'holdout' }, 0, minds()), [])
  assert.deepEqual(exposuresOf({ ...decision([next]), degraded: true }, 0, minds()), [])
  const gone = { ...next, experience: 'home/of-last-year' }
  assert.deepEqual(exposuresOf(decision([gone]), 0, minds()), [])
})

function minds(): Minds {
  const all = new Minds()
  all.see({ device: 'mobile' }, 0)
  return all
}

function decision(choices: Choice[]): DecisionMade {
  const rest = { slice: 'engine', page: 'home', characteristics: { device: 'mobile' } } as const
  return { visitor: 'anna', time: 5, choices, ...rest }
}

function choice(experience: string, placement: string): Choice {
  const chances = { arms: ['home/next', 'home/bestsellers'], propensities: [0.6, 0.4] }
  const rest = { items: [], strategy: 'next', reason: '', overall: [0.7, 0.3] }
  return { placement, experience, ...chances, ...rest }
}
