import { uuidV7 } from '../../core/ids.ts'
import { Random } from '../../core/random.ts'
import { makeCatalogue } from '../../demo/catalogue/make.ts'
import { costsOf, productOf } from '../../demo/catalogue/product.ts'
import { bestOf, type Category, pathText, shelve } from '../../demo/shop/shelves.ts'
import { Engine } from '../../engine/engine.ts'
import type { Product } from '../../schema/product.ts'
import {
  type LogRecord,
  RECORD_VERSIONS,
  type RecordBodies,
  type RecordType,
  type Settings,
  SHOP_PARTITION,
} from '../../schema/record.ts'
import type { Aisle, ProductView, Tile } from '../../shoppers/index.ts'
import { productViewOf } from './views.ts'

const MARKET = { country: 'FR', language: 'fr', currency: 'EUR' }
/** A fixed day, so that the same seed is the same run. */
export const OPENING = Date.UTC(2026, 8, 1)
const ON_AN_AISLE = 12

/**
 * The demo's shop around an engine and nothing else: no server, no log on disk, time as told.
 * Its records are those that a server would append, in the same order.
 */
export class SimulatedShop {
  readonly engine = new Engine()
  readonly aisles: Aisle[]
  readonly products = new Map<string, ProductView>()
  /** What stands on the home page, whoever comes. */
  readonly front: Tile[]
  readonly #random: Random
  #position = 0

  constructor(seed: number, settings: Settings) {
    this.#random = new Random(seed)
    const catalogue = makeCatalogue(1)
    const products = catalogue.items.map(item => productOf(item, 'fr'))
    for (const product of products) this.products.set(product.id, productViewOf(product))
    this.#open(settings, products)
    const costs = catalogue.items.flatMap(costsOf)
    this.append('costs', SHOP_PARTITION, { costs }, OPENING)
    const best = (items: Category['items']) =>
      bestOf(items, ON_AN_AISLE).map(({ id }) => this.products.get(id)!)
    this.aisles = leavesOf(shelve(catalogue).roots).map(category => ({
      name: pathText(category, 'fr'),
      tiles: best(category.items),
    }))
    this.front = best(catalogue.items)
  }

  newId(time: number): string {
    for (let n = 0; n < NOISE.length; n++) NOISE[n] = this.#random.below(256)
    return uuidV7(time, NOISE)
  }

  append<T extends RecordType>(
    type: T,
    partition: number,
    body: RecordBodies[T],
    time: number,
    id = this.newId(time),
  ): void {
    this.engine.apply({
      ...{ id, type, partition, version: RECORD_VERSIONS[type], receivedAt: time },
      ...{ position: ++this.#position, body },
    } as LogRecord)
  }

  #open(settings: Settings, products: Product[]): void {
    const salt = this.#random
      .below(2 ** 31)
      .toString(16)
      .padStart(64, '0')
    this.append('shop_opened', SHOP_PARTITION, { shop: 'simulated', salt, settings }, OPENING)
    for (let n = 0; n < products.length; n += 500) {
      const body = { market: MARKET, products: products.slice(n, n + 500) }
      this.append('products', SHOP_PARTITION, body, OPENING)
    }
    const facts = { country: 'FR', currency: 'EUR', vat: 0.2 }
    this.append('shop_facts', SHOP_PARTITION, facts, OPENING)
  }
}

const NOISE = new Uint8Array(10)

function leavesOf(categories: readonly Category[]): Category[] {
  return categories.flatMap(each => (each.children.length > 0 ? leavesOf(each.children) : each))
}
