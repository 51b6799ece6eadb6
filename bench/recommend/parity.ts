import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Baseline, best } from '../baselines/baseline.ts'
import { vsknn } from '../baselines/baselines.ts'
import { Rules } from '../baselines/rules.ts'
import type { Contest } from './contest.ts'
import type { ItemNumbers, Session } from './session-file.ts'

const STORED = 'reference_recommendations_'

/**
 * How far our baselines agree with lists stored by another implementation of them, which
 * proves the scorers: the mean share of the stored list's first items, 20 at most and of a
 * positive score, that are among as many of ours. It weighed sequential rules by 1/distance².
 */
export function parity(folder: string, { train, test }: Contest, numbers: ItemNumbers) {
  const methods: [Baseline, string][] = [
    [new Rules('sr', distance => 1 / distance ** 2), 'sr'],
    [new Rules('ar', () => 1, true), 'ar'],
    [vsknn(), 'vsknn'],
  ]
  return methods.map(([baseline, name]) => {
    baseline.learn(train)
    const stored = readStored(join(folder, `${STORED}${name}.csv.gz`))
    return { method: name, ...overlap(baseline, stored, test, numbers) }
  })
}

function overlap(baseline: Baseline, stored: StoredList[], test: Session[], numbers: ItemNumbers) {
  const sessions = new Map(test.map(session => [session.id, session]))
  let sum = 0
  let positions = 0
  for (const { session: id, position, items: ids } of stored) {
    const session = sessions.get(id)
    if (session === undefined || ids.length === 0) continue
    const scores = baseline.scores(session.items, position + 1, session.times[position])
    const ours = new Set(best(scores, ids.length))
    sum += ids.filter(item => ours.has(numbers.of(item))).length / ids.length
    positions++
  }
  return { positions, overlap_20: Math.round((sum / positions) * 1e4) / 1e4 }
}

interface StoredList {
  session: string
  position: number
  items: string[]
}

/** Stored lists, cut to the items with a positive score and 20 at most. */
function readStored(file: string): StoredList[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').slice(1)
  return lines.map(line => {
    const [head, ids, , scores] = line.split('"')
    const [session, position] = head.split(',')
    const positive = scores.split(',').filter(score => Number(score) > 0).length
    const items = ids.split(',').slice(0, Math.min(20, positive))
    return { session, position: Number(position), items }
  })
}
