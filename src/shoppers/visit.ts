import type { Random } from '../core/random.ts'
import type { Arrival, Door, ProductView, Tile, View } from './door.ts'
import type { Person } from './person.ts'
import { PriceSense, pick, utility, wish } from './taste.ts'

/** What a person remembers from one visit to the next. */
export interface Memory {
  visits: number
  /** Products they liked and did not buy. */
  liked: ProductView[]
  cart: ProductView[]
  orders: string[]
  prices: PriceSense
}

export function newMemory(): Memory {
  return { visits: 0, liked: [], cart: [], orders: [], prices: new PriceSense() }
}

/** How a visit ended, for the log of a simulation. */
export interface Outcome {
  arrival: string
  pages: number
  added: number
  bought: number
}

/** One visit from arrival to leaving. Every act goes through the door and nowhere else. */
export async function visit(
  person: Person,
  memory: Memory,
  door: Door,
  random: Random,
): Promise<Outcome> {
  const walk = new Walk(person, memory, door, random)
  const outcome = await walk.run()
  memory.visits++
  await door.leave()
  return outcome
}

/** Where a tile stands matters: each place further down is looked at a little less. */
const ATTENTION = 0.09

class Walk {
  readonly #person: Person
  readonly #memory: Memory
  readonly #door: Door
  readonly #random: Random
  readonly #outcome: Outcome = { arrival: '', pages: 0, added: 0, bought: 0 }
  /** What is left of their patience; each page costs some, a good page gives some back. */
  #patience: number
  #looked = new Set<string>()

  constructor(person: Person, memory: Memory, door: Door, random: Random) {
    this.#person = person
    this.#memory = memory
    this.#door = door
    this.#random = random
    this.#patience = 4 + random.below(9) * (1.3 - person.traits.decided * 0.5)
  }

  async run(): Promise<Outcome> {
    let view: View | undefined = await this.#arrive()
    while (view !== undefined && this.#patience > 0) view = await this.#next(view)
    if (this.#memory.cart.length > 0 && this.#decidesToBuy()) await this.#checkOut()
    return this.#outcome
  }

  /** From a search engine, an ad, a newsletter, a friend, or by typing the address. */
  async #arrive(): Promise<View> {
    const { need, language } = this.#person
    const home = language === 'fr' ? '/' : '/en/'
    const words = need.words[language]
    const [name, arrival] = pickArrival(this.#memory.visits, words, this.#random)
    this.#outcome.arrival = name
    return this.#open(home, arrival)
  }

  async #next(view: View): Promise<View | undefined> {
    await this.#read(view)
    if (view.product !== undefined) return this.#atProduct(view, view.product)
    const tile = this.#choose(view.tiles)
    if (tile !== undefined) {
      await this.#door.act({ kind: 'choose', tile })
      return this.#open(tile.path)
    }
    return this.#turnElsewhere(view)
  }

  /** A product page: read, perhaps go and compare, then want it or not. */
  async #atProduct(view: View, product: ProductView): Promise<View | undefined> {
    const { traits } = this.#person
    this.#looked.add(product.id)
    if (this.#random.chance(0.1 + 0.75 * traits.reviews))
      await this.#door.act({ kind: 'read_reviews' })
    if (this.#random.chance(0.05 + 0.5 * traits.delivery))
      await this.#door.act({ kind: 'read_delivery' })
    if (this.#random.chance(0.04 + 0.18 * (1 - traits.decided)))
      await this.#door.act({ kind: 'leave_and_return' })
    const wanted = wish(this.#person, product, this.#memory.prices) + this.#random.normal() * 0.7
    this.#patience += wanted > 2 ? 1.2 : -0.5
    if (wanted > 4.1 - 0.7 * traits.decided && (await this.#add(product)))
      return this.#afterAdding()
    if (wanted > 1) this.#memory.liked.push(product)
    const other = this.#choose(view.tiles)
    if (other === undefined) return this.#turnElsewhere(view)
    await this.#door.act({ kind: 'choose', tile: other })
    return this.#open(other.path)
  }

  async #add(product: ProductView): Promise<boolean> {
    const sizes = product.sizes.filter(size => size.inStock)
    if (sizes.length === 0) return false
    const size = this.#random.pick(sizes)
    await this.#door.act({ kind: 'select_size', size: size.name })
    await this.#door.act({ kind: 'add_to_cart', product, sku: size.sku })
    this.#memory.cart.push(product)
    this.#outcome.added++
    return true
  }

  async #afterAdding(): Promise<View | undefined> {
    if (this.#random.chance(0.35 + 0.5 * this.#person.traits.decided)) {
      const cart = await this.#open(this.#path('cart'))
      const addOn = this.#choose(cart.tiles)
      if (addOn === undefined || this.#random.chance(0.6)) {
        this.#patience = 0
        return undefined
      }
      await this.#door.act({ kind: 'choose', tile: addOn })
      return this.#open(addOn.path)
    }
    return this.#open(this.#person.language === 'fr' ? '/' : '/en/')
  }

  /** The tile that speaks to them most, or none: leaving a page is a choice too. */
  #choose(tiles: readonly Tile[]): Tile | undefined {
    const seen = tiles.slice(0, 36)
    this.#memory.prices.look(seen)
    const fresh = seen.filter(tile => !this.#looked.has(tile.id))
    const none = { none: true } as const
    const chosen = pick<Tile | typeof none>(
      [...fresh, none],
      (entry, at) =>
        'none' in entry ? 1.4 : utility(this.#person, entry, this.#memory.prices) - at * ATTENTION,
      this.#random,
    )
    return 'none' in chosen ? undefined : chosen
  }

  /** Nothing here: the menu, the search box, a guide, or the door. */
  async #turnElsewhere(view: View): Promise<View | undefined> {
    const { need, traits, language } = this.#person
    this.#patience -= 0.6
    if (view.guides.length > 0 && this.#random.chance(0.6 * traits.advice)) {
      return this.#open(this.#random.pick(view.guides))
    }
    const fitting = view.menu.filter(link => need.about.test(link.name) && link.path !== view.path)
    if (fitting.length > 0 && this.#random.chance(0.7))
      return this.#open(this.#random.pick(fitting).path)
    if (this.#random.chance(0.6)) {
      return this.#open(`${this.#path('search')}?q=${encodeURIComponent(need.words[language])}`)
    }
    if (view.menu.length > 0 && this.#random.chance(0.5))
      return this.#open(this.#random.pick(view.menu).path)
    return undefined
  }

  #decidesToBuy(): boolean {
    const { traits } = this.#person
    return this.#random.chance(0.15 + 0.35 * traits.decided + (this.#memory.visits > 0 ? 0.1 : 0))
  }

  async #checkOut(): Promise<void> {
    await this.#open(this.#path('cart'))
    const order = await this.#door.buy()
    if (order === undefined) return
    this.#memory.orders.push(order)
    this.#outcome.bought = this.#memory.cart.length
    this.#memory.cart = []
  }

  async #read(view: View): Promise<void> {
    await this.#door.wait(1_500 + this.#random.below(6_000))
    if (view.tiles.length > 4 && this.#random.chance(0.5)) await this.#door.act({ kind: 'scroll' })
  }

  async #open(path: string, arrival?: Arrival): Promise<View> {
    this.#patience--
    this.#outcome.pages++
    return this.#door.open(path, arrival)
  }

  #path(page: 'cart' | 'search'): string {
    const names = {
      cart: { fr: '/panier', en: '/en/cart' },
      search: { fr: '/recherche', en: '/en/search' },
    }
    return names[page][this.#person.language]
  }
}

/** From where, and by which campaign. */
export function pickArrival(visits: number, words: string, random: Random): [string, Arrival] {
  const query = encodeURIComponent(words)
  const arrivals: [string, Arrival, number][] = [
    ['search', { referrer: `https://www.google.com/search?q=${query}` }, 46],
    [
      'ad',
      {
        referrer: 'https://www.google.com/',
        campaign: `utm_source=google&utm_medium=cpc&utm_campaign=winter&utm_term=${query}&gclid=demo`,
      },
      16,
    ],
    ['direct', {}, visits > 0 ? 40 : 14],
    [
      'email',
      {
        campaign: `utm_source=newsletter&utm_medium=email&utm_campaign=letter-${random.below(40)}`,
      },
      visits > 0 ? 50 : 4,
    ],
    ['social', { referrer: 'https://www.instagram.com/' }, 12],
    ['referral', { referrer: 'https://www.refuges.example/forum' }, 8],
  ]
  const [name, arrival] = arrivals[random.weighted(arrivals.map(entry => entry[2]))]
  return [name, arrival]
}
