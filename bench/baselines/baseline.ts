import type { Session } from '../recommend/session-file.ts'

/** A method that learns from sessions in time order, once, and then only answers. */
export interface Baseline {
  name: string
  learn(sessions: Session[]): void
  /** Scores of items after the first `count` clicks of a session, at a time. */
  scores(items: readonly number[], count: number, now: number): Map<number, number>
}

/** The items with the highest scores, best first; the first to be scored wins a tie. */
export function best(scores: Map<number, number>, count: number, without = -1): number[] {
  const top: [item: number, score: number][] = []
  for (const entry of scores) {
    if (entry[0] === without || entry[1] <= 0) continue
    if (top.length === count && entry[1] <= top[count - 1][1]) continue
    let at = Math.min(top.length, count - 1)
    while (at > 0 && top[at - 1][1] < entry[1]) {
      top[at] = top[at - 1]
      at--
    }
    top[at] = entry
  }
  return top.map(([item]) => item)
}
