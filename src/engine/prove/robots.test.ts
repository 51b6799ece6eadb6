import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Split } from './split.ts'

test('who turns out to be a robot is taken out of its slice once, and a buyer never', () => {
  const split = new Split()
  for (const visitor of ['person', 'robot', 'buyer']) split.meet(visitor, NEWCOMERS)
  const order = { visitor: 'buyer', revenue: 100, margin: 40, verified: true }
  split.earn(order, 'buyer', NEWCOMERS, 'on')
  for (const visitor of ['robot', 'robot', 'buyer', 'never seen']) split.leaveOut(visitor)
  const engine = split.sums().find(({ slice }) => slice === 'engine')!
  assert.equal(engine.visitors, 2)
  assert.equal(engine.orders, 1)
})

const NEWCOMERS = {
  sliceOf: () => 'engine' as const,
  isCustomer: () => false,
  shares: () => ({ holdout: 0.1, uniform: 0.1 }),
}
