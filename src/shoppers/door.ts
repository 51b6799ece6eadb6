/**
 * The door through which shoppers meet a shop. Over HTTP it is the shop's own pages
 * and the requests its tag would make; a bench may hand in another.
 */
export interface Door {
  /** Open a page; `arrival` only on the first page of a visit. */
  open(path: string, arrival?: Arrival): Promise<View>
  /** Do something on the page that is open. */
  act(act: Act): Promise<void>
  /** Fill in the checkout; the order's number, or nothing when the shop refused. */
  buy(): Promise<string | undefined>
  /** Let time pass, as a person who reads. */
  wait(ms: number): Promise<void>
  /** Leave the site; what is still to be sent is sent. */
  leave(): Promise<void>
}

export interface Arrival {
  referrer?: string
  /** Query to add to the landing address, `utm_source=…`. */
  campaign?: string
}

/** What a person sees of a page: only what is written on it. */
export interface View {
  type: 'home' | 'category' | 'product' | 'search' | 'cart' | 'confirmation' | 'content' | 'other'
  path: string
  /** Products on the page, from top to bottom. */
  tiles: Tile[]
  /** The product of a product page. */
  product?: ProductView
  /** Links of the menu: name → path. */
  menu: { name: string; path: string }[]
  guides: string[]
}

export interface Tile {
  id: string
  path: string
  name: string
  brand: string
  /** Minor units. */
  price: number
  reduced: boolean
  rating: number
  reviews: number
  category: string
  /** The decision of Vitrine that put it there, if one did. */
  decision?: string
  placement?: string
}

export interface ProductView extends Tile {
  sizes: { sku: string; name: string; inStock: boolean }[]
  level?: string
}

export type Act =
  | { kind: 'scroll' }
  | { kind: 'read_reviews' }
  | { kind: 'read_delivery' }
  | { kind: 'leave_and_return' }
  | { kind: 'select_size'; size: string }
  | { kind: 'choose'; tile: Tile }
  | { kind: 'add_to_cart'; product: ProductView; sku: string }
