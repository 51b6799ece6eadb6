import { normalCdf } from '../../src/core/normal.ts'
import type { Random } from '../../src/core/random.ts'
import type { ProductView, Tile, View } from '../../src/shoppers/door.ts'
import type { Person } from '../../src/shoppers/person.ts'
import { PriceSense, utility, wish } from '../../src/shoppers/taste.ts'
import { Minds } from './minds.ts'
import type { Step } from './watched-door.ts'
import type { Oracle } from './world.ts'

/** Acts on a product page come in this order; what is passed over was not done. */
const ORDER = ['read_reviews', 'read_delivery', 'leave_and_return', 'settled'] as const
const DONE: readonly ((person: Person) => number)[] = [
  ({ traits }) => 0.1 + 0.75 * traits.reviews,
  ({ traits }) => 0.05 + 0.5 * traits.delivery,
  ({ traits }) => 0.04 + 0.18 * (1 - traits.decided),
]

/**
 * Knows `shoppers/visit.ts` and `shoppers/taste.ts` line by line and reads them backwards:
 * of each step, how likely each imagined person was to take it. It must be kept like them.
 */
export class TownOracle implements Oracle {
  readonly #minds: Minds<Person>
  readonly #random: Random
  readonly #patience: Float64Array
  readonly #prices = new PriceSense()
  readonly #looked = new Set<string>()
  #view: View | undefined
  /** How far the acts of a product page have come. */
  #place = 0
  /** Nothing was chosen on this page yet. */
  #isOpen = false
  #justAdded = false
  #inAddOns = false
  #visits = 0
  #cart = 0
  #chosen = false

  constructor(imagined: readonly Person[], random: Random) {
    this.#minds = new Minds(imagined)
    this.#random = random
    this.#patience = new Float64Array(imagined.length)
  }

  guess() {
    return this.#minds.guess()
  }

  see(step: Step): void {
    if (step.kind === 'open')
      this.#open(step.view, step.arrival !== undefined || this.#view === undefined)
    else if (step.kind === 'buy') this.#buys()
    else if (step.kind === 'leave') this.#leaves()
    else if (step.act.kind === 'choose') this.#choose(step.act.tile)
    else if (step.act.kind === 'select_size') this.#add()
    else if (step.act.kind !== 'add_to_cart' && step.act.kind !== 'say') this.#pass(step.act.kind)
  }

  #open(view: View, isFirst: boolean): void {
    const isCheckout = view.type === 'cart' && !this.#justAdded
    if (isCheckout) this.#ends()
    else this.#arrive(view, isFirst)
  }

  #arrive(view: View, isFirst: boolean): void {
    if (isFirst) this.#begin()
    else this.#goOn(view)
    this.#view = view
    this.#place = 0
    this.#isOpen = true
    this.#chosen = false
    this.#spend(() => 1)
    if (view.product !== undefined) this.#looked.add(view.product.id)
  }

  #begin(): void {
    this.#looked.clear()
    this.#minds.people.forEach(({ traits }, i) => {
      this.#patience[i] = 4 + this.#random.below(9) * (1.3 - traits.decided * 0.5)
    })
  }

  /** Another page without leaving: chosen on the last one, or turned to from it. */
  #goOn(view: View): void {
    if (this.#justAdded) {
      this.#justAdded = false
      const toCart = view.type === 'cart'
      this.#inAddOns = toCart
      this.#minds.see(({ traits }) => odds(toCart, 0.35 + 0.5 * traits.decided))
      return
    }
    if (!this.#chosen) this.#turn(view)
  }

  #turn(view: View): void {
    const from = this.#view!
    this.#stay()
    this.#pickNone()
    this.#spend(() => 0.6)
    if (from.guides.length === 0) return
    const guide = from.guides.includes(view.path)
    this.#minds.see(({ traits }) => odds(guide, 0.6 * traits.advice))
  }

  /** Who acts on a page had patience left when it opened. */
  #stay(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    if (!this.#inAddOns) this.#minds.see((_, i) => (this.#patience[i] > 0 ? 1 : 0))
    if (this.#view?.product !== undefined) this.#refuse(this.#view.product)
  }

  #pass(act: string): void {
    if (this.#view?.product === undefined) return
    const to = ORDER.indexOf(act as (typeof ORDER)[number])
    if (to < 0) return
    for (; this.#place < to; this.#place++) {
      const done = DONE[this.#place]
      this.#minds.see(person => 1 - done(person))
    }
    if (to < DONE.length) this.#minds.see(DONE[this.#place++])
  }

  /** The product was read and left. */
  #refuse(product: ProductView): void {
    this.#pass('settled')
    const wishes = this.#wishes(product)
    const mayAdd = product.sizes.some(size => size.inStock)
    this.#minds.see(({ traits }, i) =>
      mayAdd ? 1 - normalCdf((wishes[i] - 4.1 + 0.7 * traits.decided) / 0.7) : 1,
    )
    this.#spend(i => (wishes[i] + this.#random.normal() * 0.7 > 2 ? -1.2 : 0.5))
  }

  #add(): void {
    this.#isOpen = false
    this.#pass('settled')
    const wishes = this.#wishes(this.#view!.product!)
    this.#minds.see(({ traits }, i) => normalCdf((wishes[i] - 4.1 + 0.7 * traits.decided) / 0.7))
    this.#spend(() => -1.2)
    this.#justAdded = true
    this.#cart++
  }

  #choose(tile: Tile): void {
    this.#stay()
    const { seen, chances } = this.#chancesOf(this.#view!.tiles)
    const at = seen.indexOf(tile)
    const goesOn = this.#inAddOns ? 0.4 : 1
    this.#minds.see((_, i) => goesOn * chances(i, at))
    this.#inAddOns = false
    this.#chosen = true
  }

  #pickNone(): void {
    const { chances } = this.#chancesOf(this.#view!.tiles)
    this.#minds.see((_, i) => chances(i, -1))
  }

  /** How likely each tile is chosen by each mind; −1 is none of them. */
  #chancesOf(tiles: readonly Tile[]) {
    const seen = tiles.slice(0, 36)
    this.#prices.look(seen)
    const fresh = seen.filter(tile => !this.#looked.has(tile.id))
    const prices = settled(this.#prices)
    const felt = this.#minds.people.map(person =>
      fresh.map((tile, at) => Math.exp(utility(person, tile, prices) - at * 0.09)),
    )
    const none = Math.exp(1.4)
    const totals = felt.map(each => each.reduce((sum, one) => sum + one, none))
    const chances = (mind: number, at: number) =>
      (at < 0 ? none : (felt[mind][at] ?? 0)) / totals[mind]
    return { seen: fresh, chances }
  }

  #leaves(): void {
    this.#ends()
    if (this.#cart > 0) this.#minds.see(({ traits }) => 1 - this.#buying(traits.decided))
    this.#visits++
  }

  #buys(): void {
    this.#minds.see(({ traits }) => this.#buying(traits.decided))
    this.#cart = 0
  }

  #buying(decided: number): number {
    return 0.15 + 0.35 * decided + (this.#visits > 0 ? 0.1 : 0)
  }

  /** Out of patience, or nothing left to turn to. */
  #ends(): void {
    if (!this.#isOpen || this.#view === undefined) return
    this.#isOpen = false
    if (this.#inAddOns) {
      const { chances } = this.#chancesOf(this.#view.tiles)
      this.#minds.see((_, i) => 0.6 + 0.4 * chances(i, -1))
      this.#inAddOns = false
      return
    }
    this.#minds.see((_, i) => (this.#patience[i] > 0 ? 0.05 : 1))
  }

  #wishes(product: ProductView): number[] {
    const prices = settled(this.#prices)
    return this.#minds.people.map(person => wish(person, product, prices))
  }

  #spend(cost: (mind: number) => number): void {
    for (let i = 0; i < this.#patience.length; i++) this.#patience[i] -= cost(i)
  }
}

/** The same feeling for prices, each tile placed once for all the minds. */
function settled(prices: PriceSense): PriceSense {
  const places = new Map<Tile, number>()
  const place = (tile: Tile) => {
    const known = places.get(tile) ?? prices.place(tile)
    places.set(tile, known)
    return known
  }
  return Object.assign(new PriceSense(), { place })
}

function odds(happened: boolean, chance: number): number {
  return happened ? chance : 1 - chance
}
