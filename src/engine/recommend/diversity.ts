import type { Catalogue } from '../catalogue/catalogue.ts'

/** Keeps a list from being four times the same thing. */
export class Diversity {
  readonly #catalogue: Catalogue
  /** Most items of one brand. */
  readonly #perBrand: number
  readonly #brands = new Map<number, number>()
  readonly #looks = new Set<string>()

  constructor(catalogue: Catalogue, count: number) {
    this.#catalogue = catalogue
    this.#perBrand = Math.max(2, Math.ceil(count / 2))
  }

  /** False for one more of a brand shown enough, and for the twin of an item shown. */
  welcomes(item: number): boolean {
    const brand = this.#catalogue.brandOf(item)
    if (brand < 0) return true
    return (this.#brands.get(brand) ?? 0) < this.#perBrand && !this.#looks.has(this.#lookOf(item))
  }

  note(item: number): void {
    const brand = this.#catalogue.brandOf(item)
    this.#brands.set(brand, (this.#brands.get(brand) ?? 0) + 1)
    this.#looks.add(this.#lookOf(item))
  }

  /** Two items of one brand, kind and price are taken for twins: a colour sold as an item. */
  #lookOf(item: number): string {
    const c = this.#catalogue
    return `${c.brandOf(item)} ${c.categoryOf(item)} ${c.priceOf(item)}`
  }
}
