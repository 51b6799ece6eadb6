import { Random } from '../../src/core/random.ts'
import type { Session } from './session-file.ts'

const ITEMS = 2000
const GROUP = 20
const DAY = 86_400

/**
 * A seeded shop for runs without files: items in groups of twenty, most sessions stay within
 * one or two, go back now and then, and follow a habitual next item more often than not.
 * Popularity and session length are skewed, and popularity drifts over thirty days.
 */
export function generatedSessions(seed: number, count: number): [Session[], Session[]] {
  const random = new Random(seed)
  const sessions = Array.from({ length: count }, (_, i) => {
    const time = (i / count) * 30 * DAY
    const items = walk(random, time)
    return { id: String(i), items, times: items.map(() => time), time }
  })
  const cut = Math.floor(count * 0.95)
  return [sessions.slice(0, cut), sessions.slice(cut)]
}

function walk(random: Random, time: number): number[] {
  const length = Math.min(40, 2 + Math.floor(random.next() ** -0.6 - 1))
  const items = [popular(random, time)]
  while (items.length < length) items.push(next(random, items, time))
  return items
}

function next(random: Random, items: number[], time: number): number {
  const current = items[items.length - 1]
  const start = current - (current % GROUP)
  const way = random.next()
  if (way < 0.15) return items[random.below(items.length)]
  if (way < 0.55) return start + ((current * 7 + 3) % GROUP)
  if (way < 0.9) return start + Math.floor(GROUP * random.next() ** 2)
  return popular(random, time)
}

function popular(random: Random, time: number): number {
  const rank = Math.floor(ITEMS * random.next() ** 3)
  return (rank + Math.floor(time / DAY) * 5) % ITEMS
}
