import { hash32 } from '../core/hash.ts'
import type { Random } from '../core/random.ts'
import type { ProductView, Tile } from './door.ts'
import type { Person } from './person.ts'

/**
 * Why a person prefers one thing to another: a random utility model (McFadden, 1974).
 * Whoever estimates traits from acts must not know this page.
 */

/** Utility of a tile, before the noise of the day. Around 0 for "does not speak to me". */
export function utility(person: Person, tile: Tile, prices: PriceSense): number {
  const { traits, need } = person
  const place = prices.place(tile)
  const fitsNeed = need.about.test(`${tile.category} ${tile.name}`) ? 2.2 : 0
  const tooDear = Math.max(0, place - traits.budget)
  const tooCheap = Math.max(0, traits.budget - place)
  const trust = (tile.rating - 4) * Math.log1p(tile.reviews) * 0.55
  return (
    fitsNeed -
    5 * tooDear ** 1.3 -
    2 * tooCheap ** 1.5 +
    traits.reviews * trust +
    (tile.reduced ? 1.6 * traits.promotions : 0) +
    likesBrand(person, tile.brand)
  )
}

/** Utility of buying, once the page is read. */
export function wish(person: Person, product: ProductView, prices: PriceSense): number {
  const sized = product.sizes.some(size => size.inStock) ? 0 : -6
  return utility(person, product, prices) + levelFit(person, product.level) + sized
}

/** A fixed liking for each brand, that nobody can read off a page. */
function likesBrand(person: Person, brand: string): number {
  return (hash32(brand, person.seed) / 2 ** 32 - 0.5) * 1.2
}

function levelFit(person: Person, level: string | undefined): number {
  if (level === undefined) return 0
  const wanted = /expert|confirm|advanced/i.test(level) ? 0.85 : /inter/i.test(level) ? 0.5 : 0.15
  return 0.8 - 2.4 * Math.abs(wanted - person.traits.expertise)
}

/** The best of a list under Gumbel noise, which makes the choice a multinomial logit. */
export function pick<T>(
  list: readonly T[],
  value: (entry: T, at: number) => number,
  random: Random,
): T {
  let best = list[0]
  let highest = -Infinity
  for (let at = 0; at < list.length; at++) {
    const felt = value(list[at], at) - Math.log(-Math.log(random.next() || 1e-12))
    if (felt > highest) [best, highest] = [list[at], felt]
  }
  return best
}

/**
 * A person's feeling for prices: learnt from the tiles they see, category by
 * category, never from the catalogue.
 */
export class PriceSense {
  readonly #seen = new Map<string, number[]>()

  look(tiles: readonly Tile[]): void {
    for (const tile of tiles) {
      const prices = this.#seen.get(tile.category) ?? []
      if (prices.length < 60) prices.push(tile.price)
      this.#seen.set(tile.category, prices)
    }
  }

  /** Where a price stands among those seen in its category, 0 to 1; one half alone. */
  place(tile: Tile): number {
    const prices = this.#seen.get(tile.category) ?? []
    if (prices.length < 3) return 0.5
    let below = 0
    for (const price of prices) below += price < tile.price ? 1 : price === tile.price ? 0.5 : 0
    return below / prices.length
  }
}
