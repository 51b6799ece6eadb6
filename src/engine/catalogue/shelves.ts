import { Column } from '../../core/column.ts'
import type { CategoryTree } from './category-tree.ts'
import { type ItemFacts, Shelf } from './shelf.ts'

/** The whole shop, as a category. */
export const WHOLE_SHOP = -1

/** The default market, as far as shelves need it. */
interface Offers {
  price(item: number): number
  isReduced(item: number): boolean
}

/** Which shelves an item stands on: its leaf category's, every ancestor's, and the whole shop's. */
export class Shelves {
  /** Category + 1 → shelf. */
  readonly #shelves: Shelf[] = []
  readonly #facts: ItemFacts
  /** By item: leaf category + 1 when it stands somewhere, −1 when nowhere. */
  readonly #place = new Column(-1)
  readonly #price = new Column()
  readonly #reduced = new Column()

  constructor(facts: ItemFacts) {
    this.#facts = facts
  }

  of(category: number): Shelf {
    while (this.#shelves.length <= category + 1) this.#shelves.push(new Shelf(this.#facts))
    return this.#shelves[category + 1]
  }

  /** Put the item where it belongs now. */
  put(item: number, category: number, offers: Offers, tree: CategoryTree): void {
    const price = offers.price(item)
    const reduced = offers.isReduced(item)
    if (this.#place.get(item) !== category + 1) {
      this.takeAway(item, tree)
      this.#place.set(item, category + 1)
      for (const shelf of this.#chain(category, tree)) shelf.enter(item)
    }
    if (this.#price.get(item) !== price) {
      const before = this.#price.get(item)
      this.#price.set(item, price)
      for (const shelf of this.#chain(category, tree)) shelf.prices.move(item, before, price)
    }
    if (this.#reduced.get(item) !== Number(reduced)) {
      this.#reduced.set(item, Number(reduced))
      for (const shelf of this.#chain(category, tree)) shelf.setReduced(item, reduced)
    }
  }

  takeAway(item: number, tree: CategoryTree): void {
    const place = this.#place.get(item)
    if (place < 0) return
    for (const shelf of this.#chain(place - 1, tree)) {
      shelf.leave(item)
      shelf.prices.move(item, this.#price.get(item), 0)
    }
    this.#place.set(item, -1)
    this.#price.set(item, 0)
    this.#reduced.set(item, 0)
  }

  /** The item's rating or age has changed. */
  reorder(item: number, tree: CategoryTree): void {
    const place = this.#place.get(item)
    if (place < 0) return
    for (const shelf of this.#chain(place - 1, tree)) shelf.reorder(item)
  }

  #chain(category: number, tree: CategoryTree): Shelf[] {
    const chain = [this.of(WHOLE_SHOP)]
    for (let at = category; at >= 0; at = tree.parentOf(at)) chain.push(this.of(at))
    return chain
  }
}
