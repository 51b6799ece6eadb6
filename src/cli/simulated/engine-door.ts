import { SECOND } from '../../core/clock.ts'
import { partitionOf } from '../../core/partition.ts'
import type { PlacementKind } from '../../schema/decision.ts'
import type { Context, EventItem, Page, ShopEvent } from '../../schema/event.ts'
import type { Arrival, BriskDoor, BriskPage, ProductView, Tile } from '../../shoppers/index.ts'
import type { SimulatedShop } from './shop.ts'

/** Items of a placement, as the demo's pages have room for. */
const PLACED = 4

/** One person before the shop. Time is told by the town; each page takes some of it. */
export class EngineDoor implements BriskDoor {
  readonly #shop: SimulatedShop
  readonly #visitor: string
  readonly #clock: { now: number }
  readonly #isIndifferent: boolean
  #context: Context = {}
  #page: Page = { type: 'home' }
  /** Tiles that Vitrine put on the open page, and by which decision. */
  #placed = new Map<string, string>()
  /** Which decision led to a product. */
  readonly #credit = new Map<string, string>()

  /** @param isIndifferent they never look at what Vitrine shows */
  constructor(
    shop: SimulatedShop,
    visitor: string,
    clock: { now: number },
    isIndifferent: boolean,
  ) {
    this.#shop = shop
    this.#visitor = visitor
    this.#clock = clock
    this.#isIndifferent = isIndifferent
  }

  get aisles() {
    return this.#shop.aisles
  }

  open(page: BriskPage, arrival?: Arrival): Tile[] {
    this.#clock.now += 12 * SECOND
    if (arrival !== undefined) this.#context = contextOf(arrival)
    this.#page = pageOf(page)
    const product = page.type === 'product' ? page.product : undefined
    this.#tell(product ? 'view_item' : 'page_view', product && [lineOf(product)])
    const placed = this.#ask(page.type)
    this.#context = { ...this.#context, campaign: undefined }
    const own = this.#ownTiles(page)
    if (this.#isIndifferent) return own
    const isPlaced = new Set(placed)
    return [...placed, ...own.filter(tile => !isPlaced.has(tile))]
  }

  product(tile: Tile): ProductView | undefined {
    return this.#shop.products.get(tile.id)
  }

  choose({ id }: Tile): void {
    const decision = this.#isIndifferent ? undefined : this.#placed.get(id)
    if (decision === undefined) this.#tell('select_item', [{ id }])
    else {
      this.#credit.set(id, decision)
      this.#tell('click', [{ id }], { decision })
    }
  }

  readReviews({ id }: ProductView): void {
    this.#tell('read_reviews', [{ id }])
  }

  add(product: ProductView, sku: string): void {
    const decision = this.#credit.get(product.id)
    this.#tell('add_to_cart', [{ ...lineOf(product), id: sku }], { decision })
  }

  /** The shop's server tells of the order, so it is verified. */
  buy(cart: readonly ProductView[]): void {
    const transaction = { id: this.#shop.newId(this.#clock.now) }
    const order = { transaction, currency: 'EUR', verified: true }
    this.#tell('purchase', cart.map(lineOf), order)
  }

  #ownTiles(page: BriskPage): Tile[] {
    if (page.type === 'home') return this.#shop.front
    if (page.type === 'category') return page.aisle.tiles
    const { category, id } = page.product
    const aisle = this.#shop.aisles.find(({ name }) => name === category)
    return aisle?.tiles.slice(0, PLACED + 1).filter(tile => tile.id !== id) ?? []
  }

  #ask(placement: PlacementKind): Tile[] {
    const { now } = this.#clock
    const { made, answer } = this.#shop.engine.decide({
      ...{ id: this.#shop.newId(now), visitor: this.#visitor, time: now },
      ...{ page: this.#page, context: this.#context, language: 'fr', consent: 'personal' },
      placements: [{ placement, count: PLACED }],
    })
    this.#placed = new Map()
    if (made === undefined) return []
    this.#shop.append('decision', partitionOf(this.#visitor), made, now, answer.decisionId)
    const [{ show, items, decisionId }] = answer.placements
    if (!show) return []
    return items.flatMap(({ id }) => {
      this.#placed.set(id, decisionId)
      return this.#shop.products.get(id) ?? []
    })
  }

  #tell(name: ShopEvent['name'], items?: EventItem[], rest: Partial<ShopEvent> = {}): void {
    const event: ShopEvent = {
      ...{ name, visitor: this.#visitor, time: this.#clock.now, channel: 'web' },
      ...{ verified: false, page: this.#page, context: this.#context, items, ...rest },
    }
    this.#shop.append('event', partitionOf(this.#visitor), event, this.#clock.now)
  }
}

function pageOf(page: BriskPage): Page {
  if (page.type === 'home') return { type: 'home' }
  if (page.type === 'category') {
    return { type: 'category', category: page.aisle.name }
  }
  return { type: 'product', item: page.product.id, category: page.product.category }
}

function lineOf({ id, price }: ProductView): EventItem {
  return { id, price, quantity: 1 }
}

/** As the door of a server reads an address and a referrer. */
function contextOf({ referrer, campaign }: Arrival): Context {
  if (campaign !== undefined) {
    const given = new URLSearchParams(campaign)
    const told = (name: string) => given.get(`utm_${name}`) ?? undefined
    return {
      campaign: {
        source: told('source'),
        medium: told('medium'),
        name: told('campaign'),
        term: told('term'),
      },
    }
  }
  if (referrer === undefined) return {}
  const { hostname, searchParams } = new URL(referrer)
  const term = searchParams.get('q') ?? undefined
  if (term !== undefined) return { campaign: { source: hostname, medium: 'organic', term } }
  const medium = /instagram/.test(hostname) ? 'social' : 'referral'
  return { campaign: { source: hostname, medium } }
}
