import type { RefusalCode, RowRefusal } from '../refusals.ts'
import type { LeftOut } from './line.ts'

const TOLD = 100

/** What became of the lines of a file. */
export class LineTally {
  lines = 0
  /** In an order or a refund. */
  kept = 0
  refused = 0
  /** Why the reading ended before the file did; what was open then is not told. */
  brokenOff?: RowRefusal
  readonly leftOut: Record<LeftOut, number> = {
    no_price: 0,
    negative_price: 0,
    no_quantity: 0,
    not_goods: 0,
  }
  readonly byCode: Partial<Record<RefusalCode, number>> = {}
  /** The first hundred. */
  readonly refusals: RowRefusal[] = []

  keep(): void {
    this.lines++
    this.kept++
  }

  leaveOut(why: LeftOut): void {
    this.lines++
    this.leftOut[why]++
  }

  refuse(refusal: RowRefusal): void {
    this.lines++
    this.refused++
    this.byCode[refusal.code] = (this.byCode[refusal.code] ?? 0) + 1
    if (this.refusals.length < TOLD) this.refusals.push(refusal)
  }

  /** The file itself cannot be read any further. */
  breakOff(refusal: RowRefusal): void {
    this.brokenOff = refusal
  }
}
