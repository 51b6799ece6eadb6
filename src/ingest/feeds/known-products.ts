import type { Market } from '../../schema/product.ts'
import type { NewRecord } from '../../schema/record.ts'
import { type ProductRun, productDigest } from './records.ts'

/**
 * What the log says each market's shelves hold, so that a feed read again writes
 * only what changed: 36 characters a product. Give it the records of the shop
 * partition in order, at the start and as they come.
 */
export class KnownProducts {
  readonly #markets = new Map<string, Shelves>()

  note(record: Pick<NewRecord, 'type' | 'body'>): void {
    const { type, body } = record as NewRecord
    if (type === 'products') {
      const { known, touched } = this.#of(body.market)
      for (const product of body.products) {
        known.set(product.id, productDigest(product))
        for (const sku of product.skus) touched.delete(sku.id)
      }
    } else if (type === 'products_removed') {
      const { known } = this.#of(body.market)
      for (const id of body.ids) known.delete(id)
    } else if (type === 'offers_changed') {
      const { touched } = this.#of(body.market)
      for (const { sku } of body.changes) touched.add(sku)
    }
  }

  /** For `productRecords`. */
  of(market: Market): Required<Pick<ProductRun, 'known' | 'touched'>> {
    return this.#of(market)
  }

  #of({ country, language }: Market): Shelves {
    const key = `${country}-${language}`
    let shelves = this.#markets.get(key)
    if (!shelves) this.#markets.set(key, (shelves = { known: new Map(), touched: new Set() }))
    return shelves
  }
}

interface Shelves {
  known: Map<string, string>
  touched: Set<string>
}
