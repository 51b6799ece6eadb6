import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { Column } from '../../core/column.ts'
import { Links } from '../../core/links.ts'
import { Texts } from '../../core/texts.ts'
import type { Market, Offer, OfferChange } from '../../schema/product.ts'
import { PriceHistory, REFERENCE_MS } from './price-history.ts'

/** Units of a SKU in stock whose number the shop does not tell. */
const UNTOLD = -1

/**
 * One market of the shop: what is written about each item there, what each SKU
 * costs and whether it can be had. Items and SKUs are the catalogue's indexes.
 */
export class ShopWindow {
  readonly country: string
  readonly language: string
  /** `FR-fr`. */
  readonly key: string
  currency: string

  readonly #titles = new Texts()
  readonly #urls = new Links()
  readonly #images = new Links()
  /** By item, a fingerprint of all that its feed told; 0 when the feed's word is wanted again. */
  #told = new Column()
  /** By SKU, minor units; a price of 0 is no offer, a list price of 0 is none told. */
  #prices = new Column()
  #listPrices = new Column()
  #units = new Column()
  #history = new PriceHistory()
  /** By item, from the SKUs and not saved: the one whose price is shown. */
  readonly #shownSku = new Column(-1)
  /** Its price, negative when it is out of stock, 0 without an offer: one look answers most questions. */
  readonly #asked = new Column()

  constructor(market: Market) {
    this.country = market.country
    this.language = market.language
    this.key = `${market.country}-${market.language}`
    this.currency = market.currency
  }

  describe(item: number, title: string, url: string, image: string): void {
    this.#titles.set(item, title)
    this.#urls.set(item, url)
    this.#images.set(item, image)
  }

  /** Fingerprint of what the feed told of the item last; 0 when it may as well be new. */
  told(item: number): number {
    return this.#told.get(item)
  }

  setTold(item: number, fingerprint: number): void {
    if (this.told(item) !== fingerprint) this.#told.set(item, fingerprint)
  }

  offer(sku: number, offer: Offer, time: number): void {
    this.#price(sku, offer.price, offer.listPrice ?? 0, time)
    if (offer.lowestPrice) this.#history.tell(sku, offer.lowestPrice, offer.price, time)
    this.#units.set(sku, unitsOf(offer.inStock, offer.stock))
  }

  /** What the change does not tell stays. A SKU without an offer here cannot change. */
  change(sku: number, change: OfferChange, time: number): void {
    if (!this.offersSku(sku)) return
    const price = change.price ?? this.#prices.get(sku)
    const listPrice =
      change.listPrice === undefined ? this.#listPrices.get(sku) : (change.listPrice ?? 0)
    this.#price(sku, price, listPrice, time)
    if (change.inStock !== undefined || change.stock !== undefined) {
      this.#units.set(sku, unitsOf(change.inStock ?? change.stock !== 0, change.stock))
    }
  }

  withdraw(sku: number): void {
    if (!this.offersSku(sku)) return
    this.#prices.set(sku, 0)
    this.#listPrices.set(sku, 0)
    this.#units.set(sku, 0)
    this.#history.forget(sku)
  }

  /** Prices in another currency cannot be compared with those known so far. */
  changeCurrency(currency: string): void {
    this.currency = currency
    this.#history.clear()
  }

  /** Choose the SKU that stands for the item: the cheapest in stock, else the cheapest. */
  refresh(item: number, skus: readonly number[]): void {
    let shown = -1
    for (const sku of skus) {
      if (!this.offersSku(sku)) continue
      if (shown < 0 || this.#before(sku, shown)) shown = sku
    }
    if (shown < 0 && !this.offers(item)) return
    this.#shownSku.set(item, shown)
    this.#asked.set(item, this.#prices.get(shown) * (this.skuInStock(shown) ? 1 : -1))
  }

  offersSku(sku: number): boolean {
    return this.#prices.get(sku) > 0
  }

  skuInStock(sku: number): boolean {
    return this.#units.get(sku) !== 0
  }

  /** Units left of a SKU; undefined where the shop does not tell. */
  unitsOf(sku: number): number | undefined {
    const units = this.#units.get(sku)
    return units === UNTOLD ? undefined : units
  }

  priceOfSku(sku: number): number {
    return this.#prices.get(sku)
  }

  /** Lowest price of the item in the last 30 days; 0 where it was not watched so long. */
  lowestPrice(item: number, now: number): number {
    const sku = this.#shownSku.get(item)
    return this.#history.lowest(sku, this.#prices.get(sku), now)
  }

  offers(item: number): boolean {
    return this.#asked.get(item) !== 0
  }

  /** The SKU whose price the item shows, −1. */
  shownSku(item: number): number {
    return this.#shownSku.get(item)
  }

  price(item: number): number {
    return Math.abs(this.#asked.get(item))
  }

  inStock(item: number): boolean {
    return this.#asked.get(item) > 0
  }

  /** Whether anything is written about the item here. */
  describes(item: number): boolean {
    return !this.#titles.isEmpty(item)
  }

  title(item: number): string {
    return this.#titles.get(item)
  }

  url(item: number): string {
    return this.#urls.get(item)
  }

  image(item: number): string {
    return this.#images.get(item)
  }

  /** Whether the price of the item came down in a way we may tell, leaving the date aside. */
  isReduced(item: number): boolean {
    return this.#history.reduction(this.#shownSku.get(item)) !== undefined
  }

  /**
   * Lowest price of the 30 days before the current reduction; 0 when there is none to tell.
   * A reduction lasts while the shop says so with a list price; unsaid, 30 days.
   */
  struckPrice(item: number, now: number): number {
    const sku = this.#shownSku.get(item)
    const reduction = this.#history.reduction(sku)
    if (reduction === undefined) return 0
    const listPrice = this.#listPrices.get(sku)
    if (listPrice === 0) return now - reduction.at <= REFERENCE_MS ? reduction.lowest : 0
    return listPrice > this.#prices.get(sku) ? Math.min(reduction.lowest, listPrice) : 0
  }

  save(writer: ByteWriter): void {
    for (const text of [this.country, this.language, this.currency]) writer.text(text)
    writer.count(this.#titles.length)
    for (let item = 0; item < this.#titles.length; item++) {
      writer.text(this.#titles.get(item))
      writer.text(this.#urls.get(item))
      writer.text(this.#images.get(item))
    }
    const columns = [this.#told, this.#prices, this.#listPrices, this.#units]
    for (const column of columns) column.save(writer)
    this.#history.save(writer)
  }

  /** The caller refreshes every item afterwards. */
  static load(reader: ByteReader): ShopWindow {
    const [country, language, currency] = [reader.text(), reader.text(), reader.text()]
    const window = new ShopWindow({ country, language, currency })
    const length = reader.count()
    for (let item = 0; item < length; item++) {
      window.describe(item, reader.text(), reader.text(), reader.text())
    }
    window.#told = Column.load(reader)
    window.#prices = Column.load(reader)
    window.#listPrices = Column.load(reader)
    window.#units = Column.load(reader)
    window.#history = PriceHistory.load(reader)
    return window
  }

  #price(sku: number, price: number, listPrice: number, time: number): void {
    this.#history.note(sku, this.#prices.get(sku), price, time)
    this.#prices.set(sku, price)
    this.#listPrices.set(sku, listPrice)
  }

  #before(sku: number, other: number): boolean {
    const here = this.skuInStock(sku)
    if (here !== this.skuInStock(other)) return here
    return this.#prices.get(sku) < this.#prices.get(other)
  }
}

function unitsOf(inStock: boolean, stock: number | undefined): number {
  if (!inStock) return 0
  return stock === undefined || stock === 0 ? UNTOLD : stock
}
