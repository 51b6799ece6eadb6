import { DAY } from '../../core/clock.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import type { Act } from './act.ts'
import { moveBought, moveCart, type TimedItem } from './cart.ts'
import type { Population } from './population.ts'
import { categoryOfAct, type Sediment } from './sediment.ts'
import type { VisitType } from './shape.ts'
import type { Shown } from './shown.ts'
import type { Source } from './source.ts'
import { advance, beginsVisit, type VisitState } from './visits.ts'

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
  readonly catalogue: CatalogueView
  readonly population: Population
  /** Number of this visit, 1 for the first. */
  readonly visit: number
  /** Place in `acts` of the first act of this visit; their number when nothing was done in it yet. */
  readonly visitAt: number
  /** When the last visit before this one began and ended, ms; 0 without one. */
  readonly lastVisit: { start: number; end: number }
  readonly orders: number
  readonly cart: readonly TimedItem[]
  readonly bought: readonly TimedItem[]

  constructor(
    now: number,
    acts: readonly Act[],
    sediment: Sediment,
    shown: readonly Shown[],
    catalogue: CatalogueView,
    population: Population,
  ) {
    this.now = now
    this.acts = acts
    this.sediment = sediment
    this.shown = shown
    this.catalogue = catalogue
    this.population = population

    const state: VisitState = { ...sediment.visit }
    const cart = sediment.cart.map(copy)
    const bought = sediment.bought.map(copy)
    let orders = sediment.orders
    let visitAt = 0
    let lastVisit = { start: 0, end: 0 }
    for (let i = 0; i < acts.length; i++) {
      const act = acts[i]
      const before = { start: state.start, end: state.last }
      if (advance(state, act)) {
        visitAt = i
        lastVisit = before
      }
      if (act.kind === 'buy' && act.line === 0) orders++
      moveCart(cart, act)
      moveBought(bought, act)
    }
    if (beginsVisit(state, now, 0)) {
      visitAt = acts.length
      lastVisit = { start: state.start, end: state.last }
      state.count++
      state.start = now
    }
    this.visit = state.count
    this.visitAt = visitAt
    this.lastVisit = lastVisit
    this.orders = orders
    this.cart = cart.filter(each => now - each.time <= CART_MS)
    this.bought = bought
  }

  /** When this visit began, ms. */
  get visitStart(): number {
    return this.acts[this.visitAt]?.time ?? this.now
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
    if (this.visit <= 1) return 'first'
    if (this.abandoned.some(each => each.time >= this.lastVisit.start)) return 'abandoned_cart'
    const last = this.bought.at(-1)
    if (last && this.now - last.time <= RECENT_PURCHASE_MS) return 'recent_purchase'
    if (this.orders >= LOYAL_ORDERS) return 'loyal'
    return 'return'
  }

  /** How this visit came, and with which words. */
  get arrival(): { source: Source; term: string } {
    for (let i = this.visitAt; i < this.acts.length; i++) {
      const { source, detail } = this.acts[i]
      if (source !== '') return { source, term: source === 'referral' ? '' : detail }
    }
    return { source: 'direct', term: '' }
  }

  /** The leaf category an act is about, −1 for none. */
  categoryOf(act: Act): number {
    return categoryOfAct(act, this.catalogue)
  }
}

function copy(each: TimedItem): TimedItem {
  return { item: each.item, time: each.time }
}
