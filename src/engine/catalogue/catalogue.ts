import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'
import { Column } from '../../core/column.ts'
import { fingerprint } from '../../core/fingerprint.ts'
import type { ShownItem } from '../../schema/decision.ts'
import type { Content, Market, Product, ShopFacts } from '../../schema/product.ts'
import type { FeedRead, RecordBodies, RecordOf } from '../../schema/record.ts'
import { CategoryTree } from './category-tree.ts'
import { type ContentQuery, Contents } from './contents.ts'
import { Costs } from './costs.ts'
import { Descriptions } from './descriptions.ts'
import { FeedRuns, type LastRun } from './feed-runs.ts'
import { ItemIds } from './item-ids.ts'
import { Markets } from './markets.ts'
import type { CatalogueView, ItemList } from './shape.ts'
import { Shelves, WHOLE_SHOP } from './shelves.ts'
import type { ShopWindow } from './shop-window.ts'
import { type WaitingRemoval, WaitingRemovals } from './waiting-removals.ts'

const MAGIC = 0x47544143 // "CATG"
const VERSION = 1
/** Items of the first day were there before us: when they entered the shop is not known. */
const OPENING_MS = DAY

/** What the feed of one market told last, item by item. */
export interface Told {
  /** Fingerprint of the whole product; 0 when the feed's word is wanted again. */
  of(item: number): number
  /** On the market's shelves now. */
  offers(item: number): boolean
}

/** For whom an item is drawn; `now` in ms, for the struck price. */
export interface Shown {
  market?: string
  language: string
  now: number
}

/**
 * What the shop sells, as its feeds tell it.
 *
 * Ids become dense integers on the way in. An item is described by the market that
 * told of it first (category, brand, attributes, rating, age), its home; every market
 * adds its own texts and offers. What follows from these (shelves, the price of an
 * item) is rebuilt by `load` and never saved.
 */
export class Catalogue implements CatalogueView {
  #ids = new ItemIds()
  #descriptions = new Descriptions()
  #tree = new CategoryTree()
  #markets = new Markets()
  #costs = new Costs()
  #contents = new Contents()
  #waiting = new WaitingRemovals()
  #runs = new FeedRuns()
  /** Market that describes an item, −1 when no feed holds it. */
  #home = new Column(-1)
  /** When the first products came, ms. */
  #opened = 0
  readonly #shelves = new Shelves(this)
  /** Items described anew, or come or gone, since they were last asked for. */
  readonly #changed = new Set<number>()

  /** @param time of the record, ms: prices and ages count from it. */
  applyProducts(body: RecordBodies['products'], time: number): void {
    if (this.#opened === 0) this.#opened = time
    const market = this.#markets.open(body.market)
    for (const product of body.products) {
      this.#waiting.forget(body.market, this.#put(product, market, time))
    }
  }

  applyRemoved(body: RecordBodies['products_removed']): void {
    const window = this.#open(body.market)
    for (const id of body.ids) {
      const item = this.find(id)
      if (item < 0) continue
      for (const sku of this.skusOf(item)) window.withdraw(sku)
      window.setTold(item, 0)
      this.#waiting.forget(body.market, item)
      this.#refresh(item)
    }
  }

  applyRemovalAsked(
    { market, run, known, ids }: RecordBodies['removal_asked'],
    time: number,
  ): void {
    const items = ids.map(id => this.find(id)).filter(item => item >= 0)
    this.#waiting.ask(market, run, known, time, items)
  }

  applyFeedRead(record: RecordOf<'feed_read'>): void {
    this.#runs.note(record)
  }

  applyRemovalSettled({ market }: RecordBodies['removal_settled']): void {
    this.#waiting.settle(market)
  }

  applyOffers(body: RecordBodies['offers_changed'], time: number): void {
    const window = this.#open(body.market)
    for (const change of body.changes) {
      const sku = this.#ids.findSku(change.sku)
      const item = this.#ids.itemOfSku(sku)
      if (item < 0) continue
      window.change(sku, change, time)
      window.setTold(item, 0)
      this.#refresh(item)
    }
  }

  /** Would a change of its price or stock change anything? */
  offersIn(market: Market, sku: string): boolean {
    const window = this.#markets.at(`${market.country}-${market.language}`)
    return window?.offersSku(this.#ids.findSku(sku)) ?? false
  }

  applyCosts(body: RecordBodies['costs']): void {
    for (const { sku, cost, currency } of body.costs) {
      this.#costs.set(this.#ids.internSku(sku), cost, currency)
    }
  }

  applyContent(body: RecordBodies['content']): void {
    for (const content of body.contents) this.#contents.put(content)
  }

  applyContentRemoved(body: RecordBodies['content_removed']): void {
    for (const id of body.ids) this.#contents.remove(id)
  }

  applyFacts(facts: RecordBodies['shop_facts']): void {
    this.#contents.setFacts(facts)
  }

  // Items and SKUs

  find(id: string): number {
    return this.#ids.find(id)
  }

  /** Item of its own id alone, never of a SKU's; −1 if never seen. */
  findProduct(id: string): number {
    return this.#ids.findItem(id)
  }

  intern(id: string): number {
    const known = this.find(id)
    return known >= 0 ? known : this.#ids.intern(id)
  }

  idOf(item: number): string {
    return this.#ids.idOf(item)
  }

  has(item: number): boolean {
    return this.#home.get(item) >= 0
  }

  get itemCount(): number {
    return this.#ids.count
  }

  /** Items some feed holds now. */
  get productCount(): number {
    return this.itemsIn(WHOLE_SHOP).length
  }

  /** SKU indexes of an item, those no longer offered included until its next feed. */
  skusOf(item: number): readonly number[] {
    return this.#ids.skusOf(item)
  }

  skuIdOf(sku: number): string {
    return this.#ids.skuIdOf(sku)
  }

  /** `M`, `42`: empty where the feed tells none. */
  /** As its feed writes it, of a SKU by its id; empty where there is none. */
  sizeOf(sku: string): string {
    const index = this.#ids.findSku(sku)
    return index < 0 ? '' : this.sizeOfSku(index)
  }

  sizeOfSku(sku: number): string {
    return this.#ids.sizeOfSku(sku)
  }

  // What an item is

  categoryOf(item: number): number {
    return this.#descriptions.category(item)
  }

  brandOf(item: number): number {
    return this.#descriptions.brand(item)
  }

  brandName(brand: number): string {
    return this.#descriptions.brandName(brand)
  }

  get brandCount(): number {
    return this.#descriptions.brandCount
  }

  attribute(item: number, name: string): string | undefined {
    return this.#descriptions.attribute(item, name)
  }

  /** Indexes of name-and-value pairs: equal indexes are equal attributes. */
  attributesOf(item: number): readonly number[] {
    return this.#descriptions.attributes(item)
  }

  /** Index of the item's value of a named attribute, −1. */
  attributeIndex(item: number, name: string): number {
    return this.#descriptions.attributeIndex(item, name)
  }

  ratingOf(item: number): number {
    return this.#descriptions.rating(item)
  }

  reviewsOf(item: number): number {
    return this.#descriptions.reviews(item)
  }

  sinceOf(item: number): number {
    return this.#descriptions.since(item)
  }

  // Categories; −1 is the whole shop wherever items of a category are asked for

  parentOf(category: number): number {
    return this.#tree.parentOf(category)
  }

  depthOf(category: number): number {
    return this.#tree.depthOf(category)
  }

  findCategory(path: string): number {
    return this.#tree.find(path)
  }

  categoryName(category: number, language: string): string {
    return this.#tree.name(category, language)
  }

  /** Those whose name in a language holds a word, as `nameWords` writes it. */
  categoriesNamed(word: string, language: string): readonly number[] {
    return this.#tree.withWord(word, language)
  }

  get categoryCount(): number {
    return this.#tree.count
  }

  itemsIn(category: number): ItemList {
    return this.#shelves.of(category).items
  }

  /** At most 128, newest first; items whose age is unknown are left out. */
  newestIn(category: number): readonly number[] {
    return this.#shelves.of(category).newest
  }

  /** At most 128, best first. */
  bestRatedIn(category: number): readonly number[] {
    return this.#shelves.of(category).bestRated
  }

  /** Items whose price came down in the default market in a way we may tell. */
  reducedIn(category: number): ItemList {
    return this.#shelves.of(category).reduced
  }

  /** At most `count` items of the category, around a price in the default market. */
  nearPrice(category: number, price: number, count: number): number[] {
    return this.#shelves.of(category).prices.near(price, count)
  }

  /** Price at a place of the category, 0 (cheapest) to 1, in the default market; 0 if it has no prices. */
  priceAt(category: number, quantile: number): number {
    return this.#shelves.of(category).prices.priceAt(quantile)
  }

  quantileIn(category: number, price: number): number {
    return category < 0 ? 0.5 : this.#shelves.of(category).prices.quantile(price)
  }

  priceQuantile(item: number): number {
    const price = this.priceOf(item)
    return price === 0 ? 0.5 : this.quantileIn(this.categoryOf(item), price)
  }

  // Offers; a market that is not known answers with its language's, else with the first

  get defaultMarket(): string | undefined {
    return this.#markets.first?.key
  }

  /** Keys of all markets, the default first. */
  get marketKeys(): string[] {
    return this.#markets.all.map(({ key }) => key)
  }

  marketFor(market?: string): Market | undefined {
    const window = this.#markets.answering(market)
    if (window === undefined) return undefined
    const { country, language, currency } = window
    return { country, language, currency }
  }

  priceOf(item: number, market?: string): number {
    return this.#markets.answering(market)?.price(item) ?? 0
  }

  inStock(item: number, market?: string): boolean {
    return this.#markets.answering(market)?.inStock(item) ?? false
  }

  /** Whether the item can be had in a size, as its feed writes it. */
  inStockInSize(item: number, size: string, market?: string): boolean {
    const window = this.#markets.answering(market)
    if (window === undefined) return false
    return this.skusOf(item).some(
      sku => this.sizeOfSku(sku) === size && window.offersSku(sku) && window.skuInStock(sku),
    )
  }

  /** How a feed was read last, `products-FR-fr`. */
  lastRun(feed: string): LastRun | undefined {
    return this.#runs.last(feed)
  }

  /** How each feed's last runs went, newest first. */
  feedRuns(): FeedRead[][] {
    return this.#runs.lately()
  }

  /** Removals that wait for somebody's word. */
  get waitingRemovals(): Iterable<WaitingRemoval> {
    return this.#waiting.all
  }

  waitingRemovalIn(market: Market): WaitingRemoval | undefined {
    return this.#waiting.in(market)
  }

  /** What a market's feed told of its items last: what a feed is compared with. */
  toldIn(market: Market): Told | undefined {
    const window = this.#markets.at(`${market.country}-${market.language}`)
    if (window === undefined) return undefined
    return {
      of: item => (window.currency === market.currency ? window.told(item) : 0),
      offers: item => window.offers(item),
    }
  }

  /** Undefined for a SKU that no feed told of in this market. */
  skuInStock(sku: string, market?: string): boolean | undefined {
    const index = this.#ids.findSku(sku)
    const window = this.#markets.answering(market)
    return window?.offersSku(index) ? window.skuInStock(index) : undefined
  }

  /** Units of a SKU left; undefined where the shop does not tell. */
  unitsOf(sku: string, market?: string): number | undefined {
    const index = this.#ids.findSku(sku)
    const window = this.#markets.answering(market)
    return window?.offersSku(index) ? window.unitsOf(index) : undefined
  }

  struckPrice(item: number, now: number, market?: string): number {
    return this.#markets.answering(market)?.struckPrice(item, now) ?? 0
  }

  /** Lowest price of the last 30 days; 0 where it was not watched so long. */
  lowestPrice(item: number, now: number, market?: string): number {
    return this.#markets.answering(market)?.lowestPrice(item, now) ?? 0
  }

  /** Of each SKU that a market offers; a cost that is not known in its currency is −1. */
  pricesAndCosts(item: number, market?: string): { price: number; cost: number }[] {
    const window = this.#markets.answering(market)
    if (window === undefined) return []
    return this.skusOf(item)
      .map(sku => ({ price: window.priceOfSku(sku), cost: this.#costs.in(window.currency, sku) }))
      .filter(({ price }) => price > 0)
  }

  /** An order names a SKU, or only the item it is of. */
  costOf(id: string, currency: string): number {
    const item = this.find(id)
    const named = this.#ids.findSku(id)
    const own = this.#ids.itemOfSku(named) === item ? this.#costs.in(currency, named) : -1
    if (own >= 0) return own
    return this.#costs.in(currency, this.#markets.first?.shownSku(item) ?? -1)
  }

  // What a page needs

  titleOf(item: number, language: string, market?: string): string {
    return this.#markets.textsOf(item, language, market)?.title(item) ?? ''
  }

  /** The item as a page may draw it; undefined when this market does not offer it. */
  shown(item: number, { market, language, now }: Shown): ShownItem | undefined {
    const window = this.#markets.answering(market)
    const texts = this.#markets.textsOf(item, language, market)
    if (window === undefined || texts === undefined || !window.offers(item)) return undefined
    const shown: ShownItem = {
      id: this.idOf(item),
      title: texts.title(item),
      url: texts.url(item),
      price: window.price(item),
      currency: window.currency,
    }
    // Assigned one by one: spreading what is there into a literal took twice as long.
    const image = texts.image(item)
    if (image !== '') shown.image = image
    const brand = this.brandOf(item)
    if (brand >= 0) shown.brand = this.brandName(brand)
    const struckPrice = window.struckPrice(item, now)
    if (struckPrice > 0) shown.struckPrice = struckPrice
    const reviews = this.reviewsOf(item)
    if (reviews === 0) return shown
    shown.rating = this.ratingOf(item)
    shown.reviews = reviews
    return shown
  }

  contentsFor(query: ContentQuery): Content[] {
    return this.#contents.find(query, this.#tree)
  }

  factsOf(country: string): ShopFacts | undefined {
    return this.#contents.factsOf(country)
  }

  /** What the shop promises, country by country. */
  get allFacts(): ShopFacts[] {
    return this.#contents.allFacts
  }

  get allContents(): Content[] {
    return this.#contents.all
  }

  /** Items whose name, kind or presence changed since this was last asked. */
  takeChanged(): number[] {
    const changed = [...this.#changed]
    this.#changed.clear()
    return changed
  }

  // Saved form

  save(writer: ByteWriter): void {
    writer.u32(MAGIC)
    writer.count(VERSION)
    writer.count(this.#opened)
    this.#home.save(writer)
    const parts = [this.#ids, this.#descriptions, this.#tree, this.#markets]
    for (const part of [...parts, this.#costs, this.#contents, this.#waiting, this.#runs])
      part.save(writer)
  }

  /** @throws RangeError when the bytes are not a catalogue this build knows. */
  static load(reader: ByteReader): Catalogue {
    if (reader.u32() !== MAGIC) throw new RangeError('these bytes are no catalogue')
    const version = reader.count()
    if (version !== VERSION) throw new RangeError(`catalogue version ${version} is not known`)
    const catalogue = new Catalogue()
    catalogue.#opened = reader.count()
    catalogue.#home = Column.load(reader, -1)
    catalogue.#ids = ItemIds.load(reader)
    catalogue.#descriptions = Descriptions.load(reader)
    catalogue.#tree = CategoryTree.load(reader)
    catalogue.#markets = Markets.load(reader)
    catalogue.#costs = Costs.load(reader)
    catalogue.#contents = Contents.load(reader)
    catalogue.#waiting = WaitingRemovals.load(reader)
    catalogue.#runs = FeedRuns.load(reader)
    for (let item = 0; item < catalogue.itemCount; item++) {
      catalogue.#refresh(item)
      if (catalogue.has(item)) catalogue.#changed.add(item)
    }
    return catalogue
  }

  #open(market: Market): ShopWindow {
    return this.#markets.all[this.#markets.open(market)]
  }

  #put(product: Product, market: number, time: number): number {
    const window = this.#markets.all[market]
    const item = this.#ids.intern(product.id)
    const skus = this.#setSkus(item, product, window)
    const home = this.#home.get(item)
    if (home < 0 || home === market) this.#describe(item, product, market, time)
    else this.#tree.alsoCalled(this.categoryOf(item), product.categories, window.language)
    window.describe(item, product.title, product.url, product.image ?? '')
    window.setTold(item, fingerprint(JSON.stringify(product)))
    this.#changed.add(item)
    for (const [at, { offer }] of product.skus.entries()) window.offer(skus[at], offer, time)
    this.#refresh(item)
    return item
  }

  /**
   * The product's SKUs, and those that other markets still offer.
   * @returns the product's own, as it tells them
   */
  #setSkus(item: number, product: Product, window: ShopWindow): number[] {
    const own = product.skus.map(told => {
      const { sku, loser } = this.#ids.claim(told, item)
      if (loser >= 0) this.#lost(loser)
      return sku
    })
    const kept = new Set(own)
    for (const sku of this.skusOf(item)) {
      if (kept.has(sku)) continue
      window.withdraw(sku)
      if (this.#markets.offersSku(sku)) kept.add(sku)
    }
    this.#ids.setSkus(item, [...kept])
    return own
  }

  /** A SKU of the item became another's: the feed's word on the item is wanted again. */
  #lost(item: number): void {
    for (const window of this.#markets.all) window.setTold(item, 0)
    this.#refresh(item)
  }

  #describe(item: number, product: Product, market: number, time: number): void {
    this.#home.set(item, market)
    const category = this.#tree.place(product.categories, this.#markets.all[market].language)
    const since = product.since ?? (this.sinceOf(item) || this.#firstSeen(time))
    const reorders = this.#descriptions.describe(item, product, category, since)
    if (reorders) this.#shelves.reorder(item, this.#tree)
  }

  #firstSeen(time: number): number {
    return time - this.#opened > OPENING_MS ? time : 0
  }

  /** Bring what follows from the item's offers up to date. */
  #refresh(item: number): void {
    this.#markets.refresh(item, this.skusOf(item))
    const home = this.#markets.offering(item, this.#home.get(item))
    if (home !== this.#home.get(item)) {
      this.#home.set(item, home)
      this.#changed.add(item)
    }
    if (home < 0) this.#shelves.takeAway(item, this.#tree)
    else this.#shelves.put(item, this.categoryOf(item), this.#markets.all[0], this.#tree)
  }
}
