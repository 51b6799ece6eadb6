import type { Random } from '../core/random.ts'
import type { Arrival, ProductView, Tile } from './door.ts'
import type { Person } from './person.ts'
import { PriceSense, pick, utility, wish } from './taste.ts'
import { pickArrival } from './visit.ts'

/** A shop met without pages or waiting, for when a million are to come. */
export interface BriskDoor {
  /** Categories as the menu names them. */
  aisles: readonly Aisle[]
  /** Open a page: what is on it, from top to bottom. `arrival` only on the first of a visit. */
  open(page: BriskPage, arrival?: Arrival): Tile[]
  product(tile: Tile): ProductView | undefined
  choose(tile: Tile): void
  readReviews(product: ProductView): void
  add(product: ProductView, sku: string): void
  buy(cart: readonly ProductView[]): void
}

export interface Aisle {
  name: string
  /** Best sellers first. */
  tiles: Tile[]
}

export type BriskPage =
  | { type: 'home' }
  | { type: 'category'; aisle: Aisle }
  | { type: 'product'; product: ProductView }

/** What a person remembers from one visit to the next. */
export interface BriskMemory {
  visits: number
  prices: PriceSense
  cart: ProductView[]
  orders: number
}

export function briskMemory(): BriskMemory {
  return { visits: 0, prices: new PriceSense(), cart: [], orders: 0 }
}

/** Where a tile stands matters: each place further down is looked at a little less. */
const ATTENTION = 0.09
/** What it takes to leave a page without choosing anything. */
const LEAVING = 1.4
/** Liking it so much that it goes into the cart. */
const ADDING = 4.8

/**
 * One visit of few pages, by the same tastes as every other shopper's: they land where they
 * came for, choose what speaks to them, and buy what they like enough.
 */
export function briskVisit(
  person: Person,
  memory: BriskMemory,
  door: BriskDoor,
  random: Random,
): void {
  let patience = 2 + random.below(4)
  let tiles = arrive(person, memory, door, random)
  while (patience-- > 0) {
    const tile = chosenOf(tiles, person, memory.prices, random)
    if (tile === undefined) {
      if (random.chance(0.6)) break
      tiles = door.open({ type: 'category', aisle: aisleFor(person, door, random) })
      continue
    }
    door.choose(tile)
    const product = door.product(tile)
    if (product === undefined) break
    tiles = door.open({ type: 'product', product })
    if (wantsIt(person, product, memory, door, random)) patience--
  }
  if (memory.cart.length > 0 && random.chance(0.25 + 0.4 * person.traits.decided)) {
    door.buy(memory.cart)
    memory.orders++
    memory.cart = []
  }
  memory.visits++
}

/** Most land on the category they searched for, some on the home page. */
function arrive(person: Person, memory: BriskMemory, door: BriskDoor, random: Random): Tile[] {
  const [, arrival] = pickArrival(memory.visits, person.need.words.fr, random)
  if (random.chance(0.35)) return door.open({ type: 'home' }, arrival)
  return door.open({ type: 'category', aisle: aisleFor(person, door, random) }, arrival)
}

function wantsIt(
  person: Person,
  product: ProductView,
  memory: BriskMemory,
  door: BriskDoor,
  random: Random,
): boolean {
  if (random.chance(0.1 + 0.6 * person.traits.reviews)) door.readReviews(product)
  const wanted = wish(person, product, memory.prices) + random.normal() * 0.7
  const sku = product.sizes.find(size => size.inStock)?.sku
  if (sku === undefined || wanted < ADDING - 0.7 * person.traits.decided) return false
  door.add(product, sku)
  memory.cart.push(product)
  return true
}

function chosenOf(
  tiles: readonly Tile[],
  person: Person,
  prices: PriceSense,
  random: Random,
): Tile | undefined {
  prices.look(tiles)
  return pick<Tile | undefined>(
    [...tiles, undefined],
    (tile, at) => (tile === undefined ? LEAVING : utility(person, tile, prices) - at * ATTENTION),
    random,
  )
}

function aisleFor({ need }: Person, { aisles }: BriskDoor, random: Random): Aisle {
  const fitting = aisles.filter(aisle => need.about.test(aisle.name))
  return random.pick(fitting.length > 0 && random.chance(0.9) ? fitting : aisles)
}
