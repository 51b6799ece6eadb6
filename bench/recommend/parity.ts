import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Baseline } from '../baselines/baseline.ts'
import { Past } from '../baselines/past.ts'
import { DIV, QUADRATIC, vsknn } from '../baselines/recipes.ts'
import { Rules } from '../baselines/rules.ts'
import type { Contest } from './contest.ts'
import type { ItemNumbers, Session } from './session-file.ts'

const STORED = 'reference_recommendations_'
const STORED_VSKNN = {
  neighbours: 500,
  sample: 2500,
  clicks: QUADRATIC,
  steps: DIV,
  rarity: 1,
}

/**
 * How far our baselines agree with lists stored by another implementation of them, which
 * proves the scorers: the mean share of the stored list's first items, 20 at most and of a
 * positive score, that are among as many of ours. The knobs are those the lists were made with.
 */
export function parity(folder: string, { train, test }: Contest, numbers: ItemNumbers) {
  const methods: [Baseline, string][] = [
    [new Rules({ name: 'sr', weigh: distance => 1 / distance ** 2 }), 'sr'],
    [new Rules({ name: 'ar', weigh: () => 1, bothWays: true }), 'ar'],
    [vsknn(STORED_VSKNN), 'vsknn'],
  ]
  const past = new Past(train)
  return methods.map(([baseline, name]) => {
    baseline.learn(past)
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
    const scores = baseline.ask(session.items, position + 1, session.times[position])
    const ours = new Set(scores.best(ids.length))
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
