import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { type ItemStatistics, LAST, WARM } from './item-statistics.ts'

export const MOST_TRENDING = 48

/** The items clicked most of late, in no order: what to show when nothing else is known. */
export class Trending {
  readonly items: number[] = []
  /**
   * How warm the coolest was when it was last looked for, and when that was. None can have
   * become cooler than that by more than everything cools, so most clicks need not look:
   * that would be 48 items, each somewhere else in memory.
   */
  #least = 0
  #leastAt = 0

  /** An item was clicked; it takes the place of the coolest when it is warmer. */
  click(item: number, statistics: ItemStatistics, time: number, fade: number): void {
    const warmth = statistics.get(item, WARM)
    if (warmth <= this.#least * Math.exp((this.#leastAt - time) * fade)) return
    if (this.items.includes(item)) return
    if (this.items.length < MOST_TRENDING) {
      this.items.push(item)
      return
    }
    const coolest = this.#coolest(statistics, time, fade)
    if (warmth > this.#least) this.items[coolest] = item
  }

  save(writer: ByteWriter): void {
    writer.f64(this.#least)
    writer.f64(this.#leastAt)
    writer.count(this.items.length)
    for (const item of this.items) writer.count(item)
  }

  static load(reader: ByteReader): Trending {
    const trending = new Trending()
    trending.#least = reader.f64()
    trending.#leastAt = reader.f64()
    const length = reader.count()
    if (length > MOST_TRENDING) throw new RangeError(`${length} trending items are too many`)
    for (let i = 0; i < length; i++) trending.items.push(reader.count())
    return trending
  }

  #coolest(statistics: ItemStatistics, time: number, fade: number): number {
    let coolest = 0
    this.#least = Infinity
    this.#leastAt = time
    for (const [i, item] of this.items.entries()) {
      const warmth = warmthOf(item, statistics, time, fade)
      if (warmth >= this.#least) continue
      this.#least = warmth
      coolest = i
    }
    return coolest
  }
}

function warmthOf(item: number, statistics: ItemStatistics, time: number, fade: number): number {
  return statistics.get(item, WARM) * Math.exp((statistics.get(item, LAST) - time) * fade)
}
