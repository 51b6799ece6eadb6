import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Best } from './best.ts'
import { Random } from './random.ts'

test('what is kept is what sorting everything would have kept', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = new Random(seed)
    const most = 1 + random.below(8)
    const best = new Best<number>(most, one => one)
    const all = Array.from({ length: random.below(200) }, () => random.below(1_000))
    for (const one of all) best.add(one)
    assert.deepEqual(best.list(), all.sort((a, b) => b - a).slice(0, most))
  }
})
