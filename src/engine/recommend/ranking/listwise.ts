/**
 * Softmax over the candidates of one list, in place
 * (listwise learning to rank: Cao et al., "ListNet", 2007).
 */
export function softmax(scores: Float64Array, count: number): void {
  let highest = -Infinity
  for (let c = 0; c < count; c++) if (scores[c] > highest) highest = scores[c]
  let total = 0
  for (let c = 0; c < count; c++) total += scores[c] = Math.exp(scores[c] - highest)
  for (let c = 0; c < count; c++) scores[c] /= total
}
