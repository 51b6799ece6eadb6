import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { Table } from '../../../core/table.ts'

/** Fields of an item. */
export const CLICKS = 0
export const LEFT = 1 // clicks after which the session went on
export const STAYED = 2 // clicks followed by a click on the same item
export const RETURNED = 3 // clicks after which the item occurs again in the session
export const FIRST = 4
export const LAST = 5
export const HOT = 6 // clicks, forgotten fast
export const WARM = 7 // clicks, forgotten slowly

/** What each item did so far, in eight numbers. */
export class ItemStatistics {
  #items = new Table([0, 0, 0, 0, 0, 0, 0, 0])
  /** Clicks of all items. */
  clicks = 0

  get length(): number {
    return this.#items.length
  }

  get(item: number, field: number): number {
    return this.#items.get(item, field)
  }

  /** A click; `hotFade` and `warmFade` are forgetting per unit of time. */
  click(item: number, time: number, hotFade: number, warmFade: number): void {
    const items = this.#items
    const age = time - items.get(item, LAST)
    if (items.get(item, CLICKS) === 0) items.set(item, FIRST, time)
    items.set(item, HOT, items.get(item, HOT) * Math.exp(-age * hotFade) + 1)
    items.set(item, WARM, items.get(item, WARM) * Math.exp(-age * warmFade) + 1)
    items.set(item, LAST, time)
    this.#add(item, CLICKS)
    this.clicks++
  }

  /** The session went on from this item. */
  leave(item: number, isSame: boolean): void {
    this.#add(item, LEFT)
    if (isSame) this.#add(item, STAYED)
  }

  /** The session came back to this item. */
  comeBack(item: number): void {
    this.#add(item, RETURNED)
  }

  save(writer: ByteWriter): void {
    writer.count(this.clicks)
    this.#items.save(writer)
  }

  static load(reader: ByteReader): ItemStatistics {
    const statistics = new ItemStatistics()
    statistics.clicks = reader.count()
    statistics.#items = Table.load(reader, [0, 0, 0, 0, 0, 0, 0, 0])
    return statistics
  }

  #add(item: number, field: number): void {
    this.#items.set(item, field, this.#items.get(item, field) + 1)
  }
}
