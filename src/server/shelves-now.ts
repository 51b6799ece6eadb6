import type { Catalogue } from '../engine/catalogue/catalogue.ts'
import type { ShelvesNow } from '../ingest/index.ts'
import type { Market } from '../schema/product.ts'

/**
 * What a market's shelves held when its feed began, so that a feed read again writes only
 * what changed, and what it lacks is known.
 */
export class CatalogueShelves implements ShelvesNow {
  /** Products the market offered. */
  readonly count: number
  readonly #catalogue: Catalogue
  readonly #market: Market
  /** By item: offered, and not seen in the feed yet. */
  readonly #unseen: Uint8Array

  constructor(catalogue: Catalogue, market: Market) {
    this.#catalogue = catalogue
    this.#market = market
    this.#unseen = new Uint8Array(catalogue.itemCount)
    const told = catalogue.toldIn(market)
    let count = 0
    for (let item = 0; told && item < this.#unseen.length; item++) {
      if (!told.offers(item)) continue
      this.#unseen[item] = 1
      count++
    }
    this.count = count
  }

  told(id: string): number {
    return this.#catalogue.toldIn(this.#market)?.of(this.#catalogue.findProduct(id)) ?? 0
  }

  see(id: string): void {
    const item = this.#catalogue.findProduct(id)
    if (item >= 0 && item < this.#unseen.length) this.#unseen[item] = 0
  }

  missing(): string[] {
    const missing: string[] = []
    this.#unseen.forEach((unseen, item) => {
      if (unseen === 1) missing.push(this.#catalogue.idOf(item))
    })
    return missing
  }
}
