import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Baseline, best } from '../baselines/baseline.ts'
import type { ItemNumbers, Session } from './session-file.ts'

/**
 * How far a baseline's lists agree with lists stored by another implementation: the mean share
 * of the stored list's first min(20, positive scores) items that are in the baseline's as many.
 */
export function overlap(
  baseline: Baseline,
  folder: string,
  reference: string,
  test: Session[],
  numbers: ItemNumbers,
): { positions: number; overlap: number } {
  const sessions = new Map(test.map(session => [session.id, session]))
  let sum = 0
  let positions = 0
  for (const stored of readStored(join(folder, reference))) {
    const session = sessions.get(stored.session)
    const items = stored.items.map(id => numbers.of(id))
    if (session === undefined || items.length === 0) continue
    const count = stored.position + 1
    const scores = baseline.scores(session.items, count, session.times[count - 1])
    const ours = new Set(best(scores, items.length))
    sum += items.filter(item => ours.has(item)).length / items.length
    positions++
  }
  return { positions, overlap: sum / positions }
}

/** Stored lists, cut to the items with a positive score and 20 at most. */
function readStored(file: string) {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n').slice(1)
  return lines.map(line => {
    const [head, ids, , scores] = line.split('"')
    const [session, position] = head.split(',')
    const positive = scores.split(',').filter(score => Number(score) > 0).length
    const items = ids.split(',').slice(0, Math.min(20, positive))
    return { session, position: Number(position), items }
  })
}
