import { DAY } from '../../src/core/clock.ts'
import { uuidV7 } from '../../src/core/ids.ts'
import type { Random } from '../../src/core/random.ts'
import type { Errand } from './sender.ts'

const VISITORS = 8
const ITEMS = 12
const MARKET = 'country=FR&language=fr&currency=EUR'

/** What people and the shop do in a simulated world. */
export class Errands {
  readonly #random: Random
  readonly #now: () => number
  /** Placements that were shown, for clicks to answer to. */
  readonly shown: string[] = []
  #orders = 0
  #hasProducts = false

  /** @param now of the senders, whose clocks are right */
  constructor(random: Random, now: () => number) {
    this.#random = random
    this.#now = now
  }

  next(): Errand {
    if (!this.#hasProducts) return this.#products()
    const draw = this.#random.weighted([50, 22, 8, 6, 4, 4, 3])
    if (draw === 0) return this.#browse(0)
    if (draw === 1) return this.#decide()
    if (draw === 2) return this.#browse(this.#random.below(3 * DAY))
    if (draw === 3) return this.#order()
    if (draw === 4) return this.#logIn()
    if (draw === 5) return this.#mistake()
    return this.#random.chance(0.5) ? this.#products() : this.#offers()
  }

  #products(): Errand {
    this.#hasProducts = true
    const rows = Array.from({ length: ITEMS }, (_, n) => ({
      id: `sku-${n}`,
      item_group_id: `item-${n}`,
      title: `Thing ${n} ${this.#random.below(3)}`,
      link: `https://shop.example/p/${n}`,
      image_link: `https://shop.example/i/${n}.jpg`,
      product_type: `Department ${n % 2} > Category ${n % 4}`,
      price: `${10 + this.#random.below(90)}.00 EUR`,
      availability: this.#random.chance(0.9) ? 'in_stock' : 'out_of_stock',
    }))
    return { url: `/v1/catalogue/products?${MARKET}`, payload: rows, ids: [] }
  }

  #offers(): Errand {
    const id = `sku-${this.#random.below(ITEMS)}`
    const payload = [{ id, price: `${10 + this.#random.below(90)}.00 EUR` }]
    return { url: `/v1/catalogue/offers?${MARKET}`, payload, ids: [] }
  }

  /** Some events of one browser, now or as they happened while it was away. */
  #browse(lateMs: number): Errand {
    const events = Array.from({ length: 1 + this.#random.below(4) }, () => this.#event(lateMs))
    const payload = { consent: 'personal', events }
    return { url: '/v1/events', payload, cookie: this.#visitor(), ids: events.map(({ id }) => id) }
  }

  #decide(): Errand {
    const placements = this.#random.chance(0.5) ? ['home'] : ['product', 'cart']
    const item = this.#item()
    const payload = {
      consent: 'personal',
      page: placements[0] === 'home' ? { type: 'home' } : { type: 'product', item },
      placements: placements.map(placement => ({ placement })),
      ...(this.#random.chance(0.5) && { event: this.#event(0) }),
    }
    return { url: '/v1/decisions', payload, cookie: this.#visitor(), ids: [], isFleeting: true }
  }

  /** The shop's server tells of an order, or that one came back. */
  #order(): Errand {
    const id = this.#id()
    const isRefund = this.#orders > 0 && this.#random.chance(0.2)
    const order = isRefund ? this.#random.below(this.#orders) : this.#orders++
    const event = {
      id,
      name: isRefund ? 'refund' : 'purchase',
      time: this.#now(),
      params: {
        transaction_id: `order-${order}`,
        currency: 'EUR',
        ...(!isRefund && { value: 50, items: [{ item_id: this.#item(), price: 50, quantity: 1 }] }),
      },
    }
    const visitor = `customer-${this.#random.below(3)}`
    return { url: '/v1/events', payload: { visitor, events: [event] }, ids: [id] }
  }

  /** Two visitors turn out to be one. */
  #logIn(): Errand {
    const payload = {
      userId: `customer-${this.#random.below(3)}`,
      anonymousId: `device-${this.#random.below(4)}`,
      messageId: this.#id(),
    }
    return { url: '/v1/identify', payload, ids: [] }
  }

  #mistake(): Errand {
    const events = [{ ...this.#event(0), name: 'teleport' }, this.#event(0)]
    const payload = { consent: 'personal', events }
    return { url: '/v1/events', payload, cookie: this.#visitor(), ids: events.map(({ id }) => id) }
  }

  #event(lateMs: number) {
    const item = this.#item()
    const name = this.#random.pick(['view_item', 'view_item', 'add_to_cart', 'click'])
    const decision = this.shown.length > 0 ? this.#random.pick(this.shown) : undefined
    return {
      id: this.#id(),
      name,
      time: this.#now() - lateMs,
      page: { type: 'product', item },
      params: { items: [{ item_id: item }] },
      ...(name === 'click' && decision !== undefined && { decision }),
    }
  }

  #item(): string {
    return `item-${this.#random.below(ITEMS + 2)}`
  }

  #visitor(): string {
    return `browser-${this.#random.below(VISITORS)}`
  }

  #id(): string {
    return uuidV7(
      this.#now(),
      Uint8Array.from({ length: 10 }, () => this.#random.below(256)),
    )
  }
}
