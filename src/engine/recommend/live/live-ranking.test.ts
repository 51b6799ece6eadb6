import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE } from '../../../core/clock.ts'
import { begun, fed } from '../../../core/fed.ts'
import { Random } from '../../../core/random.ts'
import { LiveRanking } from './live-ranking.ts'

test('what one visitor clicks is in the next answer to another', () => {
  const ranking = new LiveRanking()
  assert.deepEqual(next(ranking, [1]), [])
  ranking.view('anna', 1, 0)
  assert.ok(!next(ranking, [1]).includes(2))
  ranking.view('anna', 2, MINUTE)
  assert.equal(next(ranking, [1])[0], 2)
})

test('half an hour of silence begins a session; what was seen before is read along while it is short', () => {
  const ranking = new LiveRanking()
  for (let n = 0; n < 5; n++) walk(ranking, `v${n}`, [1, 2, 3])
  ranking.view('anna', 1, MINUTE)
  ranking.view('anna', 7, 2 * MINUTE)
  ranking.view('anna', 8, 90 * MINUTE)
  const { past, items, own } = ranking.open.find('anna')!
  assert.deepEqual({ past, items, own: own.length }, { past: [1, 7], items: [8], own: 1 })
  const why = (session: number[]) => {
    const ranked = ranking.rank({ session, past, time: 2 * DAY })
    return ranked.codes[ranked.items.subarray(0, ranked.count).indexOf(2)]
  }
  assert.notEqual(why([8]), 'trending')
  assert.equal(why([8, 8, 8]), 'trending')
})

test('what somebody did on an earlier visit weighs more than what others did', () => {
  const asked = (visitor: string) => {
    const ranking = new LiveRanking()
    walk(ranking, 'anna', [1, 50])
    walk(ranking, 'boris', [1, 60])
    walk(ranking, 'anna', [9], DAY)
    return ranking.rank({ visitor, session: [9, 9, 1], past: [], time: DAY })
  }
  const own = asked('anna')
  const other = asked('nobody')
  assert.ok(own.chanceOf(50) / own.chanceOf(60) > other.chanceOf(50) / other.chanceOf(60))
})

test('the current item is never the answer, and every answer says why', () => {
  const ranking = new LiveRanking()
  for (let n = 0; n < 5; n++) walk(ranking, `v${n}`, [1, 2, 1, 3])
  const ranked = ranking.rank({ session: [2, 1], past: [], time: DAY })
  const reasons = new Map<number, string>()
  for (let i = 0; i < ranked.count; i++) reasons.set(ranked.items[i], ranked.codes[i])
  assert.equal(reasons.has(1), false)
  assert.equal(reasons.get(2), 'seen')
  assert.equal(reasons.get(3), 'after')
})

test('who comes back may be shown what they looked at last', () => {
  const ranking = new LiveRanking()
  for (let n = 0; n < 5; n++) walk(ranking, `v${n}`, [1, 2, 1])
  assert.ok(next(ranking, [], [2, 1]).includes(1))
  assert.ok(!next(ranking, [2, 1]).includes(1))
})

test('a flood teaches two lessons in fifty milliseconds, and what follows what all the same', () => {
  const ranking = new LiveRanking()
  const lessons = lessonsOf(ranking)
  for (let n = 0; n < 3_000; n++) ranking.view(`v${n}`, n % 50, MINUTE)
  for (let n = 2; n < 3_000; n++) ranking.view(`v${n}`, (n + 1) % 50, 2 * MINUTE)
  assert.equal(lessons(), 2)
  assert.equal(next(ranking, [7])[0], 8)
  // In the middle of them it is saved with what is left of it.
  const again = fed(begun(LiveRanking.loading()), [...ranking.sections()])
  const more = lessonsOf(again)
  again.view('v0', 2, 2 * MINUTE + 49)
  assert.equal(more(), 0)
  again.view('v1', 3, 2 * MINUTE + 50)
  assert.equal(more(), 1)
})

test('a clock that is set back breaks nothing', () => {
  const ranking = new LiveRanking()
  walk(ranking, 'anna', [1, 2], DAY)
  walk(ranking, 'boris', [1, 2], 0)
  const { chances, count } = ranking.rank({ session: [1], past: [], time: 0 })
  assert.ok(count > 0)
  assert.ok(chances.subarray(0, count).every(chance => chance > 0 && chance <= 1))
})

test('saved in mid-stream and continued, it is byte for byte the one that never stopped', () => {
  const random = new Random(11)
  const whole = new LiveRanking()
  let parts = new LiveRanking()
  for (let n = 0; n < 600; n++) {
    const visitor = `v${random.below(20)}`
    const item = random.below(40)
    for (const ranking of [whole, parts]) ranking.view(visitor, item, n * 7 * MINUTE)
    if (n % 150 === 0) parts = fed(begun(LiveRanking.loading()), saved(parts))
  }
  assert.deepEqual(saved(parts), saved(whole))
  assert.deepEqual(next(parts, [3, 4]), next(whole, [3, 4]))
})

test('sections that are missing, cut short or of something else are refused', () => {
  const ranking = new LiveRanking()
  walk(ranking, 'anna', [1, 2, 3])
  const whole = saved(ranking)
  assert.ok(whole.length > 2)
  const broken = [[], whole.slice(0, 1), whole.slice(0, -1), whole.slice(1), whole.toReversed()]
  for (const sections of broken)
    assert.throws(() => fed(begun(LiveRanking.loading()), sections), RangeError)
})

test('of somebody who was forgotten no byte is left, and the session they were in stays', () => {
  const ranking = new LiveRanking()
  walk(ranking, 'anna-the-visitor', [1, 2])
  ranking.forget('anna-the-visitor')
  assert.doesNotMatch(Buffer.concat(saved(ranking)).toString('latin1'), /anna-the-visitor/)
  assert.equal(next(ranking, [1])[0], 2)
})

function next(ranking: LiveRanking, session: number[], past: number[] = []): number[] {
  const ranked = ranking.rank({ session, past, time: 2 * DAY })
  return [...ranked.items.subarray(0, ranked.count)]
}

function walk(ranking: LiveRanking, visitor: string, items: number[], time = 0): void {
  for (const item of items) ranking.view(visitor, item, time)
}

function saved(ranking: LiveRanking): Uint8Array[] {
  return [...ranking.sections()]
}

/** How many lessons the ranker was given since. */
function lessonsOf({ ranker }: LiveRanking): () => number {
  const learn = ranker.learn.bind(ranker)
  let count = 0
  ranker.learn = (...lesson) => {
    count++
    learn(...lesson)
  }
  return () => count
}
