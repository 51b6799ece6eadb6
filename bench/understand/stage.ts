import { DAY } from '../../src/core/clock.ts'
import { makeCatalogue } from '../../src/demo/catalogue/make.ts'
import type { Language } from '../../src/demo/catalogue/shape.ts'
import { Feeds } from '../../src/demo/shop/feeds.ts'
import { frame } from '../../src/demo/shop/layout.ts'
import { pageFor } from '../../src/demo/shop/pages.ts'
import { routeOf } from '../../src/demo/shop/routes.ts'
import { Search } from '../../src/demo/shop/search.ts'
import type { Session } from '../../src/demo/shop/session.ts'
import { shelve } from '../../src/demo/shop/shelves.ts'
import { Catalogue } from '../../src/engine/catalogue/catalogue.ts'
import { readMerchantFeed } from '../../src/ingest/index.ts'
import type { Tile } from '../../src/shoppers/door.ts'
import { type PageRead, readPage } from '../../src/shoppers/page-reader.ts'

export const ORIGIN = 'https://cimes.example'
const NOON = Date.UTC(2026, 10, 20, 12)
const MARKET = { country: 'FR', language: 'fr', currency: 'EUR' }

/**
 * The demo shop without a server: its own pages, read as a browser reads them, and the
 * catalogue its own feed fills. A page that does not hang on the cart is drawn once.
 */
export class Stage {
  readonly opened = NOON
  readonly catalogue = new Catalogue()
  readonly #shelves = shelve(makeCatalogue(1))
  readonly #search = new Search(this.#shelves.catalogue.items)
  readonly #drawn = new Map<string, PageRead>()

  /** Prices have been watched for 40 days and some were reduced three days ago, as in a shop that has run for a while. */
  static async open(): Promise<Stage> {
    const stage = new Stage()
    const feed = new Feeds(stage.#shelves, () => ORIGIN, NOON).get('products-fr.xml')!
    const now = feed.body.toString()
    const before = now.replace(/<g:sale_price>[^<]*<\/g:sale_price>/g, '')
    await stage.#stock(before, NOON - 40 * DAY)
    await stage.#stock(now, NOON - 3 * DAY)
    return stage
  }

  page(path: string, session: Session): PageRead {
    const url = new URL(path, ORIGIN)
    const route = routeOf(url.pathname)
    const hangsOnCart = /^(cart|checkout|thanks)$/.test(route?.page ?? '')
    const drawn = hangsOnCart ? undefined : this.#drawn.get(path)
    if (drawn !== undefined) return drawn
    const moment = {
      shelves: this.#shelves,
      language: route?.language ?? 'fr',
      now: NOON,
      session,
      choice: 'personal' as const,
      url,
      publicKey: 'pk',
    }
    const page = pageFor(route, moment, this.#search)
    if (typeof page === 'string') return this.page(page, session)
    const read = readPage(frame(page, moment), path)
    read.view.tiles = read.view.tiles.map(tile => this.#asSeen(tile, moment.language))
    if (!hangsOnCart) this.#drawn.set(path, read)
    return read
  }

  /** The shop's own placements are told to no machine, but whoever looks at them sees what they hold and its price. */
  #asSeen(tile: Tile, language: Language): Tile {
    const item = tile.category === '' ? this.#shelves.item(tile.id) : undefined
    if (item === undefined) return tile
    const category = item.leaf.path.map(name => name[language]).join(' > ')
    return { ...tile, brand: item.brand.name, price: item.price, category }
  }

  async #stock(feed: string, time: number): Promise<void> {
    const readings = readMerchantFeed(inOnePiece(feed), { market: MARKET, now: time })
    for await (const reading of readings) {
      if (!('product' in reading) || reading.product === undefined) continue
      this.catalogue.applyProducts({ market: MARKET, products: [reading.product] }, time)
    }
  }
}

async function* inOnePiece(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
