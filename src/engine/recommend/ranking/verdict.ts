import type { Examples } from './examples.ts'

/** How well a way of scoring puts the clicked candidate first: hits and reciprocal ranks in 20. */
export interface Verdict {
  lists: number
  hits: number
  reciprocal: number
}

const TOP = 20

/** Judge scores of rows on the lists from `first` on. */
export function judge(examples: Examples, first: number, scores: Float64Array): Verdict {
  const verdict = { lists: 0, hits: 0, reciprocal: 0 }
  const offset = examples.starts[first]
  for (let list = first; list < examples.lists; list++) {
    const from = examples.starts[list] - offset
    const to = examples.starts[list + 1] - offset
    const rank = rankOf(scores, from, to, from + examples.chosen[list])
    verdict.lists++
    if (rank > TOP) continue
    verdict.hits++
    verdict.reciprocal += 1 / rank
  }
  return verdict
}

/** Whether the one is better than the other, hits and ranks taken together. */
export function isBetter(one: Verdict, other: Verdict): boolean {
  return one.hits + one.reciprocal > other.hits + other.reciprocal
}

/** Rank of the chosen row, from 1; rows with an equal score stand before it. */
function rankOf(scores: Float64Array, from: number, to: number, chosen: number): number {
  let rank = 1
  for (let i = from; i < to; i++) if (i !== chosen && scores[i] >= scores[chosen]) rank++
  return rank
}
