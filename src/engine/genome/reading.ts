import { DAY } from '../../core/clock.ts'
import type { PageType } from '../../schema/event.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import type { Act } from './act.ts'
import { moveBought, moveCart, type TimedItem } from './cart.ts'
import { type Correction, Denials } from './corrections.ts'
import type { Listed } from './listed.ts'
import type { Population } from './population.ts'
import { categoryOfAct, type Sediment } from './sediment.ts'
import type { VisitType } from './shape.ts'
import type { Shown } from './shown.ts'
import type { Source } from './source.ts'
import type { Budgets } from './traits/budget.ts'
import { advance, begin, beginsVisit, type VisitState } from './visits.ts'
import { fade, interestOf } from './weights.ts'

/** A cart older than this is forgotten. */
const CART_MS = 30 * DAY
export const RECENT_PURCHASE_MS = 30 * DAY
export const LOYAL_ORDERS = 3

/**
 * A genome read at one moment: its acts sorted into visits, cart and orders, in one pass.
 * Whatever a trait needs is here, and nothing else is.
 */
export class Reading {
  readonly now: number
  /** Newest acts, by time. */
  readonly acts: readonly Act[]
  readonly sediment: Sediment
  readonly shown: readonly Shown[]
  /** Lists that stood before them, by time. */
  readonly listed: readonly Listed[]
  /** What they said is wrong of them. */
  readonly denials: Denials
  readonly catalogue: CatalogueView
  readonly population: Population
  /** Number of this visit, 1 for the first. */
  readonly visit: number
  /** Place in `acts` of the first act of this visit they hold; their number when nothing was done in it yet. */
  readonly visitAt: number
  /** When this visit began, ms; its first acts may have fallen off the journal. */
  readonly visitStart: number
  /** When the last visit before this one began and ended, ms; 0 without one. */
  readonly lastVisit: { start: number; end: number }
  readonly orders: number
  /** Paid less refunded, minor units. */
  readonly revenue: number
  readonly cart: readonly TimedItem[]
  readonly bought: readonly TimedItem[]
  /**
   * Kept here by `budgetsOf`. A table of weak references to readings would do too, but what it holds
   * leaves only when old memory is walked: with each budget its reading, and all of that.
   */
  budgets: Budgets | undefined
  #weights: readonly number[] | undefined
  #categories: readonly number[] | undefined
  #places: readonly number[] | undefined

  constructor(
    now: number,
    acts: readonly Act[],
    sediment: Sediment,
    shown: readonly Shown[],
    listed: readonly Listed[],
    corrections: readonly Correction[],
    catalogue: CatalogueView,
    population: Population,
  ) {
    this.now = now
    this.acts = acts
    this.sediment = sediment
    this.shown = shown
    this.listed = listed
    this.denials = Denials.among(corrections, catalogue)
    this.catalogue = catalogue
    this.population = population

    const { count, start, last, campaign, startBefore, endBefore } = sediment.visit
    const state: VisitState = { count, start, last, campaign, startBefore, endBefore }
    const cart = sediment.cart.map(copy)
    const bought = sediment.bought.map(copy)
    let orders = sediment.orders
    let revenue = sediment.revenue
    let visitAt = 0
    for (let i = 0; i < acts.length; i++) {
      const act = acts[i]
      if (advance(state, act)) visitAt = i
      const isOrder = act.kind === 'buy' || act.kind === 'past_buy'
      if (isOrder && act.line === 0) orders++
      if (isOrder) revenue += act.value
      else if (act.kind === 'refund') revenue -= act.value
      moveCart(cart, act)
      moveBought(bought, act)
    }
    if (beginsVisit(state, now, 0)) {
      visitAt = acts.length
      begin(state, now)
    }
    this.visit = state.count
    this.visitAt = visitAt
    this.visitStart = state.start
    this.lastVisit = { start: state.startBefore, end: state.endBefore }
    this.orders = orders
    this.revenue = revenue
    this.cart = cart.filter(each => now - each.time <= CART_MS)
    this.bought = bought
  }

  /** Items left in a cart before this visit. */
  get abandoned(): readonly TimedItem[] {
    const start = this.visitStart
    return this.cart.filter(each => each.time < start)
  }

  /**
   * One word for where somebody stands with the shop. What calls for an answer soonest wins:
   * a cart left on the last visit, then a purchase within 30 days, then loyalty.
   */
  get visitType(): VisitType {
    if (this.visit <= 1 && !this.#hasBoughtBefore) return 'first'
    if (this.abandoned.some(each => each.time >= this.lastVisit.start)) return 'abandoned_cart'
    const last = this.bought.at(-1)
    if (last && this.now - last.time <= RECENT_PURCHASE_MS) return 'recent_purchase'
    if (this.orders >= LOYAL_ORDERS) return 'loyal'
    return 'return'
  }

  /** Whoever bought in the shop's history is no stranger on their first visit. */
  get #hasBoughtBefore(): boolean {
    const start = this.visitStart
    return this.bought.some(each => each.time < start)
  }

  /** How this visit came, with which words, and the type of the page it came to. */
  get arrival(): Arrived {
    return arrivedBy(this.acts, this.visitAt)
  }

  /** When and how somebody came for the very first time. Undefined before they did anything. */
  get first(): { time: number; source: Source; term: string } | undefined {
    const { count, firstTime, firstSource, firstTerm } = this.sediment
    if (count > 0) return { time: firstTime, source: firstSource || 'direct', term: firstTerm }
    if (this.acts.length === 0) return undefined
    const { source, term } = arrivedBy(this.acts, 0)
    return { time: this.acts[0].time, source, term }
  }

  /** The leaf category an act is about, −1 for none. */
  categoryOf(act: Act): number {
    return categoryOfAct(act, this.catalogue)
  }

  /** What was done in a category that they said does not interest them tells nothing. */
  isDenied(category: number): boolean {
    return this.denials.ofCategory('category', category)
  }

  /** The same of an act, which is asked of every one of them. */
  isActDenied(act: Act): boolean {
    return !this.denials.areNone && this.isDenied(this.categoryOf(act))
  }

  /** Faded interest of each act, in their order. */
  get weights(): readonly number[] {
    this.#weights ??= weigh(this)
    return this.#weights
  }

  /** Leaf category of each act, in their order, −1 for none. */
  get categories(): readonly number[] {
    this.#categories ??= sortOut(this.acts, this.catalogue)
    return this.#categories
  }

  /** Place of each act's item among its category's prices, in their order. */
  get places(): readonly number[] {
    this.#places ??= placesOf(this.acts, this.catalogue)
    return this.#places
  }
}

interface Arrived {
  source: Source
  term: string
  page: PageType | ''
}

function arrivedBy(acts: readonly Act[], from: number): Arrived {
  let page: PageType | '' = ''
  for (let i = from; i < acts.length; i++) {
    page ||= acts[i].page
    const { source, detail } = acts[i]
    if (source !== '') return { source, term: source === 'referral' ? '' : detail, page }
  }
  return { source: 'direct', term: '', page }
}

function weigh(reading: Reading): number[] {
  const weights: number[] = []
  for (const act of reading.acts) {
    const weight = reading.isActDenied(act) ? 0 : interestOf(act)
    weights.push(weight > 0 ? weight * fade(reading.now - act.time) : 0)
  }
  return weights
}

function sortOut(acts: readonly Act[], catalogue: CatalogueView): number[] {
  const categories: number[] = []
  for (const act of acts) categories.push(categoryOfAct(act, catalogue))
  return categories
}

/** Acts without an item have no price; nobody asks for their place. */
function placesOf(acts: readonly Act[], catalogue: CatalogueView): number[] {
  const places: number[] = []
  for (const { item } of acts) places.push(item < 0 ? 0 : catalogue.priceQuantile(item))
  return places
}

function copy(each: TimedItem): TimedItem {
  return { item: each.item, time: each.time }
}
