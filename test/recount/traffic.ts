import { DAY, SECOND } from '../../src/core/clock.ts'
import { Random } from '../../src/core/random.ts'
import { visitorKey } from '../../src/core/visitor-key.ts'
import type { NewRecord } from '../../src/schema/record.ts'
import { BROWSER, cookieFor, type setUp } from '../../src/server/fixtures/set-up.ts'
import { shopRecord } from '../../src/server/own-records.ts'

type Shop = Awaited<ReturnType<typeof setUp>>
const ROBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const PRODUCTS = 20
const MARKET = { country: 'FR', language: 'fr', currency: 'EUR' }
/** How people come: an address, and the page before. */
const WAYS = [
  { url: '/', chance: 0.5 },
  { url: '/', referrer: 'https://www.google.com/', chance: 0.3 },
  { url: '/?utm_source=news&utm_medium=email&utm_campaign=winter', chance: 0.12 },
  { url: '/?utm_source=google&utm_medium=cpc&utm_campaign=boots', chance: 0.08 },
]

/**
 * Days of a shop, through its doors: people and robots, those who come back and those who reload,
 * orders that a browser tells, that a server tells, that both do, in three currencies; refunds,
 * forged ones too; two who are one, and somebody who is forgotten.
 */
export class Traffic {
  readonly #shop: Shop
  readonly #random: Random
  #event = 0

  constructor(shop: Shop, seed = 1) {
    this.#shop = shop
    this.#random = new Random(seed)
  }

  async open(): Promise<void> {
    const { env, shop } = this.#shop
    const day = new Date(env.now()).toISOString().slice(0, 10)
    const paid = (campaign: string, source: string, medium: string, cost: number) => ({
      ...{ campaign, source, medium, cost, day, currency: 'EUR' },
    })
    await shop.take([
      shopRecord('settings_changed', { holdout: 0.4, uniform: 0.1 }, env),
      shopRecord('products', { market: MARKET, products: products() }, env),
      shopRecord('shop_facts', { country: 'FR', currency: 'EUR', vat: 0.2 }, env),
      // The last has no cost: its lines bring no margin, and are counted.
      shopRecord('costs', { costs: costs().slice(0, -1) }, env),
      shopRecord('currency_rates', { rates: [{ currency: 'USD', day, rate: 0.9 }] }, env),
      shopRecord('campaign_costs', { costs: [paid('winter', 'news', 'email', 9_900)] }, env),
      shopRecord('campaign_costs', { costs: [paid('winter', 'news', 'email', 4_000)] }, env),
      shopRecord('campaign_costs', { costs: [paid('boots', 'google', 'cpc', 12_345)] }, env),
    ] as NewRecord[])
  }

  /** So many visitors, robots, the shop's own, and those who turn out to be one. */
  async come(visitors: number): Promise<void> {
    for (let n = 0; n < visitors; n++) await this.#comes(n)
    for (let n = 0; n < visitors / 40; n++) await this.#robot(n)
    await this.#staff()
    for (let n = 0; n < 20; n++) await this.#areOne(`b${2 * n}`, `b${2 * n + 1}`)
  }

  /** Some are forgotten, others come back two days later. */
  async comeBack(visitors: number): Promise<void> {
    await this.#isForgotten(`b${visitors - 1}`)
    await this.#isForgotten('b3') // one of two who are one
    this.#shop.env.time += 2 * DAY
    for (let n = 0; n < visitors; n += 3) await this.#comes(n)
  }

  async #comes(n: number): Promise<void> {
    const { env } = this.#shop
    const as = cookieFor(`b${n}`)
    env.time += 40 * SECOND
    const way = this.#way()
    const placements = await this.#asks(as)
    const acts: object[] = [this.#act('page_view', { page: { type: 'home', ...way } })]
    if (this.#happens(0.2)) await this.#asks(as) // a reload
    const chosen = this.#random.pick(placements)
    if (this.#happens(0.4) && chosen) acts.push(this.#act('click', { decision: chosen }))
    if (this.#happens(0.1)) acts.push(this.#act('select_item', { params: this.#item() }))
    if (this.#happens(0.5)) acts.push(this.#looks())
    if (this.#happens(0.3) && chosen) {
      acts.push(this.#act('add_to_cart', { decision: chosen, params: this.#item() }))
    }
    await this.#tell(acts, as)
    if (this.#happens(0.35)) await this.#buys(n, as)
  }

  async #buys(n: number, as: object): Promise<void> {
    const id = `order-${n}-${this.#shop.env.time}`
    const currency = this.#random.pick(['EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'USD', 'GBP'])
    const k = this.#random.below(PRODUCTS)
    const price = 60 + k
    const item = { item_id: `boots-${k}`, price, quantity: 1 + this.#random.below(2) }
    const order = { transaction_id: id, currency, value: price * item.quantity, items: [item] }
    const purchase = () => this.#act('purchase', { params: order })
    const tellers = this.#random.pick(['browser', 'both', 'both', 'both', 'both', 'server first'])
    if (tellers === 'server first') await this.#tellAsServer([purchase()])
    await this.#tell([purchase()], as)
    if (this.#happens(0.1)) await this.#tell([purchase()], as) // the thanks page, opened again
    if (tellers === 'both') await this.#tellAsServer([purchase()])
    const back = { transaction_id: id, currency, value: order.value / 2 }
    if (this.#happens(0.1)) await this.#tellAsServer([this.#act('refund', { params: back })])
    if (this.#happens(0.05)) await this.#tell([this.#act('refund', { params: back })], as)
  }

  /** It buys and clicks like anybody, and says what it is. */
  async #robot(n: number): Promise<void> {
    const as = { ...cookieFor(`robot${n}`), 'user-agent': ROBOT }
    const [decision] = await this.#asks(as)
    const page = this.#act('page_view', { page: { type: 'home', url: '/' } })
    await this.#tell([page, ...(decision ? [this.#act('click', { decision })] : [])], as)
  }

  async #staff(): Promise<void> {
    const body = { visitor: 'ines', staff: true, events: [this.#looks()] }
    await this.#shop.post('/v1/events', body, this.#shop.asServer)
  }

  async #areOne(into: string, other: string): Promise<void> {
    const [key, from] = [keyOf(into), keyOf(other)]
    await this.#sent(`/v1/visitors/${key}/merge`, { with: from }, this.#shop.asServer)
  }

  #isForgotten(name: string): Promise<unknown> {
    return this.#shop.shop.erase(keyOf(name))
  }

  async #asks(as: object): Promise<string[]> {
    const page = { type: 'home', url: '/' }
    const placements = [{ placement: 'home' }, { placement: 'product:beside' }]
    const answer = await this.#sent('/v1/decisions', { page, placements, consent: 'personal' }, as)
    return answer.placements.map(({ decisionId }: { decisionId: string }) => decisionId)
  }

  #tell(events: object[], as: object): Promise<unknown> {
    return this.#sent('/v1/events', { events, consent: 'personal' }, as)
  }

  #tellAsServer(events: object[]): Promise<unknown> {
    return this.#sent('/v1/events', { events }, this.#shop.asServer)
  }

  async #sent(url: string, body: object, as: object) {
    const answer = await this.#shop.post(url, body, { 'user-agent': BROWSER, ...as })
    if (answer.statusCode > 299) throw new Error(`${url}: ${answer.body}`)
    const told = answer.json()
    if (told.refused?.length > 0) throw new Error(answer.body)
    return told
  }

  #looks(): object {
    const params = this.#item()
    const page = { type: 'product', item: params.items[0].item_id }
    return this.#act('view_item', { page, params })
  }

  #item() {
    return { items: [{ item_id: `boots-${this.#random.below(PRODUCTS)}` }] }
  }

  /** Each a second after the other. */
  #act(name: string, more: object): object {
    const { env } = this.#shop
    env.time += SECOND
    const id = `018f0000-0000-7000-8000-${String(++this.#event).padStart(12, '0')}`
    return { id, name, time: env.time, ...more }
  }

  #way() {
    let left = this.#random.next()
    const { chance: _, ...way } = WAYS.find(each => (left -= each.chance) < 0) ?? WAYS[0]
    return way
  }

  #happens(chance: number): boolean {
    return this.#random.chance(chance)
  }
}

function keyOf(name: string): string {
  return visitorKey(cookieFor(name).cookie.split('=')[1])
}

function products() {
  return Array.from({ length: PRODUCTS }, (_, n) => ({
    id: `boots-${n}`,
    title: `Chaussure ${n}`,
    url: `/p/${n}`,
    brand: `Marque ${n % 4}`,
    categories: ['Ski', 'Chaussures'],
    rating: 4,
    reviews: 5 + n,
    skus: [{ id: `boots-${n}`, offer: { price: 6_000 + 100 * n, inStock: true } }],
  }))
}

function costs() {
  return Array.from({ length: PRODUCTS }, (_, n) => ({
    ...{ sku: `boots-${n}`, cost: 2_000 + 50 * n, currency: 'EUR' },
  }))
}
