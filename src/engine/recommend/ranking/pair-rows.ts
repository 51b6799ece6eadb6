import type { ByteReader } from '../../../core/bytes.ts'
import { loadRows } from '../../../core/row-store.ts'
import { WeighedRows } from '../../../core/weighed-rows.ts'

/** What an entry of row a knows of item b. */
export const NEXT = 0 // how often b came right after a
export const RULE = 1 // Σ 1/distance of b after a (sequential rules: Ludewig & Jannach, 2018)
export const BACK = 2 // how often a came right after b
export const MET = 3 // how often both were in reach of each other, either way
export const RECENT = 4 // `NEXT`, forgotten over time
export const RECENT_AT = 5 // when `RECENT` was last brought up to date
export const PAIR_WIDTH = 6

/** Entries an item has room for on average: most items meet few, and the few meet many. */
const AVERAGE = 64

/**
 * What was clicked near what: sparse rows, of which each keeps those met most.
 *
 * Both directions of a pair stand in both rows, so that one walk over the row of the item
 * at hand tells all there is to know.
 */
export class PairRows extends WeighedRows {
  constructor(limit: number) {
    super({ limit, width: PAIR_WIDTH, by: MET, average: AVERAGE })
  }

  /** `after` was clicked `distance` clicks after `before`; `fade` forgets by age. */
  meet(before: number, after: number, distance: number, time: number, fade: number): void {
    const forth = this.reach(before, after)
    const { numbers } = this
    numbers[forth + MET]++
    numbers[forth + RULE] += 1 / distance
    if (distance === 1) {
      const age = time - numbers[forth + RECENT_AT]
      numbers[forth + NEXT]++
      numbers[forth + RECENT] = numbers[forth + RECENT] * Math.exp(-age * fade) + 1
      numbers[forth + RECENT_AT] = time
    }
    const back = this.reach(after, before)
    this.numbers[back + MET]++
    if (distance === 1) this.numbers[back + BACK]++
  }

  static load(reader: ByteReader): PairRows {
    const rows = new PairRows(reader.count())
    loadRows(rows, reader)
    return rows
  }
}
