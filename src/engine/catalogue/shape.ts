/** Items in order of entry, as many as there are now. */
export interface ItemList extends Iterable<number> {
  readonly length: number
  at(place: number): number | undefined
}

/**
 * What the rest of the engine may ask of the catalogue. Ids become dense integers
 * at the door (`intern`); inside, an item, a category, a brand is an index ≥ 0, and
 * −1 means "none". Items seen in events but in no feed have an index too, and no product.
 */
export interface CatalogueView {
  /** Item index of an item id or SKU id; −1 if never seen. */
  find(id: string): number
  /** The same, giving an unknown id an index: only `apply` may call it. */
  intern(id: string): number
  idOf(item: number): string
  /** Known to a feed, and not removed. */
  has(item: number): boolean
  readonly itemCount: number

  /** Leaf category index; its ancestors by `parentOf`. */
  categoryOf(item: number): number
  parentOf(category: number): number
  /** Depth from the root, 0 for a root category. */
  depthOf(category: number): number
  /** Category index of a path `Ski > Boots` or of its last name, any locale; −1. */
  findCategory(path: string): number
  /** Name in a language, falling back to any. */
  categoryName(category: number, language: string): string
  readonly categoryCount: number
  /** Items of a category and its descendants. */
  itemsIn(category: number): ItemList

  brandOf(item: number): number
  brandName(brand: number): string
  readonly brandCount: number
  /** A free attribute (`level`, `terrain`, `season`…), lower case, in the first market's words. */
  attribute(item: number, name: string): string | undefined

  /** Lowest price over SKUs in stock (any SKU if none) in a market, minor units; 0 if unknown. */
  priceOf(item: number, market?: string): number
  /** Place of the item's price among its leaf category, 0 (cheapest) to 1; .5 if unknown. */
  priceQuantile(item: number): number
  /** Place of any price within a category. */
  quantileIn(category: number, price: number): number
  /**
   * Cost without VAT of what was bought by this id, minor units: of the SKU it names, else of the
   * item's cheapest; −1 if it is not known in this currency. Never leaves the server.
   */
  costOf(id: string, currency: string): number
  /** In stock in any SKU. */
  inStock(item: number, market?: string): boolean
  skuInStock(sku: string, market?: string): boolean | undefined
  /** Lowest price of the 30 days before the current reduction, or 0: no reduction, or not yet 30 days known. */
  struckPrice(item: number, now: number, market?: string): number
  ratingOf(item: number): number
  reviewsOf(item: number): number
  /** When it entered the shop, ms; 0 if unknown. */
  sinceOf(item: number): number
}
