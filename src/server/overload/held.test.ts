import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Held, holdMs } from './held.ts'

test('the more wait, the longer each waits, so that no more are told no in a second', () => {
  for (const held of [300, 1_000, 2_500, 5_000]) assert.equal(held / (holdMs(held) / 1_000), 1_000)
  assert.equal(holdMs(1), 200)
  assert.equal(holdMs(10_000), 5_000)
})

test('who waits is counted until they were told, and one too many is told at once', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const held = new Held()
  for (let n = 0; n < 10_000; n++) held.wait()
  assert.equal(held.count, 10_000)
  await held.wait()
  assert.equal(held.count, 10_000)
})
