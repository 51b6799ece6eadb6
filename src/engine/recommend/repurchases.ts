import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'
import { Table } from '../../core/table.ts'

/** Fields: how often something was bought again, and the sum of the logarithms of the days between. */
const COUNT = 0
const LOG_DAYS = 1
/** Buying again within this is the same errand. */
const SAME_ERRAND_MS = 2 * DAY
/** So many must have bought again before their rhythm is anybody's. */
const ENOUGH = 3

/** After how many days items are bought again by the same person: their geometric mean. */
export class Repurchases {
  #items = new Table([0, 0])

  note(item: number, elapsedMs: number): void {
    if (elapsedMs < SAME_ERRAND_MS) return
    this.#items.set(item, COUNT, this.#items.get(item, COUNT) + 1)
    const days = this.#items.get(item, LOG_DAYS) + Math.log(elapsedMs / DAY)
    this.#items.set(item, LOG_DAYS, days)
  }

  /** ms; 0 where too few came back to tell. */
  intervalOf(item: number): number {
    const count = this.#items.get(item, COUNT)
    return count < ENOUGH ? 0 : Math.exp(this.#items.get(item, LOG_DAYS) / count) * DAY
  }

  save(writer: ByteWriter): void {
    this.#items.save(writer)
  }

  static load(reader: ByteReader): Repurchases {
    const repurchases = new Repurchases()
    repurchases.#items = Table.load(reader, [0, 0])
    return repurchases
  }
}
