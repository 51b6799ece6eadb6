import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Split } from './split.ts'

test('who turns out to be a robot is taken out of its slice once, and a buyer never', () => {
  const split = new Split()
  for (const visitor of ['anna', 'ben', 'robot']) split.meet(visitor, 'engine')
  const revenue = { revenue: 5_000, margin: 1_000, verified: true }
  split.earn({ visitor: 'ben', ...revenue } as never, 'engine', 'on')
  for (const visitor of ['robot', 'robot', 'never seen', 'ben']) split.leaveOut(visitor, 'engine')
  const [engine] = split.sums().filter(one => one.slice === 'engine')
  assert.equal(engine.visitors, 2)
  assert.equal(engine.orders, 1)
})
