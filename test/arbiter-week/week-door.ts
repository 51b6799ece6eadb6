import { MINUTE, SECOND } from '../../src/core/clock.ts'
import { partitionOf } from '../../src/core/partition.ts'
import type { Random } from '../../src/core/random.ts'
import type { DecisionAnswer } from '../../src/schema/decision.ts'
import type { EventItem, Page, ShopEvent } from '../../src/schema/event.ts'
import type { BriskDoor, BriskPage, ProductView, Tile } from '../../src/shoppers/index.ts'
import type { WeekShop } from './week-shop.ts'

const PLACES = {
  home: ['home', 'search', 'cart'],
  category: ['category', 'cart'],
  product: ['product', 'product:aside', 'cart', 'category'],
}
/** What everybody carries about, a little short of free delivery. */
const CART = 6_000
const ASKING = ['offer', 'cart', 'jump']

/**
 * One person before the shop, restless: they compare, keep two tabs open, come on two devices,
 * and close or put off what asks them something, at times late and twice.
 */
export class WeekDoor implements BriskDoor {
  readonly #shop: WeekShop
  readonly #clock: { now: number }
  readonly #random: Random
  /** The device in hand. */
  visitor: string
  #page: Page = { type: 'home' }
  #placed = new Map<string, string>()
  readonly #vouchers = new Map<string, { value: number; item: string }>()

  constructor(shop: WeekShop, visitor: string, clock: { now: number }, random: Random) {
    this.#shop = shop
    this.visitor = visitor
    this.#clock = clock
    this.#random = random
  }

  get aisles() {
    return this.#shop.aisles
  }

  open(page: BriskPage): Tile[] {
    this.#clock.now += 15 * SECOND
    if (page.type === 'product') return this.#openProduct(page.product)
    const category = page.type === 'category' ? page.aisle.name : undefined
    this.#page = { type: page.type, category }
    this.#tell('page_view')
    const own = page.type === 'category' ? page.aisle.tiles : this.#shop.front
    return [...this.#ask(page.type), ...own]
  }

  product({ id }: Tile): ProductView | undefined {
    return this.#shop.products.get(id)
  }

  choose({ id }: Tile): void {
    const decision = this.#placed.get(id)
    this.#tell(decision ? 'click' : 'select_item', [{ id }], { decision })
  }

  readReviews({ id }: ProductView): void {
    this.#tell('read_reviews', [{ id }])
  }

  add({ id, price }: ProductView): void {
    this.#tell('add_to_cart', [{ id, price, quantity: 1 }])
  }

  /** Whoever holds a voucher takes what it is for along, nearly always. */
  buy(cart: readonly ProductView[]): void {
    const time = this.#clock.now
    const order = this.#shop.newId(time)
    const taken = [...this.#vouchers].filter(() => this.#random.chance(0.9))
    const bought = [...cart.map(({ id }) => id), ...taken.map(([, { item }]) => item)]
    const items = bought.map(id => ({ id, price: this.#shop.products.get(id)!.price, quantity: 1 }))
    const sold = { transaction: { id: order }, currency: 'EUR', verified: true }
    this.#tell('purchase', items, sold)
    for (const [id, { value }] of taken) {
      this.#shop.tell('offer_settled', { id, order, value, time }, time)
    }
  }

  #openProduct(product: ProductView): Tile[] {
    const aisle = this.#shop.aisles.find(({ name }) => name === product.category)
    const like = this.#random.chance(0.7) ? aisle?.tiles.filter(({ id }) => id !== product.id) : []
    for (const { id } of like?.slice(0, 2) ?? [])
      for (const one of [id, product.id]) this.#look(one)
    this.#look(product.id)
    const tiles = this.#ask('product')
    if (this.#random.chance(0.5)) this.#chooseGone()
    return [...tiles, ...(aisle?.tiles.slice(0, 5) ?? [])]
  }

  #look(item: string): void {
    this.#clock.now += 10 * SECOND
    this.#page = { type: 'product', item }
    this.#tell('view_item', [{ id: item }])
  }

  /** What their size is sold out in asks whether it may say so. */
  #chooseGone(): void {
    const time = this.#clock.now
    if (!this.#shop.engine.mayStand('jump', this.visitor, time)) return
    const id = this.#shop.newId(time)
    const body = { visitor: this.visitor, kind: 'jump' as const, time }
    this.#shop.append('nudge_shown', partitionOf(this.visitor), body, time, id)
    this.#answer('jump', id)
  }

  /** At times in two tabs at once: the second turn comes after the first. */
  #ask(type: keyof typeof PLACES): Tile[] {
    const answers = this.#random.chance(0.2) ? [this.#decide(type), this.#decide(type)] : []
    const [{ placements }] = answers.length > 0 ? answers : [this.#decide(type)]
    this.#placed = new Map()
    return placements[0].items.flatMap(({ id }) => {
      this.#placed.set(id, placements[0].decisionId)
      return this.#shop.products.get(id) ?? []
    })
  }

  #decide(type: keyof typeof PLACES): DecisionAnswer {
    const time = this.#clock.now
    const shop = this.#shop
    const { made, reserved, answer } = shop.engine.decide({
      ...{ id: shop.newId(time), visitor: this.visitor, time, page: this.#page, context: {} },
      ...{ language: 'fr', consent: 'personal', cartValue: CART },
      placements: PLACES[type].map(placement => ({ placement, count: 3 })),
    })
    const partition = partitionOf(this.visitor)
    if (made) shop.append('decision', partition, made, time, answer.decisionId)
    if (reserved) shop.append('offer_reserved', partition, reserved, time)
    for (const placement of answer.placements) {
      const seen = { answer: structuredClone(placement), cart: CART, item: this.#page.item }
      shop.seen.push({ after: shop.log.length, time, ...seen })
      if (placement.nudge) this.#answer(placement.nudge.kind, placement.decisionId)
      const { voucher } = placement.nudge ?? {}
      const item = placement.nudge?.item ?? ''
      if (voucher) this.#vouchers.set(voucher.offer, { value: voucher.value, item })
    }
    return answer
  }

  #answer(kind: string, decision: string): void {
    if (!ASKING.includes(kind) || !this.#random.chance(0.4)) return
    const name = this.#random.chance(0.5) ? 'dismiss' : 'snooze'
    const time = this.#clock.now - (this.#random.chance(0.2) ? 3 * MINUTE : 0)
    const told = kind === 'offer' ? [...this.#vouchers.keys()].at(-1) : undefined
    for (let n = this.#random.chance(0.2) ? 2 : 1; n > 0; n--)
      this.#tell(name, undefined, { decision: told ?? decision, detail: kind, time })
  }

  #tell(name: ShopEvent['name'], items?: EventItem[], rest: Partial<ShopEvent> = {}): void {
    const event: ShopEvent = {
      ...{ name, visitor: this.visitor, time: this.#clock.now, channel: 'web' },
      ...{ verified: false, page: this.#page, items, ...rest },
    }
    this.#shop.append('event', partitionOf(this.visitor), event, this.#clock.now)
  }
}
