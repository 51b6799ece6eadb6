import { DAY } from '../../core/clock.ts'
import { unit } from '../../core/hash.ts'
import type { DecisionRequest } from '../../schema/decision.ts'
import type { Page } from '../../schema/event.ts'
import type { Content } from '../../schema/product.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Shopper } from '../genome/shape.ts'
import { arrivalOf } from '../genome/source.ts'
import { type Basket, basketOf } from './basket.ts'
import type { Asker } from './live/live-ranking.ts'
import type { Ranked } from './live/ranked.ts'
import type { Promotion } from './promotion.ts'
import type { Recommender } from './recommender.ts'
import { segmentOf } from './segment.ts'
import { Taste } from './taste.ts'

/** What was bought is not shown again for so long, unless it is used up. */
const JUST_BOUGHT_MS = 30 * DAY
/** An attribute of items that one buys again: coffee, gels, wax. Any value. */
const REPLENISHMENT = 'replenishment'
const MOST_RECENT = 8
const MOST_INTERESTS = 3

/** Everything given about a page at the moment it is asked for. */
export interface MomentFacts {
  /** Who asks, where that is known. */
  visitor?: string
  /** ms. */
  time: number
  page: Page
  /** Product of the page, −1. */
  pageItem: number
  /** Category of the page, or of its product, −1. */
  pageCategory: number
  cart: readonly number[]
  /** What the cart is worth, minor units, where the shop tells. */
  cartValue?: number
  shopper: Shopper
  /** Words of the search or campaign that brought them, where nothing of theirs may be kept; else the shopper knows. */
  sought?: string
  catalogue: Catalogue
  recommender: Recommender
  market?: string
  language: string
  /** In [0, 1), the same for the same salt and moment: a reload shows the same page. */
  random: (salt: string) => number
}

/**
 * One page for one person now, and what every strategy asks of it, worked out once
 * for all its placements.
 */
export class Moment implements MomentFacts {
  readonly visitor: string | undefined
  readonly time: number
  readonly page: Page
  readonly pageItem: number
  readonly pageCategory: number
  readonly cart: readonly number[]
  readonly cartValue: number | undefined
  readonly shopper: Shopper
  readonly sought: string
  readonly catalogue: Catalogue
  readonly recommender: Recommender
  readonly market: string | undefined
  readonly language: string
  readonly random: (salt: string) => number

  /** Items already on this page: add what a placement shows, and the next ones leave it out. */
  readonly shown = new Set<number>()
  /** What may be offered here, where there is anything. */
  promotion: Promotion | undefined
  /** A placement of this page nudges already: no other one does. */
  isNudged = false
  /** Distinct items of the visit, newest first, the page's own before them; at most 8. */
  readonly recent: readonly number[]
  /** The item that the page, else the visitor, is about; −1. */
  readonly focus: number
  /**
   * Categories that matter now: the page's, those that its search names, the visitor's
   * interests; before they looked at anything in this visit, those named by the search or campaign
   * they came from. Empty when nothing is known.
   */
  readonly topics: readonly number[]
  readonly #never: readonly number[]
  readonly #noProducts: boolean
  #taste: Taste | undefined
  #ranked: Ranked | undefined
  #basket: Basket | null | undefined
  #contents: readonly Content[] | undefined

  constructor(facts: MomentFacts) {
    this.visitor = facts.visitor
    this.time = facts.time
    this.page = facts.page
    this.pageItem = facts.pageItem
    this.pageCategory = facts.pageCategory
    this.cart = facts.cart
    this.cartValue = facts.cartValue
    this.shopper = facts.shopper
    this.sought = soughtBy(facts)
    this.catalogue = facts.catalogue
    this.recommender = facts.recommender
    this.market = facts.market
    this.language = facts.language
    this.random = facts.random
    this.recent = recentOf(facts)
    this.focus = this.recent[0] ?? facts.shopper.past.at(-1) ?? -1
    this.topics = topicsOf(facts)
    this.#never = neverShown(facts)
    this.#noProducts = facts.catalogue.productCount === 0
  }

  get taste(): Taste {
    this.#taste ??= new Taste(this)
    return this.#taste
  }

  /** What may come next for this person. Worked out once, when a strategy first asks. */
  get ranked(): Ranked {
    this.#ranked ??= this.recommender.ranking.rank(this.#asker())
    return this.#ranked
  }

  /** The cart against free delivery; undefined where one of both is not known. */
  get basket(): Basket | undefined {
    if (this.#basket === undefined) this.#basket = basketOf(this) ?? null
    return this.#basket ?? undefined
  }

  /** Guides, heroes and advice for the categories that matter now, the nearest first. */
  get contents(): readonly Content[] {
    this.#contents ??= this.catalogue.contentsFor({
      language: this.language,
      categories: this.topics,
      time: this.time,
    })
    return this.#contents
  }

  /**
   * The hard filters, of every strategy: nothing in the cart, just bought, on this
   * page already, or not in stock (what is removed or has no price never is). A shop
   * without a catalogue (the replay of a click log) shows what it knows.
   */
  allows(item: number): boolean {
    if (this.#never.includes(item) || this.shown.has(item)) return false
    if (this.#noProducts) return true
    return this.catalogue.inStock(item, this.market)
  }

  /** The page's own item is the current one, though its event may not have told it yet. */
  #asker(): Asker {
    const { visitor, time, pageItem, shopper } = this
    const { session, past } = shopper
    const isTold = pageItem < 0 || session[session.length - 1] === pageItem
    return { visitor, time, past, session: isTold ? session : [...session, pageItem] }
  }
}

export function makeMoment(
  request: DecisionRequest,
  shopper: Shopper,
  catalogue: Catalogue,
  recommender: Recommender,
  salt: string,
): Moment {
  const { page } = request
  const pageItem = page.item === undefined ? -1 : catalogue.find(page.item)
  const named = page.category === undefined ? -1 : catalogue.findCategory(page.category)
  const cart = (request.cart ?? []).map(id => catalogue.find(id)).filter(item => item >= 0)
  const draw = [salt, request.visitor ?? request.id, String(shopper.visit)]
  // Written apart: V8 puts a function that is written as the value of a property into old
  // memory at once, and all it refers to, the whole moment, would follow it there.
  const random = (purpose: string) => unit(...draw, purpose)
  return new Moment({
    visitor: request.visitor,
    time: request.time,
    page,
    pageItem,
    pageCategory: pageItem >= 0 ? catalogue.categoryOf(pageItem) : named,
    cart,
    cartValue: request.cartValue,
    shopper,
    sought: arrivalOf(request.context)?.term,
    catalogue,
    recommender,
    market: request.market,
    language: request.language,
    random,
  })
}

function recentOf({ pageItem, shopper }: MomentFacts): number[] {
  const recent = new Set<number>()
  if (pageItem >= 0) recent.add(pageItem)
  for (let i = shopper.session.length - 1; i >= 0 && recent.size < MOST_RECENT; i--) {
    recent.add(shopper.session[i])
  }
  return [...recent]
}

function soughtBy({ sought, shopper }: MomentFacts): string {
  return sought || shopper.arrival?.term || ''
}

function topicsOf(facts: MomentFacts): number[] {
  const { pageCategory, shopper, page, catalogue, language } = facts
  if (pageCategory >= 0) return [pageCategory]
  const searched = segmentOf(page.search ?? '', catalogue, language)
  if (searched.length > 0) return searched
  if (shopper.session.length === 0) {
    const sought = segmentOf(soughtBy(facts), catalogue, language)
    const held = sought.filter(category => !shopper.denies?.(category))
    if (held.length > 0) return held
  }
  return shopper.categories.slice(0, MOST_INTERESTS).map(({ category }) => category)
}

function neverShown({ pageItem, cart, shopper, time, catalogue }: MomentFacts): number[] {
  const bought = shopper.bought
    .filter(b => time - b.time <= JUST_BOUGHT_MS)
    .map(b => b.item)
    .filter(item => catalogue.attribute(item, REPLENISHMENT) === undefined)
  return [pageItem, ...cart, ...shopper.cart, ...bought]
}
