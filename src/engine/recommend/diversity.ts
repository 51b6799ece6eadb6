import type { Catalogue } from '../catalogue/catalogue.ts'

/** Keeps a list from being four times the same thing. */
export class Diversity {
  readonly #catalogue: Catalogue
  /** Most items of one brand. */
  readonly #perBrand: number
  /** Items shown: a dozen at most, so they are looked through. */
  readonly #items: number[] = []

  /** Most items of one leaf category. */
  readonly #perKind: number

  constructor(catalogue: Catalogue, count: number, perKind = Infinity) {
    this.#catalogue = catalogue
    this.#perBrand = Math.max(2, Math.ceil(count / 2))
    this.#perKind = perKind
  }

  /** False for one more of a kind or brand shown enough, and for the twin of an item shown. */
  welcomes(item: number): boolean {
    if (this.isOneTooMany(item)) return false
    const brand = this.#catalogue.brandOf(item)
    if (brand < 0) return true
    let ofBrand = 0
    for (const other of this.#items) {
      if (this.#catalogue.brandOf(other) !== brand) continue
      if (++ofBrand >= this.#perBrand || this.#isTwin(item, other)) return false
    }
    return true
  }

  /** One more of a kind that the list holds enough of. */
  isOneTooMany(item: number): boolean {
    if (this.#perKind === Infinity) return false
    const kind = this.#catalogue.categoryOf(item)
    let ofKind = 0
    for (const other of this.#items) if (this.#catalogue.categoryOf(other) === kind) ofKind++
    return ofKind >= this.#perKind
  }

  note(item: number): void {
    this.#items.push(item)
  }

  /** Two items of one brand, kind and price are taken for twins: a colour sold as an item. */
  #isTwin(item: number, other: number): boolean {
    const c = this.#catalogue
    return c.categoryOf(item) === c.categoryOf(other) && c.priceOf(item) === c.priceOf(other)
  }
}
