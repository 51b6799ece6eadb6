import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'
import type { CatalogueView } from '../catalogue/shape.ts'
import { type Act, readSigned, writeSigned } from './act.ts'
import { moveBought, moveCart, type TimedItem } from './cart.ts'
import { SOURCES, type Source } from './source.ts'
import { PRICE_BINS, Tallies } from './tally.ts'
import type { TextReader, TextWriter } from './texts.ts'
import { countHabits, noHabits } from './traits/rates.ts'
import { advance, NO_VISIT, type VisitState } from './visits.ts'
import { interestOf } from './weights.ts'

/**
 * What is left of the acts that fell off the journal: exact whole numbers, taken in the
 * order of time. Empty until the journal is full.
 */
export class Sediment {
  /** Acts folded in. */
  count = 0
  /** Time of the newest act folded, ms: whatever is older falls straight through. */
  until = 0
  firstTime = 0
  firstSource: Source | '' = ''
  firstTerm = ''
  visit: VisitState = { ...NO_VISIT }
  orders = 0
  revenue = 0
  readonly habits = noHabits()
  readonly categories = new Tallies()
  readonly brands = new Tallies()
  /** Distinct items, newest last. */
  items: number[] = []
  cart: TimedItem[] = []
  bought: TimedItem[] = []

  fold(act: Act, catalogue: CatalogueView): void {
    this.count++
    this.until = Math.max(this.until, act.time)
    advance(this.visit, act)
    this.#meet(act)
    this.#foldMoney(act)
    this.#foldInterest(act, catalogue)
    countHabits(this.habits, act)
  }

  /** How the first visit came may be told a little after its first act. */
  #meet(act: Act): void {
    this.firstTime = this.count === 1 ? act.time : Math.min(this.firstTime, act.time)
    if (this.firstSource !== '' || act.source === '' || this.visit.count > 1) return
    this.firstSource = act.source
    this.firstTerm = act.detail
  }

  #foldMoney(act: Act): void {
    moveCart(this.cart, act)
    moveBought(this.bought, act)
    if (act.kind === 'refund') this.revenue -= act.value
    if (act.kind !== 'buy' && act.kind !== 'past_buy') return
    this.revenue += act.value
    if (act.line === 0) this.orders++
  }

  #foldInterest(act: Act, catalogue: CatalogueView): void {
    const weight = interestOf(act)
    if (weight === 0) return
    const day = Math.floor(act.time / DAY)
    const category = categoryOfAct(act, catalogue)
    const brand = act.item < 0 ? -1 : catalogue.brandOf(act.item)
    const price =
      act.item < 0
        ? -1
        : Math.min(PRICE_BINS - 1, Math.floor(catalogue.priceQuantile(act.item) * PRICE_BINS))
    if (category >= 0) this.categories.add(category, weight, day, price)
    if (brand >= 0) this.brands.add(brand, weight, day)
    if (act.item >= 0) this.#see(act.item)
  }

  #see(item: number): void {
    const known = this.items.indexOf(item)
    if (known >= 0) this.items.splice(known, 1)
    this.items.push(item)
    if (this.items.length > ITEMS) this.items.shift()
  }

  /** Add another visitor's. */
  merge(other: Sediment): void {
    if (other.count === 0) return
    const isFirst = this.count === 0 || other.firstTime < this.firstTime
    if (isFirst) {
      this.firstTime = other.firstTime
      this.firstSource = other.firstSource
      this.firstTerm = other.firstTerm
    }
    this.count += other.count
    this.#mergeVisits(other)
    this.orders += other.orders
    this.revenue += other.revenue
    for (let i = 0; i < this.habits.length; i++) {
      this.habits[i].chances += other.habits[i].chances
      this.habits[i].times += other.habits[i].times
    }
    this.categories.merge(other.categories)
    this.brands.merge(other.brands)
    this.#mergeLists(other)
  }

  #mergeVisits(other: Sediment): void {
    const count = this.visit.count + other.visit.count
    const newer = other.visit.last > this.visit.last ? other.visit : this.visit
    this.visit = { ...newer, count }
    this.until = Math.max(this.until, other.until)
  }

  #mergeLists(other: Sediment): void {
    const [older, newer] = this.visit.last > other.visit.last ? [other, this] : [this, other]
    this.items = newest([...older.items, ...newer.items])
    this.cart = byTime([...this.cart, ...other.cart])
    this.bought = byTime([...this.bought, ...other.bought])
  }

  save(out: ByteWriter, texts: TextWriter): void {
    out.count(this.count)
    if (this.count === 0) return
    out.count(this.until)
    out.count(this.firstTime)
    out.u8(this.firstSource === '' ? 255 : SOURCES.indexOf(this.firstSource))
    texts.write(out, this.firstTerm)
    out.count(this.visit.count)
    out.count(this.visit.start)
    out.count(this.visit.last)
    out.u32(this.visit.campaign)
    out.count(this.visit.startBefore)
    out.count(this.visit.endBefore)
    out.count(this.orders)
    writeSigned(out, this.revenue)
    out.count(this.habits.length)
    for (const { chances, times } of this.habits) {
      out.count(chances)
      out.count(times)
    }
    this.categories.save(out)
    this.brands.save(out)
    out.count(this.items.length)
    for (const item of this.items) out.count(item)
    writeTimed(out, this.cart, this.until)
    writeTimed(out, this.bought, this.until)
  }

  static load(from: ByteReader, texts: TextReader): Sediment {
    const sediment = new Sediment()
    sediment.count = from.count()
    if (sediment.count === 0) return sediment
    sediment.until = from.count()
    sediment.firstTime = from.count()
    sediment.firstSource = SOURCES[from.u8()] ?? ''
    sediment.firstTerm = texts.read(from)
    sediment.visit = {
      count: from.count(),
      start: from.count(),
      last: from.count(),
      campaign: from.u32(),
      startBefore: from.count(),
      endBefore: from.count(),
    }
    sediment.orders = from.count()
    sediment.revenue = readSigned(from)
    for (let i = 0, length = from.count(); i < length; i++) {
      sediment.habits[i] = { chances: from.count(), times: from.count() }
    }
    sediment.categories.load(from)
    sediment.brands.load(from)
    for (let left = from.count(); left > 0; left--) sediment.items.push(from.count())
    sediment.cart = readTimed(from, sediment.until)
    sediment.bought = readTimed(from, sediment.until)
    return sediment
  }
}

/** The leaf category an act is about, −1 for none. */
export function categoryOfAct(act: Act, catalogue: CatalogueView): number {
  const known = act.item < 0 ? -1 : catalogue.categoryOf(act.item)
  return known >= 0 ? known : act.category
}

const ITEMS = 24
const TIMED = 16

/** Distinct, each at its newest place, cut to the newest. */
function newest(items: number[]): number[] {
  return [...new Set(items.reverse())].slice(0, ITEMS).reverse()
}

function byTime(list: TimedItem[]): TimedItem[] {
  return list.sort((a, b) => a.time - b.time || a.item - b.item).slice(-TIMED)
}

/** Times as how long before the newest act folded. */
function writeTimed(out: ByteWriter, list: readonly TimedItem[], until: number): void {
  out.count(list.length)
  for (const { item, time } of list) {
    out.count(item)
    out.count(until - time)
  }
}

function readTimed(from: ByteReader, until: number): TimedItem[] {
  const list: TimedItem[] = []
  for (let left = from.count(); left > 0; left--) {
    list.push({ item: from.count(), time: until - from.count() })
  }
  return list
}
