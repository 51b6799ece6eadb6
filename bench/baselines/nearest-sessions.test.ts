import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../src/core/random.ts'
import type { Session } from '../recommend/session-file.ts'
import { NearestSessions } from './nearest-sessions.ts'
import { Past } from './past.ts'

const SAMPLE = 40
const NEIGHBOURS = 12

test('the nearest sessions are those of a search through all sessions', () => {
  const past = new Past(someSessions(1, 300))
  const method = new NearestSessions({
    name: 'vsknn',
    sample: SAMPLE,
    neighbours: NEIGHBOURS,
    weigh: (position, length) => (position / length) ** 2,
    byStep: step => 1 / step,
    byRarity: idf => 1 + idf,
  })
  method.learn(past)
  for (const { items } of someSessions(2, 50)) {
    const scores = slowScores(past, items)
    const list = method.ask(items, items.length, 0).best(1000)
    assert.deepEqual(new Set(list), new Set(scores.keys()))
    for (let i = 1; i < list.length; i++) {
      assert.ok(scores.get(list[i - 1])! >= scores.get(list[i])! - 1e-9)
    }
  }
})

/** The same by definition: every session is looked at, and nothing is indexed. */
function slowScores(past: Past, items: number[]): Map<number, number> {
  const weights = new Map(items.map((item, i) => [item, ((i + 1) / items.length) ** 2]))
  const newest = past.sessions
    .map(({ items: theirs }, session) => ({ session, theirs: [...new Set(theirs)] }))
    .filter(({ theirs }) => theirs.some(item => weights.has(item)))
    .reverse()
    .slice(0, SAMPLE)
    .map(one => ({ ...one, similar: sum(one.theirs.map(item => weights.get(item) ?? 0)) }))
  const nearest = newest.sort((a, b) => b.similar - a.similar || b.session - a.session)
  const scores = new Map<number, number>()
  for (const { theirs, similar } of nearest.slice(0, NEIGHBOURS)) {
    const back = items.toReversed().findIndex(item => theirs.includes(item)) + 1
    for (const item of theirs) {
      const score = (similar / back) * (1 + past.rarityOf(item))
      scores.set(item, (scores.get(item) ?? 0) + score)
    }
  }
  return scores
}

function someSessions(seed: number, count: number): Session[] {
  const random = new Random(seed)
  return Array.from({ length: count }, (_, time) => {
    const items = Array.from({ length: 1 + random.below(6) }, () => random.below(30))
    return { id: String(time), items, times: items.map(() => time), time }
  })
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
