import type { ByteReader } from '../../core/bytes.ts'
import { loadRows } from '../../core/row-store.ts'
import { WeighedRows } from '../../core/weighed-rows.ts'
import type { Tally } from './tally.ts'

/** Sparse rows of weights, of which each keeps its heaviest: what `WeighedRows` promises. */
export class HeavyRows extends WeighedRows {
  constructor(limit: number) {
    super({ limit, width: 1, by: 0 })
  }

  add(row: number, key: number, weight: number): void {
    const at = this.reach(row, key)
    this.numbers[at] += weight
  }

  each(row: number, visit: (key: number, weight: number) => void): void {
    const { keys, numbers, start, end } = this.look(row)
    for (let i = start; i < end; i++) visit(keys[i], numbers[i])
  }

  /** Add a row's weights, `scale` times, to a tally; who speaks is remembered there. */
  tell(row: number, speaker: number, scale: number, tally: Tally): void {
    const { keys, numbers, start, end } = this.look(row)
    for (let i = start; i < end; i++) tally.add(keys[i], numbers[i] * scale, speaker)
  }

  /** The same with each weight as its share of the row's. */
  tellShares(row: number, scale: number, tally: Tally): void {
    this.tell(row, row, scale / (this.total(row) || 1), tally)
  }

  total(row: number): number {
    const { numbers, start, end } = this.look(row)
    let total = 0
    for (let i = start; i < end; i++) total += numbers[i]
    return total
  }

  static load(reader: ByteReader): HeavyRows {
    const rows = new HeavyRows(reader.count())
    loadRows(rows, reader)
    return rows
  }
}
