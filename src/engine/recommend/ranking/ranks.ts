import { MOST_CANDIDATES, type Shortlist } from './shortlist.ts'

const GAPS = [132, 57, 23, 10, 4, 1]

/**
 * Ranks of the candidates by one column of the board. A score that is not negative keeps its
 * order when its bits are read as a whole number, so score and place fit one sortable number.
 */
export class Ranks {
  /** Rank by candidate, from 1; `unnamed` where the score is 0. */
  readonly of = new Int32Array(MOST_CANDIDATES)
  readonly #unnamed: number
  readonly #keys = new Float64Array(MOST_CANDIDATES)
  readonly #float = new Float32Array(1)
  readonly #bits = new Int32Array(this.#float.buffer)

  constructor(unnamed: number) {
    this.#unnamed = unnamed
  }

  /** Rank by a column; the highest score, or 1 where all are 0, to divide by. */
  rank(list: Shortlist, said: Float32Array, column: number): number {
    const keys = this.#keys
    let top = 0
    let named = 0
    for (let c = 0; c < list.count; c++) {
      this.of[c] = this.#unnamed
      const score = said[list.at[c] + column]
      if (score === 0) continue
      if (score > top) top = score
      this.#float[0] = score
      keys[named++] = -(this.#bits[0] * 1024 + (1023 - c))
    }
    sortUp(keys, named)
    const last = Math.min(named, this.#unnamed)
    for (let rank = 0; rank < last; rank++) {
      const key = -keys[rank]
      this.of[1023 - (key - Math.floor(key / 1024) * 1024)] = rank + 1
    }
    return top || 1
  }
}

/** Shell's sort (1959; gaps by Ciura, 2001): for a hundred numbers the library's own costs thrice. */
function sortUp(keys: Float64Array, count: number): void {
  for (const gap of GAPS) {
    for (let i = gap; i < count; i++) {
      const key = keys[i]
      let at = i
      for (; at >= gap && keys[at - gap] > key; at -= gap) keys[at] = keys[at - gap]
      keys[at] = key
    }
  }
}
