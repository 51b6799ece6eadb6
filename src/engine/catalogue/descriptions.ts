import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Column } from '../../core/column.ts'
import { Names } from '../../core/names.ts'
import type { Product } from '../../schema/product.ts'
import { Lists } from './lists.ts'

/** What an item is, whatever the market: category, brand, attributes, rating, age. */
export class Descriptions {
  #brands = new Names()
  /** `name\0value` in lower case. */
  #attributes = new Names()
  #category = new Column(-1)
  #brand = new Column(-1)
  #rating = new Column()
  #reviews = new Column()
  #since = new Column()
  #attributesOf = new Lists()

  /** True when the item's place by rating or by age may have changed. */
  describe(item: number, product: Product, category: number, since: number): boolean {
    const { rating = 0, reviews = 0, brand, attributes = {} } = product
    this.#category.set(item, category)
    this.#brand.set(item, brand ? this.#brands.intern(brand) : -1)
    this.#attributesOf.set(item, this.#indexesOf(attributes))
    const isSame =
      this.rating(item) === rating && this.reviews(item) === reviews && this.since(item) === since
    this.#rating.set(item, rating)
    this.#reviews.set(item, reviews)
    this.#since.set(item, since)
    return !isSame
  }

  category(item: number): number {
    return this.#category.get(item)
  }

  brand(item: number): number {
    return this.#brand.get(item)
  }

  brandName(brand: number): string {
    return this.#brands.text(brand)
  }

  rating(item: number): number {
    return this.#rating.get(item)
  }

  reviews(item: number): number {
    return this.#reviews.get(item)
  }

  since(item: number): number {
    return this.#since.get(item)
  }

  attributes(item: number): readonly number[] {
    return this.#attributesOf.get(item)
  }

  attribute(item: number, name: string): string | undefined {
    const prefix = `${name.toLowerCase()}\u0000`
    for (const attribute of this.attributes(item)) {
      const text = this.#attributes.text(attribute)
      if (text.startsWith(prefix)) return text.slice(prefix.length)
    }
    return undefined
  }

  save(writer: ByteWriter): void {
    for (const names of [this.#brands, this.#attributes]) names.save(writer)
    const numbers = [this.#category, this.#brand, this.#rating, this.#reviews, this.#since]
    for (const column of numbers) column.save(writer)
    this.#attributesOf.save(writer)
  }

  static load(reader: ByteReader): Descriptions {
    const descriptions = new Descriptions()
    descriptions.#brands = Names.load(reader)
    descriptions.#attributes = Names.load(reader)
    descriptions.#category = Column.load(reader, -1)
    descriptions.#brand = Column.load(reader, -1)
    descriptions.#rating = Column.load(reader)
    descriptions.#reviews = Column.load(reader)
    descriptions.#since = Column.load(reader)
    descriptions.#attributesOf = Lists.load(reader)
    return descriptions
  }

  #indexesOf(attributes: Record<string, string>): number[] {
    return Object.entries(attributes).map(([name, value]) =>
      this.#attributes.intern(`${name}\u0000${value}`.toLowerCase()),
    )
  }
}
