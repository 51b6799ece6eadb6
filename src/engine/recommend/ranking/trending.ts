import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { type ItemStatistics, LAST, WARM } from './item-statistics.ts'

export const MOST_TRENDING = 48

/** The items clicked most of late, in no order: what to show when nothing else is known. */
export class Trending {
  readonly items: number[] = []

  /** An item was clicked; it takes the place of the coolest when it is warmer. */
  click(item: number, statistics: ItemStatistics, time: number, fade: number): void {
    if (this.items.includes(item)) return
    if (this.items.length < MOST_TRENDING) {
      this.items.push(item)
      return
    }
    let coolest = 0
    let least = Infinity
    for (const [i, other] of this.items.entries()) {
      const warmth = warmthOf(other, statistics, time, fade)
      if (warmth >= least) continue
      least = warmth
      coolest = i
    }
    if (warmthOf(item, statistics, time, fade) > least) this.items[coolest] = item
  }

  save(writer: ByteWriter): void {
    writer.count(this.items.length)
    for (const item of this.items) writer.count(item)
  }

  static load(reader: ByteReader): Trending {
    const trending = new Trending()
    const length = reader.count()
    if (length > MOST_TRENDING) throw new RangeError(`${length} trending items are too many`)
    for (let i = 0; i < length; i++) trending.items.push(reader.count())
    return trending
  }
}

function warmthOf(item: number, statistics: ItemStatistics, time: number, fade: number): number {
  return statistics.get(item, WARM) * Math.exp((statistics.get(item, LAST) - time) * fade)
}
