import * as b from '../ranking/board.ts'
import type { Ranker } from '../ranking/ranker.ts'

/** As many as the forest is asked about: those behind them hardly differ. */
const MOST = 48
/** How much the likeliest item's chance adds to its score in another strategy. */
const LIFT = 0.5
/** A chance is never nothing, for candidates are told apart from what is no candidate. */
const LEAST = 1e-9

/** The clicks that something is to follow, who asks, and what not to answer. */
interface Question {
  trail: Int32Array
  count: number
  now: number
  without: number
  self: number
  own: readonly number[]
}

/**
 * What may come next, best first, in columns that are used again: worked out once a page,
 * whatever the number of its placements.
 */
export class Ranked {
  count = 0
  readonly items = new Int32Array(MOST)
  /** Against the likeliest, 0 to 1. */
  readonly chances = new Float64Array(MOST)
  /** Why, and the item it is about, −1 for none. */
  readonly codes: string[] = []
  readonly abouts = new Int32Array(MOST)

  clear(): void {
    this.count = 0
  }

  fill(ranker: Ranker, { trail, count, now, without, self, own }: Question): void {
    const current = trail[count - 1]
    this.count = ranker.recommend(trail, count, now, MOST, without, self, own)
    const { scores } = ranker.model
    for (let i = 0; i < this.count; i++) {
      const row = ranker.order[i]
      this.items[i] = ranker.items[i]
      this.chances[i] = Math.max(LEAST, Math.exp(scores[row] - scores[ranker.order[0]]))
      this.#explain(i, row, current, ranker)
    }
  }

  /** 0 for what is no candidate. */
  chanceOf(item: number): number {
    for (let i = 0; i < this.count; i++) if (this.items[i] === item) return this.chances[i]
    return 0
  }

  /** What its chance makes of an item's score in another strategy. */
  liftOf(item: number): number {
    return 1 + LIFT * this.chanceOf(item)
  }

  /** The plainest of what speaks for it: seen before, seen after this, or by people like you. */
  #explain(i: number, row: number, current: number, { survey }: Ranker): void {
    const at = survey.list.at[row]
    const { said } = survey.board
    const isSeen = survey.trail.indexOf(this.items[i]) >= 0
    this.abouts[i] = -1
    if (isSeen) this.codes[i] = 'seen'
    else if (said[at + b.RULE_OF] > 0) {
      this.codes[i] = 'after'
      this.abouts[i] = current
    } else if (said[at + b.SHARE] > 0) this.codes[i] = 'like-minded'
    else if (said[at + b.EARLIER] > 0 || said[at + b.INDIRECT] > 0) this.codes[i] = 'path'
    else this.codes[i] = 'trending'
  }
}
