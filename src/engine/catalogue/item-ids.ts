import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Column } from '../../core/column.ts'
import { Names } from '../../core/names.ts'
import type { Sku } from '../../schema/product.ts'
import { Lists } from './lists.ts'

/**
 * Items and SKUs by their ids, and which belongs to which. An item that no feed has
 * described has an index and no SKUs.
 */
export class ItemIds {
  #items = new Names()
  #skus = new Names()
  #sizes = new Names()
  #itemOfSku = new Column(-1)
  #sizeOfSku = new Column(-1)
  #skusOf = new Lists()
  /** The id last asked for, and its item: an event asks for one id six times. */
  #asked: string | undefined
  #answered = -1

  get count(): number {
    return this.#items.count
  }

  /** An item a feed described is found by its id, else by a SKU's, else as events named it. */
  find(id: string): number {
    if (id === this.#asked) return this.#answered
    const item = this.#items.find(id)
    const hasSkus = item >= 0 && this.#skusOf.count(item) > 0
    const bySku = hasSkus ? -1 : this.itemOfSku(this.findSku(id))
    this.#asked = id
    this.#answered = bySku >= 0 ? bySku : item
    return this.#answered
  }

  findItem(id: string): number {
    return this.#items.find(id)
  }

  intern(id: string): number {
    this.#asked = undefined
    return this.#items.intern(id)
  }

  idOf(item: number): string {
    return this.#items.text(item)
  }

  findSku(id: string): number {
    return this.#skus.find(id)
  }

  internSku(id: string): number {
    return this.#skus.intern(id)
  }

  skuIdOf(sku: number): string {
    return this.#skus.text(sku)
  }

  itemOfSku(sku: number): number {
    return this.#itemOfSku.get(sku)
  }

  sizeOfSku(sku: number): string {
    return this.#sizes.text(this.#sizeOfSku.get(sku))
  }

  skusOf(item: number): readonly number[] {
    return this.#skusOf.get(item)
  }

  setSkus(item: number, skus: readonly number[]): void {
    this.#asked = undefined
    this.#skusOf.set(item, skus)
  }

  /** The SKU is the item's from now on. Its index, and the item that loses it, −1 for none. */
  claim({ id, size }: Sku, item: number): { sku: number; loser: number } {
    this.#asked = undefined
    const sku = this.internSku(id)
    if (size !== undefined) this.#sizeOfSku.set(sku, this.#sizes.intern(size))
    const before = this.itemOfSku(sku)
    if (before === item) return { sku, loser: -1 }
    this.#itemOfSku.set(sku, item)
    const left = this.skusOf(before).filter(other => other !== sku)
    if (before >= 0) this.setSkus(before, left)
    return { sku, loser: before }
  }

  save(writer: ByteWriter): void {
    for (const names of [this.#items, this.#skus, this.#sizes]) names.save(writer)
    for (const column of [this.#itemOfSku, this.#sizeOfSku]) column.save(writer)
    this.#skusOf.save(writer)
  }

  static load(reader: ByteReader): ItemIds {
    const ids = new ItemIds()
    ids.#items = Names.load(reader)
    ids.#skus = Names.load(reader)
    ids.#sizes = Names.load(reader)
    ids.#itemOfSku = Column.load(reader, -1)
    ids.#sizeOfSku = Column.load(reader, -1)
    ids.#skusOf = Lists.load(reader)
    return ids
  }
}
