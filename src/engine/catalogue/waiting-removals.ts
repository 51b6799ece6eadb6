import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { Market } from '../../schema/product.ts'

/** Products of one market that its last feed did not hold, too many to go unasked. */
export interface WaitingRemoval {
  market: Market
  run: string
  /** Products the market had when it was asked, and when that was, ms. */
  known: number
  since: number
  items: ReadonlySet<number>
}

/** Removals that wait for somebody's word: at most one a market. */
export class WaitingRemovals {
  readonly #byMarket = new Map<string, WaitingRemoval & { items: Set<number> }>()

  get all(): Iterable<WaitingRemoval> {
    return this.#byMarket.values()
  }

  in(market: Market): WaitingRemoval | undefined {
    return this.#byMarket.get(keyOf(market))
  }

  ask(market: Market, run: string, known: number, since: number, items: Iterable<number>): void {
    let waiting = this.#byMarket.get(keyOf(market))
    if (waiting?.run !== run) waiting = { market, run, known, since, items: new Set() }
    for (const item of items) waiting.items.add(item)
    this.#byMarket.set(keyOf(market), waiting)
  }

  /** The item is back, or gone: nobody need say anything of it. */
  forget(market: Market, item: number): void {
    const waiting = this.#byMarket.get(keyOf(market))
    if (waiting?.items.delete(item) && waiting.items.size === 0) this.settle(market)
  }

  settle(market: Market): void {
    this.#byMarket.delete(keyOf(market))
  }

  save(writer: ByteWriter): void {
    writer.count(this.#byMarket.size)
    for (const { items, ...told } of this.#byMarket.values()) {
      writer.text(JSON.stringify(told))
      writer.count(items.size)
      for (const item of items) writer.count(item)
    }
  }

  static load(reader: ByteReader): WaitingRemovals {
    const removals = new WaitingRemovals()
    for (let left = reader.count(); left > 0; left--) {
      const { market, run, known, since } = JSON.parse(reader.text()) as WaitingRemoval
      const items = Array.from({ length: reader.count() }, () => reader.count())
      removals.ask(market, run, known, since, items)
    }
    return removals
  }
}

function keyOf({ country, language }: Market): string {
  return `${country}-${language}`
}
