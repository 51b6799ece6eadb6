import { createHash } from 'node:crypto'
import {
  EventBus,
  OrderPlacedEvent,
  PluginCommonModule,
  ProductVariantService,
  RequestContextService,
  StockMovementEvent,
  VendurePlugin,
} from '@vendure/core'
import { Vitrine } from './vitrine.ts'

/** A stock movement is told before its transaction is over: what is left can be read a little later. */
const COMMITTED_MS = 500

/** Tells Vitrine of orders and of stock as they change. */
export class VitrinePlugin {
  static #options

  /** `url`, `serverKey`, `market` (`country=US&language=en&currency=USD`), and `onTold`, which hears what Vitrine has taken. */
  static init(options) {
    VitrinePlugin.#options = options
    return VitrinePlugin
  }

  constructor(bus, contexts, variants) {
    this.bus = bus
    this.contexts = contexts
    this.variants = variants
  }

  onApplicationBootstrap() {
    this.bus.ofType(OrderPlacedEvent).subscribe(event => this.tellOrder(event).catch(complain))
    this.bus.ofType(StockMovementEvent).subscribe(event => this.tellStock(event).catch(complain))
  }

  /** Its id is made of the order's code: told again, it counts once. */
  async tellOrder({ order }) {
    const { url, serverKey, onTold } = VitrinePlugin.#options
    const items = order.lines.map(({ productVariant, quantity, unitPriceWithTax }) => ({
      item_id: productVariant.sku,
      price: unitPriceWithTax / 100,
      quantity,
    }))
    const { code, currencyCode, subTotalWithTax } = order
    const params = {
      ...{ transaction_id: code, currency: currencyCode, value: subTotalWithTax / 100 },
      items,
    }
    const { accepted } = await new Vitrine({ url, key: serverKey }).events({
      visitor: `customer-${order.customer.id}`,
      events: [{ id: uuidOf(`order ${code}`), name: 'purchase', time: Date.now(), params }],
    })
    onTold('orders', accepted)
  }

  /** What may still be sold of a variant: what is there, less what orders hold already. */
  async tellStock({ stockMovements }) {
    await new Promise(resolve => setTimeout(resolve, COMMITTED_MS))
    const context = await this.contexts.create({ apiType: 'shop' })
    const offers = []
    for (const id of new Set(stockMovements.map(({ productVariant }) => productVariant.id))) {
      const variant = await this.variants.findOne(context, id)
      if (!variant) continue
      const left = await this.variants.getSaleableStockLevel(context, variant)
      offers.push({ sku: variant.sku, stock: Math.max(0, left) })
    }
    await this.tellOffers(offers)
  }

  async tellOffers(offers) {
    const { url, serverKey, market, onTold } = VitrinePlugin.#options
    const answer = await fetch(`${url}/v1/catalogue/offers?${market}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${serverKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(offers),
    })
    if (!answer.ok) throw new Error(await answer.text())
    onTold('offers', offers.length)
  }
}

// What decorators do, where there is no TypeScript to write them in.
Reflect.defineMetadata(
  'design:paramtypes',
  [EventBus, RequestContextService, ProductVariantService],
  VitrinePlugin,
)
VendurePlugin({ imports: [PluginCommonModule], compatibility: '^3.0.0' })(VitrinePlugin)

function uuidOf(text) {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const complain = error => console.error(error)
