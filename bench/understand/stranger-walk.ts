import type { Random } from '../../src/core/random.ts'
import type { ProductView, Tile, View } from '../../src/shoppers/door.ts'
import { type Custom, type Leaning, leans, sigmoid } from './customs.ts'
import { clickChances, placesOn, takes } from './stranger-taste.ts'
import type { Stranger } from './strangers.ts'
import type { WatchedDoor } from './watched-door.ts'

type Chance = (one: Stranger) => number

/**
 * One stranger in the shop. Every choice is drawn from chances that are a function of who
 * they are, and told with them to whoever listens, but only after the act that shows it.
 */
export class StrangerWalk {
  /** How likely anybody would have chosen the same. */
  onChoice: (chance: Chance) => void = () => {}
  readonly #self: Stranger
  readonly #custom: Custom
  #random!: Random
  #door!: WatchedDoor
  #waiting: Chance[] = []
  #cart = 0
  #places = new Map<string, number>()

  constructor(self: Stranger, custom: Custom) {
    this.#self = self
    this.#custom = custom
  }

  async visit(door: WatchedDoor, random: Random): Promise<void> {
    this.#door = door
    this.#random = random
    let view: View | undefined = await this.#arrive()
    for (let page = 0; page < 25 && view !== undefined; page++) view = await this.#next(view)
    if (this.#cart > 0 && this.#leaning(this.#custom.buy, 'decided')) {
      await this.#open('/panier')
      await door.buy()
      this.#cart = 0
    }
    await door.leave()
    this.#tell()
  }

  #arrive(): Promise<View> {
    const { words } = this.#self.need
    if (this.#leaning(this.#custom.search, 'decided')) {
      const referrer = `https://www.google.com/search?q=${encodeURIComponent(words)}`
      return this.#open(this.#searchFor(), { referrer })
    }
    return this.#open(
      '/',
      this.#random.chance(0.5) ? {} : { referrer: 'https://www.instagram.com/' },
    )
  }

  async #next(view: View): Promise<View | undefined> {
    await this.#door.wait(2_000 + this.#random.below(9_000))
    if (this.#random.chance(this.#custom.leaves)) return undefined
    if (view.product !== undefined) {
      const taken = await this.#atProduct(view.product)
      if (taken) return this.#leaning([0, 2], 'decided') ? undefined : this.#open('/')
    } else if (/^(category|search)$/.test(view.type)) {
      const narrowed = await this.#narrow(view)
      if (narrowed !== undefined) return narrowed
    } else if (view.type === 'home' && this.#leaning(this.#custom.offer, 'promotions')) {
      await this.#act({ kind: 'say', event: 'select_promotion', detail: 'promo hiver' })
    }
    const tile = this.#click(view.tiles)
    if (tile === undefined) return this.#turn(view)
    return this.#open(tile.path)
  }

  async #atProduct(product: ProductView): Promise<boolean> {
    const { reviews, delivery, away, ask } = this.#custom
    if (product.reviews > 2 && this.#leaning(reviews, 'reviews'))
      await this.#act({ kind: 'read_reviews' })
    if (this.#leaning(delivery, 'delivery')) await this.#act({ kind: 'read_delivery' })
    if (this.#leaning(away, 'decided')) await this.#act({ kind: 'leave_and_return' })
    if (this.#leaning(ask, 'advice')) await this.#act({ kind: 'say', event: 'chat' })
    const sizes = product.sizes.filter(size => size.inStock)
    if (sizes.length === 0) return false
    const place = this.#places.get(product.id) ?? 0.5
    if (!this.#choose(one => 0.7 * takes(one, product, place, this.#custom))) return false
    const size = this.#random.pick(sizes)
    await this.#act({ kind: 'select_size', size: size.name })
    await this.#act({ kind: 'add_to_cart', product, sku: size.sku })
    this.#cart++
    return true
  }

  /** A list is put in order or narrowed once, by the means the page offers. */
  async #narrow(view: View): Promise<View | undefined> {
    if (/sort=|level=/.test(view.path)) return undefined
    const { sortByPrice, sortByRating, filterLevel } = this.#custom
    const join = view.path.includes('?') ? '&' : '?'
    if (this.#leaning(sortByPrice, 'budget')) {
      await this.#act({ kind: 'say', event: 'sort', detail: 'price_asc' })
      return this.#open(`${view.path}${join}sort=cheap`)
    }
    if (this.#leaning(sortByRating, 'reviews')) {
      await this.#act({ kind: 'say', event: 'sort', detail: 'rating' })
      return this.#open(`${view.path}${join}sort=rated`)
    }
    if (!this.#leaning(filterLevel, 'expertise')) return undefined
    await this.#act({ kind: 'say', event: 'filter', detail: 'niveau : expert' })
    return this.#open(`${view.path}${join}level=expert`)
  }

  #click(tiles: readonly Tile[]): Tile | undefined {
    const places = placesOn(tiles)
    for (const [at, tile] of tiles.entries()) this.#places.set(tile.id, places[at])
    const mine = clickChances(this.#self, tiles, places, this.#custom)
    const at = this.#random.weighted([...mine.of, mine.none])
    this.#waiting.push(one => {
      const { of, none } = clickChances(one, tiles, places, this.#custom)
      return of[at] ?? none
    })
    return tiles[at]
  }

  /** Nothing here: a guide, the search, a department of need or of whim, or the door. */
  async #turn(view: View): Promise<View | undefined> {
    const { guide, search, wander } = this.#custom
    const fitting = view.menu.find(({ name }) =>
      name.toLowerCase().includes(this.#self.need.department),
    )
    const ways: (() => Promise<View | undefined>)[] = [
      () => this.#open(view.guides.length > 0 ? this.#random.pick(view.guides) : '/guides'),
      () => this.#open(this.#searchFor()),
      () => this.#open(fitting?.path ?? '/'),
      () => this.#open(view.menu.length > 0 ? this.#random.pick(view.menu).path : '/'),
      async () => undefined,
    ]
    const weights = ({ traits }: Stranger) => [
      Math.exp(leans(guide, traits.advice)),
      Math.exp(leans(search, traits.decided)),
      1,
      Math.exp(leans(wander, traits.decided)),
      0.8,
    ]
    const way = this.#random.weighted(weights(this.#self))
    this.#waiting.push(one => {
      const each = weights(one)
      return each[way] / each.reduce((sum, weight) => sum + weight, 0)
    })
    return ways[way]()
  }

  /** Those who know add the word of their level, now and then. */
  #searchFor(): string {
    const { words } = this.#self.need
    const says = this.#choose(({ traits }) => 0.5 * Math.max(0, traits.expertise - 0.5))
    return `/recherche?q=${encodeURIComponent(says ? `${words} expert` : words)}`
  }

  #leaning(leaning: Leaning, trait: keyof Stranger['traits']): boolean {
    return this.#choose(one => sigmoid(leans(leaning, one.traits[trait])))
  }

  #choose(chance: Chance): boolean {
    const does = this.#random.chance(chance(this.#self))
    this.#waiting.push(does ? chance : one => 1 - chance(one))
    return does
  }

  async #open(...page: Parameters<WatchedDoor['open']>): Promise<View> {
    const view = await this.#door.open(...page)
    this.#tell()
    return view
  }

  async #act(act: Parameters<WatchedDoor['act']>[0]): Promise<void> {
    await this.#door.act(act)
    this.#tell()
  }

  #tell(): void {
    for (const chance of this.#waiting) this.onChoice(chance)
    this.#waiting = []
  }
}
