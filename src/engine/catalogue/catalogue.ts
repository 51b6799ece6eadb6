import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'
import { Column } from '../../core/column.ts'
import { Names } from '../../core/names.ts'
import type { ShownItem } from '../../schema/decision.ts'
import type { Content, Market, Product, ShopFacts } from '../../schema/product.ts'
import type { RecordBodies } from '../../schema/record.ts'
import { CategoryTree } from './category-tree.ts'
import { type ContentQuery, Contents } from './contents.ts'
import type { CatalogueView } from './shape.ts'
import { Shelves, WHOLE_SHOP } from './shelves.ts'
import { ShopWindow } from './shop-window.ts'

const MAGIC = 0x47544143 // "CATG"
const VERSION = 1
/** Items of the first day were there before us: when they entered the shop is not known. */
const OPENING_MS = DAY

export interface Shown {
  market?: string
  language: string
  /** ms, for the struck price. */
  now: number
}

/**
 * What the shop sells, as its feeds tell it.
 *
 * Ids become dense integers on the way in. An item is described by the market that
 * told of it first (category, brand, attributes, rating, age); every market adds
 * its own texts and offers. What is derived (shelves, prices of items) is rebuilt
 * on `load` and never saved.
 */
export class Catalogue implements CatalogueView {
  #items = new Names()
  #skus = new Names()
  #brands = new Names()
  /** `name\0value`, and the name of each. */
  #attributes = new Names()
  #sizes = new Names()
  #currencies = new Names()
  #tree = new CategoryTree()
  #contents = new Contents()
  readonly #windows: ShopWindow[] = []
  /** When the first products came, ms. */
  #opened = 0

  // By SKU.
  #itemOfSku = new Column(-1)
  #sizeOfSku = new Column(-1)
  #costs = new Column(-1)
  #costCurrencies = new Column(-1)

  // By item.
  readonly #skusOf: (readonly number[])[] = []
  readonly #attributesOf: (readonly number[])[] = []
  /** Window that describes the item, −1 when no feed holds it. */
  #home = new Column(-1)
  #category = new Column(-1)
  #brand = new Column(-1)
  #rating = new Column()
  #reviews = new Column()
  #since = new Column()

  /** Derived. */
  readonly #shelves = new Shelves()

  applyProducts(body: RecordBodies['products'], time: number): void {
    if (this.#opened === 0) this.#opened = time
    const market = this.#openWindow(body.market)
    for (const product of body.products) this.#put(product, market, time)
  }

  applyRemoved(body: RecordBodies['products_removed']): void {
    const window = this.#windows[this.#openWindow(body.market)]
    for (const id of body.ids) {
      const item = this.find(id)
      if (item < 0) continue
      for (const sku of this.skusOf(item)) window.withdraw(sku)
      this.#refresh(item)
    }
  }

  applyOffers(body: RecordBodies['offers_changed'], time: number): void {
    const window = this.#windows[this.#openWindow(body.market)]
    for (const change of body.changes) {
      const sku = this.#skus.find(change.sku)
      const item = this.#itemOfSku.get(sku)
      if (item < 0) continue
      window.change(sku, change, time)
      this.#refresh(item)
    }
  }

  applyCosts(body: RecordBodies['costs']): void {
    for (const { sku, cost, currency } of body.costs) {
      const index = this.#skus.intern(sku)
      this.#costs.set(index, cost)
      this.#costCurrencies.set(index, this.#currencies.intern(currency))
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

  // Ids

  /** An item a feed described is found by its id, else by a SKU's, else as events named it. */
  find(id: string): number {
    const item = this.#items.find(id)
    if (item >= 0 && this.skusOf(item).length > 0) return item
    const bySku = this.#itemOfSku.get(this.#skus.find(id))
    return bySku >= 0 ? bySku : item
  }

  intern(id: string): number {
    const known = this.find(id)
    return known >= 0 ? known : this.#items.intern(id)
  }

  idOf(item: number): string {
    return this.#items.text(item)
  }

  has(item: number): boolean {
    return this.#home.get(item) >= 0
  }

  get itemCount(): number {
    return this.#items.count
  }

  /** Items some feed holds now. */
  get productCount(): number {
    return this.itemsIn(WHOLE_SHOP).length
  }

  /** SKU indexes of an item, those no longer offered included until its next feed. */
  skusOf(item: number): readonly number[] {
    return this.#skusOf[item] ?? NONE
  }

  skuIdOf(sku: number): string {
    return this.#skus.text(sku)
  }

  /** `M`, `42`: empty where the feed tells none. */
  sizeOfSku(sku: number): string {
    return this.#sizes.text(this.#sizeOfSku.get(sku))
  }

  // Categories

  categoryOf(item: number): number {
    return this.#category.get(item)
  }

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

  get categoryCount(): number {
    return this.#tree.count
  }

  itemsIn(category: number): readonly number[] {
    return this.#shelves.of(category).items
  }

  // The orders recommendations ask for; category −1 is the whole shop, the lists are not to be changed.

  /** At most 128, newest first; items whose age is unknown are left out. */
  newestIn(category: number): readonly number[] {
    return this.#shelves.of(category).newest(this)
  }

  /** At most 128, best first. */
  bestRatedIn(category: number): readonly number[] {
    return this.#shelves.of(category).bestRated(this)
  }

  /** Items whose price came down in the default market in a way we may tell. */
  reducedIn(category: number): readonly number[] {
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

  // What an item is

  brandOf(item: number): number {
    return this.#brand.get(item)
  }

  brandName(brand: number): string {
    return this.#brands.text(brand)
  }

  attribute(item: number, name: string): string | undefined {
    const prefix = `${name.toLowerCase()}\u0000`
    for (const attribute of this.attributesOf(item)) {
      const text = this.#attributes.text(attribute)
      if (text.startsWith(prefix)) return text.slice(prefix.length)
    }
    return undefined
  }

  /** Indexes of name-and-value pairs: equal indexes are equal attributes. */
  attributesOf(item: number): readonly number[] {
    return this.#attributesOf[item] ?? NONE
  }

  ratingOf(item: number): number {
    return this.#rating.get(item)
  }

  reviewsOf(item: number): number {
    return this.#reviews.get(item)
  }

  sinceOf(item: number): number {
    return this.#since.get(item)
  }

  // Offers

  priceOf(item: number, market?: string): number {
    return this.#window(market)?.price(item) ?? 0
  }

  priceQuantile(item: number): number {
    const price = this.priceOf(item)
    return price === 0 ? 0.5 : this.quantileIn(this.categoryOf(item), price)
  }

  quantileIn(category: number, price: number): number {
    return category < 0 ? 0.5 : this.#shelves.of(category).prices.quantile(price)
  }

  /** In the default market's currency; a cost told in another one is not known here. */
  costOf(item: number): number {
    const window = this.#windows[0]
    if (window === undefined) return -1
    const sku = window.shownSku(item)
    const currency = this.#currencies.text(this.#costCurrencies.get(sku))
    return currency === window.currency ? this.#costs.get(sku) : -1
  }

  inStock(item: number, market?: string): boolean {
    return this.#window(market)?.inStock(item) ?? false
  }

  /** Undefined for a SKU that no feed told of in this market. */
  skuInStock(sku: string, market?: string): boolean | undefined {
    const index = this.#skus.find(sku)
    const window = this.#window(market)
    return window?.offersSku(index) ? window.skuInStock(index) : undefined
  }

  /** Units of a SKU left; undefined where the shop does not tell. */
  unitsOf(sku: string, market?: string): number | undefined {
    const index = this.#skus.find(sku)
    const window = this.#window(market)
    return window?.offersSku(index) ? window.unitsOf(index) : undefined
  }

  struckPrice(item: number, now: number, market?: string): number {
    return this.#window(market)?.struckPrice(item, now) ?? 0
  }

  // Markets and texts

  /** Key of the first market seen, `FR-fr`. */
  get defaultMarket(): string | undefined {
    return this.#windows[0]?.key
  }

  /** The market we answer with when asked for this one: it, its language, or the first. */
  marketFor(market?: string): Market | undefined {
    const window = this.#window(market)
    if (window === undefined) return undefined
    const { country, language, currency } = window
    return { country, language, currency }
  }

  titleOf(item: number, language: string, market?: string): string {
    return this.#textsOf(item, language, market)?.title(item) ?? ''
  }

  /** The item as a page may draw it; undefined when it has no price here or no feed holds it. */
  shown(item: number, { market, language, now }: Shown): ShownItem | undefined {
    const window = this.#window(market)
    const texts = this.#textsOf(item, language, market)
    if (window === undefined || texts === undefined || !window.offers(item)) return undefined
    const struckPrice = window.struckPrice(item, now)
    const reviews = this.reviewsOf(item)
    return {
      id: this.idOf(item),
      title: texts.title(item),
      url: texts.url(item),
      ...(texts.image(item) !== '' && { image: texts.image(item) }),
      ...(this.brandOf(item) >= 0 && { brand: this.brandName(this.brandOf(item)) }),
      price: window.price(item),
      ...(struckPrice > 0 && { struckPrice }),
      currency: window.currency,
      ...(reviews > 0 && { rating: this.ratingOf(item), reviews }),
    }
  }

  contentsFor(query: ContentQuery): Content[] {
    return this.#contents.find(query, this.#tree)
  }

  factsOf(country: string): ShopFacts | undefined {
    return this.#contents.factsOf(country)
  }

  // Saved form

  save(writer: ByteWriter): void {
    writer.u32(MAGIC)
    writer.count(VERSION)
    writer.count(this.#opened)
    for (const part of this.#parts()) part.save(writer)
    writer.count(this.#windows.length)
    for (const window of this.#windows) window.save(writer)
    for (const lists of [this.#skusOf, this.#attributesOf]) saveLists(writer, lists)
  }

  /** @throws RangeError when the bytes are not a catalogue this build knows. */
  static load(reader: ByteReader): Catalogue {
    if (reader.u32() !== MAGIC) throw new RangeError('these bytes are no catalogue')
    const version = reader.count()
    if (version !== VERSION) throw new RangeError(`catalogue version ${version} is not known`)
    const c = new Catalogue()
    c.#opened = reader.count()
    c.#items = Names.load(reader)
    c.#skus = Names.load(reader)
    c.#brands = Names.load(reader)
    c.#attributes = Names.load(reader)
    c.#sizes = Names.load(reader)
    c.#currencies = Names.load(reader)
    c.#tree = CategoryTree.load(reader)
    c.#contents = Contents.load(reader)
    c.#itemOfSku = Column.load(reader, -1)
    c.#sizeOfSku = Column.load(reader, -1)
    c.#costs = Column.load(reader, -1)
    c.#costCurrencies = Column.load(reader, -1)
    c.#home = Column.load(reader, -1)
    c.#category = Column.load(reader, -1)
    c.#brand = Column.load(reader, -1)
    c.#rating = Column.load(reader)
    c.#reviews = Column.load(reader)
    c.#since = Column.load(reader)
    for (let left = reader.count(); left > 0; left--) c.#windows.push(ShopWindow.load(reader))
    for (const lists of [c.#skusOf, c.#attributesOf]) loadLists(reader, lists)
    for (let item = 0; item < c.#skusOf.length; item++) c.#derive(item)
    return c
  }

  /** In the order `load` reads them. */
  #parts(): { save(writer: ByteWriter): void }[] {
    return [
      ...[this.#items, this.#skus, this.#brands, this.#attributes, this.#sizes, this.#currencies],
      ...[this.#tree, this.#contents],
      ...[this.#itemOfSku, this.#sizeOfSku, this.#costs, this.#costCurrencies],
      ...[this.#home, this.#category, this.#brand, this.#rating, this.#reviews, this.#since],
    ]
  }

  #put(product: Product, market: number, time: number): void {
    const item = this.#items.intern(product.id)
    const window = this.#windows[market]
    this.#setSkus(item, product, market)
    const home = this.#home.get(item)
    if (home < 0 || home === market) this.#describe(item, product, market, time)
    else this.#tree.alsoCalled(this.categoryOf(item), product.categories, window.language)
    window.describe(item, product.title, product.url, product.image ?? '')
    for (const { id, offer } of product.skus) window.offer(this.#skus.find(id), offer, time)
    this.#refresh(item)
  }

  /** The product's SKUs, and those that other markets still offer. */
  #setSkus(item: number, product: Product, market: number): void {
    const told = new Set<number>()
    for (const { id, size } of product.skus) {
      const sku = this.#skus.intern(id)
      told.add(sku)
      this.#claimSku(sku, item)
      if (size !== undefined) this.#sizeOfSku.set(sku, this.#sizes.intern(size))
    }
    for (const sku of this.skusOf(item)) {
      if (told.has(sku)) continue
      this.#windows[market].withdraw(sku)
      if (this.#windows.some(window => window.offersSku(sku))) told.add(sku)
    }
    setAt(this.#skusOf, item, [...told])
  }

  #claimSku(sku: number, item: number): void {
    const before = this.#itemOfSku.get(sku)
    if (before === item) return
    this.#itemOfSku.set(sku, item)
    if (before < 0) return
    this.#skusOf[before] = this.#skusOf[before].filter(other => other !== sku)
    this.#refresh(before)
  }

  #describe(item: number, product: Product, market: number, time: number): void {
    const { language } = this.#windows[market]
    this.#home.set(item, market)
    this.#category.set(item, this.#tree.place(product.categories, language))
    this.#brand.set(item, product.brand ? this.#brands.intern(product.brand) : -1)
    const attributes = Object.entries(product.attributes ?? {}).map(([name, value]) =>
      this.#attributes.intern(`${name}\u0000${value}`.toLowerCase()),
    )
    setAt(this.#attributesOf, item, attributes)
    const reviews = product.reviews ?? 0
    const since = product.since ?? (this.sinceOf(item) || this.#firstSeen(time))
    const same =
      this.ratingOf(item) === (product.rating ?? 0) &&
      this.reviewsOf(item) === reviews &&
      this.sinceOf(item) === since
    this.#rating.set(item, product.rating ?? 0)
    this.#reviews.set(item, reviews)
    this.#since.set(item, since)
    if (!same) this.#shelves.reorder(item, this.#tree)
  }

  #firstSeen(time: number): number {
    return time - this.#opened > OPENING_MS ? time : 0
  }

  /** Bring everything that follows from the item's offers up to date. */
  #refresh(item: number): void {
    for (const window of this.#windows) window.refresh(item, this.skusOf(item))
    const offered = this.#windows.findIndex(window => window.offers(item))
    if (offered < 0) this.#home.set(item, -1)
    else if (!this.#windows[this.#home.get(item)]?.offers(item)) this.#home.set(item, offered)
    this.#shelve(item)
  }

  #derive(item: number): void {
    for (const window of this.#windows) window.refresh(item, this.skusOf(item))
    this.#shelve(item)
  }

  #shelve(item: number): void {
    if (this.has(item)) {
      const reduced = this.#windows[0].isReduced(item)
      this.#shelves.put(item, this.categoryOf(item), this.priceOf(item), reduced, this.#tree)
    } else this.#shelves.takeAway(item, this.#tree)
  }

  #openWindow(market: Market): number {
    const key = `${market.country}-${market.language}`
    const known = this.#windows.findIndex(window => window.key === key)
    if (known < 0) return this.#windows.push(new ShopWindow(market)) - 1
    const window = this.#windows[known]
    if (window.currency !== market.currency) window.changeCurrency(market.currency)
    return known
  }

  /** The market asked for, else one of its language, else the first. */
  #window(market: string | undefined): ShopWindow | undefined {
    if (market !== undefined) {
      for (const window of this.#windows) if (window.key === market) return window
      for (const window of this.#windows) if (market.endsWith(`-${window.language}`)) return window
    }
    return this.#windows[0]
  }

  /** Where the item's texts are best read: in the language, of the market if it speaks it. */
  #textsOf(item: number, language: string, market?: string): ShopWindow | undefined {
    const own = this.#window(market)
    if (own?.language === language && own.title(item) !== '') return own
    const written = this.#windows.filter(window => window.title(item) !== '')
    return written.find(window => window.language === language) ?? written[0]
  }
}

const NONE: readonly number[] = []

function setAt(lists: (readonly number[])[], index: number, list: readonly number[]): void {
  while (lists.length <= index) lists.push(NONE)
  lists[index] = list
}

function saveLists(writer: ByteWriter, lists: readonly (readonly number[])[]): void {
  writer.count(lists.length)
  for (const list of lists) {
    writer.count(list.length)
    for (const value of list) writer.count(value)
  }
}

function loadLists(reader: ByteReader, lists: (readonly number[])[]): void {
  for (let left = reader.count(); left > 0; left--) {
    lists.push(Array.from({ length: reader.count() }, () => reader.count()))
  }
}
