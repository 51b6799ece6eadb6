import { hash32 } from '../../src/core/hash.ts'
import type { ProductView, Tile } from '../../src/shoppers/door.ts'
import { type Custom, sigmoid } from './customs.ts'
import type { Stranger } from './strangers.ts'

/** Where a price stands among those of the same kind on the page, 0 to 1. */
export function placesOn(tiles: readonly Tile[]): number[] {
  return tiles.map(tile => {
    const alike = tiles.filter(other => other.category === tile.category)
    const below = alike.filter(other => other.price < tile.price).length
    return alike.length < 4 ? 0.5 : below / (alike.length - 1)
  })
}

/** Is it good enough? Around 0 for just about; a limit is a limit, below it dearer is not worse. */
export function appeal(one: Stranger, tile: Tile, place: number, custom: Custom): number {
  const { budget, promotions, reviews } = one.traits
  const over = Math.max(0, place - budget - 0.08)
  const under = Math.max(0, budget - 0.35 - place)
  const known = tile.reviews >= 3 ? tile.rating - 4.2 : -0.3
  return (
    0.4 -
    custom.overBudget * over -
    custom.underBudget * under +
    (tile.reduced ? custom.lovesOffers * promotions : 0) +
    2 * custom.trust * reviews * known +
    (hash32(tile.brand, one.seed) / 2 ** 32 - 0.5)
  )
}

/** Looked at from the top, taken at the first that is good enough; −1 for none. By accident, any of the first eight. */
export function clickChances(
  one: Stranger,
  tiles: readonly Tile[],
  places: readonly number[],
  custom: Custom,
): { of: number[]; none: number } {
  const aimed = 1 - custom.accidents
  const near = Math.min(8, tiles.length)
  let still = aimed
  const of = tiles.map((tile, at) => {
    const taken = still * custom.click * sigmoid(2 * appeal(one, tile, places[at], custom))
    still = (still - taken) * 0.97
    return taken + (at < near ? custom.accidents / near : 0)
  })
  return { of, none: Math.max(1e-6, 1 - of.reduce((sum, each) => sum + each, 0)) }
}

/** Chance to put it in the cart, once its page is read. */
export function takes(one: Stranger, product: ProductView, place: number, custom: Custom): number {
  const level = LEVELS.findIndex(pattern => pattern.test(product.level ?? ''))
  const misfit = level < 0 ? 0.3 : Math.abs(level / 2 - one.traits.expertise)
  const wish = appeal(one, product, place, custom) - custom.misfit * misfit
  return sigmoid(1.4 * wish + 1.2 * one.traits.decided - 0.8)
}

const LEVELS = [/beginner|débutant/i, /interm/i, /expert/i]
