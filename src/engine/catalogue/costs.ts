import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Column } from '../../core/column.ts'
import { Names } from '../../core/names.ts'

/** What each SKU costs the shop, without VAT, minor units. Never leaves the server. */
export class Costs {
  #currencies = new Names()
  #costs = new Column(-1)
  #currencyOf = new Column(-1)

  set(sku: number, cost: number, currency: string): void {
    this.#costs.set(sku, cost)
    this.#currencyOf.set(sku, this.#currencies.intern(currency))
  }

  /** −1 when it is not known in this currency. */
  in(currency: string, sku: number): number {
    return this.#currencies.text(this.#currencyOf.get(sku)) === currency ? this.#costs.get(sku) : -1
  }

  save(writer: ByteWriter): void {
    this.#currencies.save(writer)
    this.#costs.save(writer)
    this.#currencyOf.save(writer)
  }

  static load(reader: ByteReader): Costs {
    const costs = new Costs()
    costs.#currencies = Names.load(reader)
    costs.#costs = Column.load(reader, -1)
    costs.#currencyOf = Column.load(reader, -1)
    return costs
  }
}
