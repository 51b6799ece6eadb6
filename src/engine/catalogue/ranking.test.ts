import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../core/random.ts'
import { Ranking } from './ranking.ts'

test('a ranking is that of a full sort, whenever it is asked and whatever changed between', () => {
  const random = new Random(8)
  const scores = Array.from({ length: 900 }, () => random.below(50))
  const items = new Set(scores.keys())
  const ranking = new Ranking(item => scores[item], 10)
  for (let n = 0; n < 9000; n++) {
    const item = random.below(900)
    if (random.chance(0.2)) items.delete(item)
    else items.add(item)
    scores[item] = random.below(50)
    if (items.has(item)) ranking.put(item)
    else ranking.drop(item)
    const all = [...items].sort((a, b) => a - b)
    if (random.chance(0.3)) assert.deepEqual(ranking.of(all), sorted(all, scores))
  }
})

function sorted(all: number[], scores: number[]): number[] {
  const ranked = all.filter(item => scores[item] > 10)
  return ranked.sort((a, b) => scores[b] - scores[a] || a - b).slice(0, 128)
}
