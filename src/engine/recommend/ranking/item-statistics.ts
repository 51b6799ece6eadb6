import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { CHUNK_BITS, Chunks, WITHIN } from '../../../core/chunks.ts'

/** Fields of an item. */
export const CLICKS = 0
export const LEFT = 1 // clicks after which the session went on
export const STAYED = 2 // clicks followed by a click on the same item
export const RETURNED = 3 // clicks after which the item occurs again in the session
export const FIRST = 4
export const LAST = 5
export const HOT = 6 // clicks, forgotten fast
export const WARM = 7 // clicks, forgotten slowly
const FIELDS = 8

/** What each item did so far, in eight numbers, which share a line of the processor's cache. */
export class ItemStatistics {
  readonly #items = new Chunks(Float64Array, FIELDS)
  /** Apart, because hundreds are asked of a query, and sixteen share a line of the cache. */
  readonly #inverseNorms = new Chunks(Float32Array)
  #rows = 0
  /** Clicks of all items. */
  clicks = 0

  /** One more than the highest item ever clicked. */
  get rows(): number {
    return this.#rows
  }

  get(item: number, field: number): number {
    if (item < 0 || item >= this.#rows) return 0
    return this.#items.list[item >>> CHUNK_BITS][(item & WITHIN) * FIELDS + field]
  }

  /** 1/√(clicks + 10) of an item that was clicked: cosines with rarer ones are held back by the 10. */
  inverseNorm(item: number): number {
    return this.#inverseNorms.list[item >>> CHUNK_BITS][item & WITHIN]
  }

  /** A click; `hotFade` and `warmFade` are forgetting per unit of time. */
  click(item: number, time: number, hotFade: number, warmFade: number): void {
    const items = this.#reach(item)
    const at = (item & WITHIN) * FIELDS
    const age = time - items[at + LAST]
    if (items[at + CLICKS] === 0) items[at + FIRST] = time
    items[at + HOT] = items[at + HOT] * Math.exp(-age * hotFade) + 1
    items[at + WARM] = items[at + WARM] * Math.exp(-age * warmFade) + 1
    items[at + LAST] = time
    items[at + CLICKS]++
    this.#norm(item, items[at + CLICKS])
    this.clicks++
  }

  /** The session went on from this item. */
  leave(item: number, isSame: boolean): void {
    const items = this.#reach(item)
    const at = (item & WITHIN) * FIELDS
    items[at + LEFT]++
    if (isSame) items[at + STAYED]++
  }

  /** The session came back to this item. */
  comeBack(item: number): void {
    this.#reach(item)[(item & WITHIN) * FIELDS + RETURNED]++
  }

  saveRow(item: number, writer: ByteWriter): void {
    for (let field = 0; field < FIELDS; field++) {
      const value = this.get(item, field)
      if (field <= RETURNED) writer.count(value)
      else writer.f64(value)
    }
  }

  loadRow(item: number, reader: ByteReader): void {
    const items = this.#reach(item)
    const at = (item & WITHIN) * FIELDS
    for (let field = 0; field < FIELDS; field++) {
      items[at + field] = field <= RETURNED ? reader.count() : reader.f64()
    }
    this.#norm(item, items[at + CLICKS])
    this.clicks += items[at + CLICKS]
  }

  #norm(item: number, clicks: number): void {
    this.#inverseNorms.list[item >>> CHUNK_BITS][item & WITHIN] = 1 / Math.sqrt(clicks + 10)
  }

  /** The chunk an item stands in, made if need be. */
  #reach(item: number): Float64Array {
    if (item >= this.#rows) {
      this.#items.makeRoom(item + 1)
      this.#inverseNorms.makeRoom(item + 1)
      this.#rows = item + 1
    }
    return this.#items.list[item >>> CHUNK_BITS]
  }
}
