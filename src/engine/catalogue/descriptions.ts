import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Column } from '../../core/column.ts'
import { Names } from '../../core/names.ts'
import { Table } from '../../core/table.ts'
import type { Product } from '../../schema/product.ts'
import { Lists } from './lists.ts'

/** Fields of an item that a recommendation reads together, with what they are for an unknown one. */
const CATEGORY = 0
const BRAND = 1
const RATING = 2
const REVIEWS = 3
const UNKNOWN = [-1, -1, 0, 0]

/** What an item is, whatever the market: category, brand, attributes, rating, age. */
export class Descriptions {
  #brands = new Names()
  /** `name\0value` in lower case. */
  #attributes = new Names()
  #facts = new Table(UNKNOWN)
  #since = new Column()
  #attributesOf = new Lists()

  /** True when the item's place by rating or by age may have changed. */
  describe(item: number, product: Product, category: number, since: number): boolean {
    const { rating = 0, reviews = 0, brand, attributes = {} } = product
    this.#facts.set(item, CATEGORY, category)
    this.#facts.set(item, BRAND, brand ? this.#brands.intern(brand) : -1)
    this.#attributesOf.set(item, this.#indexesOf(attributes))
    const isSame =
      this.rating(item) === rating && this.reviews(item) === reviews && this.since(item) === since
    this.#facts.set(item, RATING, rating)
    this.#facts.set(item, REVIEWS, reviews)
    this.#since.set(item, since)
    return !isSame
  }

  category(item: number): number {
    return this.#facts.get(item, CATEGORY)
  }

  brand(item: number): number {
    return this.#facts.get(item, BRAND)
  }

  brandName(brand: number): string {
    return this.#brands.text(brand)
  }

  get brandCount(): number {
    return this.#brands.count
  }

  rating(item: number): number {
    return this.#facts.get(item, RATING)
  }

  reviews(item: number): number {
    return this.#facts.get(item, REVIEWS)
  }

  since(item: number): number {
    return this.#since.get(item)
  }

  attributes(item: number): readonly number[] {
    return this.#attributesOf.get(item)
  }

  attribute(item: number, name: string): string | undefined {
    const attribute = this.attributeIndex(item, name)
    return attribute < 0 ? undefined : this.#attributes.text(attribute).slice(name.length + 1)
  }

  /** Index of the item's attribute of that name, −1. */
  attributeIndex(item: number, name: string): number {
    const wanted = name.toLowerCase()
    for (const attribute of this.attributes(item)) {
      const text = this.#attributes.text(attribute)
      if (text.charCodeAt(wanted.length) === 0 && text.startsWith(wanted)) return attribute
    }
    return -1
  }

  save(writer: ByteWriter): void {
    for (const names of [this.#brands, this.#attributes]) names.save(writer)
    this.#facts.save(writer)
    this.#since.save(writer)
    this.#attributesOf.save(writer)
  }

  static load(reader: ByteReader): Descriptions {
    const descriptions = new Descriptions()
    descriptions.#brands = Names.load(reader)
    descriptions.#attributes = Names.load(reader)
    descriptions.#facts = Table.load(reader, UNKNOWN)
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
