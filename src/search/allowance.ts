import type { Word } from './reading.ts'

/**
 * Entries of word lists that one question may have read, some hundred nanoseconds each. A dozen
 * words that half of a million products have would else take seconds, of a thread that others
 * wait for too.
 */
export const MOST_READ = 2_000_000

/** What is left of it for one question. */
export class Allowance {
  #left: number

  constructor(most = MOST_READ) {
    this.#left = most
  }

  /** The rarest of some words, as many as half of what is left lets read together; one at least. */
  rarest(words: readonly Word[]): Set<Word> {
    const kept = new Set<Word>()
    let cost = 0
    for (const word of words.toSorted((a, b) => a.count - b.count)) {
      cost += word.count
      if (kept.size > 0 && cost > this.#left / 2) break
      kept.add(word)
    }
    return kept
  }

  /** Take what reading these lists costs, so many times; not when so much is not left. */
  take(words: readonly Word[], times = 1): boolean {
    const cost = costOf(words) * times
    if (cost > this.#left) return false
    this.#left -= cost
    return true
  }
}

/** A list is read to its end, however few of it are in the others too. */
function costOf(words: readonly Word[]): number {
  return words.reduce((sum, { count }) => sum + count, 0)
}
