import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Kept } from './kept.ts'

test('one answer is found for all who ask meanwhile; an aged one is told while a new one is found', async () => {
  const { ask, pass, found } = stage()
  assert.deepEqual(await Promise.all([ask(), ask()]), [1, 1])
  pass(59)
  assert.equal(await ask(), 1)
  pass(2)
  assert.deepEqual(await Promise.all([ask(), ask()]), [1, 1])
  assert.equal(found(), 2, 'found anew once')
  assert.equal(await ask(), 2)
  pass(60 + 600)
  assert.equal(await ask(), 3, 'too old to be told')
})

test('what failed is not kept, and an old answer outlives it', async () => {
  const { ask, pass, fail } = stage()
  fail(true)
  await assert.rejects(ask())
  fail(false)
  assert.equal(await ask(), 2)
  pass(61)
  fail(true)
  assert.equal(await ask(), 2)
  await Promise.resolve()
  fail(false)
  assert.equal(await ask(), 2)
  assert.equal(await ask(), 4)
})

function stage() {
  let [now, count, fails] = [0, 0, false]
  const kept = new Kept(60, 600, { monotonic: () => now })
  const find = async () => {
    count++
    if (fails) throw new Error('no')
    return count
  }
  return {
    ask: () => kept.ask('question', find),
    pass: (ms: number) => void (now += ms),
    found: () => count,
    fail: (does: boolean) => void (fails = does),
  }
}
