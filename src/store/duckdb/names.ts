import type { DuckDBConnection } from '@duckdb/node-api'
import { appendRows } from './append.ts'
import { visitorNumber } from './visitor-number.ts'

/**
 * Under which number somebody goes today. The browser of a merged visitor keeps its cookie,
 * so who it leads to is kept for as long as they are.
 */
export class Names {
  readonly #next = new Map<bigint, bigint>()
  /** Those whose way is another than the table says. */
  readonly #changed = new Set<bigint>()

  static async read(db: DuckDBConnection): Promise<Names> {
    const names = new Names()
    const rows = await db.runAndReadAll('SELECT visitor, "into" FROM aliases')
    for (const [visitor, into] of rows.getRows()) names.#next.set(visitor as bigint, into as bigint)
    return names
  }

  numberOf(key: string): bigint {
    let last = visitorNumber(key)
    for (let next = this.#next.get(last); next !== undefined; next = this.#next.get(last)) {
      last = next
    }
    return last
  }

  /** @param visitor the last of those that lead to it, as `into` is: so no way goes round */
  lead(visitor: bigint, into: bigint): void {
    this.#next.set(visitor, into)
    this.#changed.add(visitor)
  }

  forget(visitor: bigint): void {
    if (this.#next.delete(visitor)) this.#changed.add(visitor)
  }

  async write(db: DuckDBConnection): Promise<void> {
    if (this.#changed.size === 0) return
    const changed = [...this.#changed]
    await db.run(`DELETE FROM aliases WHERE visitor IN (${changed.join(', ')})`)
    const led = changed.filter(visitor => this.#next.has(visitor))
    await appendRows(
      db,
      'aliases',
      led.map(visitor => [visitor, this.#next.get(visitor)]),
    )
    this.#changed.clear()
  }
}
