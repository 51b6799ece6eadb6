import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { DAY } from '../../core/clock.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { Content } from './content/content.ts'
import { HeavyRows } from './heavy-rows.ts'
import { LiveRanking } from './live/live-ranking.ts'
import { OpenVisits } from './open-visits.ts'
import { PastPurchases } from './past-purchases.ts'
import { OVERALL, Popularity } from './popularity.ts'
import { Proposals } from './proposals.ts'
import { Repurchases } from './repurchases.ts'
import { SoldLately } from './sold-lately.ts'
import { Tally } from './tally.ts'

const MAGIC = 0x4d434552 // "RECM"
const VERSION = 3

/** Most lines of one purchase that are paired with each other. */
const MOST_LINES = 30
/** What an act says of two kinds of item going together. */
const KINDS = { view: 1, cart: 2, purchase: 5 }
/** What was bought together half a year ago counts half as much. */
const PAIRS_HALF_LIFE_MS = 180 * DAY
/** Pairs are weighed as of this day: a row's small floats overflow 63 years after it. */
const PAIRS_BEGIN = Date.UTC(2020, 0, 1)
const CART_HEAT = 3
const EARLIER_PURCHASE = 0.5

/**
 * What the acts of all visitors have taught, updated by each event as it comes:
 * which item follows which, what is bought together, what is looked at and bought.
 */
export class Recommender {
  /** item a → item b seen after it, Σ 1/distance. */
  rules = new HeavyRows(256)
  /** Items bought together, both ways, the newer the heavier. */
  pairs = new HeavyRows(64)
  /** Leaf categories met together in visits, carts and purchases, both ways. */
  kinds = new HeavyRows(64)
  /** Looks and carts of the last days. */
  trending = new Popularity(1 * DAY)
  /** Purchases of the last weeks. */
  sales = new Popularity(14 * DAY)
  /** Leaf categories by looks; only its overall list is used. */
  lookedAt = new Popularity(7 * DAY)
  /** Orders an item was in, counted. */
  soldLately = new SoldLately()
  visits = new OpenVisits()
  purchases = new PastPurchases()
  /** After how long items are bought again. */
  repurchases = new Repurchases()
  /** Which items are called alike: it follows from the catalogue and is not saved. */
  readonly content = new Content()
  /** What comes next for whom; saved beside this, in sections of its own. */
  ranking: LiveRanking
  /** For adding up scores and gathering proposals during one query; never part of the state. */
  readonly tally = new Tally()
  readonly proposals = new Proposals()

  constructor(ranking = new LiveRanking()) {
    this.ranking = ranking
  }

  /** @param time of the record, so that a replay closes visits where the first run did. */
  observe(event: ShopEvent, time: number, catalogue: Catalogue): void {
    if (event.name === 'view_item') {
      const items = itemsOf(event, catalogue)
      for (const item of items) this.#view(item, event, time, catalogue)
      this.#rank(items[0], event, time, catalogue)
    } else if (event.name === 'add_to_cart') {
      for (const item of itemsOf(event, catalogue)) this.#cart(item, event, time, catalogue)
    } else if (event.name === 'purchase') {
      this.#purchase(itemsOf(event, catalogue), event, time, catalogue)
    }
  }

  merge(from: string, into: string): void {
    this.visits.merge(from, into)
    this.purchases.merge(from, into)
    this.ranking.merge(from, into)
  }

  /** What was learnt names nobody and stays. */
  forget(visitor: string): void {
    this.visits.forget(visitor)
    this.purchases.forget(visitor)
    this.ranking.forget(visitor)
  }

  save(writer: ByteWriter): void {
    writer.u32(MAGIC)
    writer.count(VERSION)
    for (const part of this.#parts()) part.save(writer)
  }

  /** @throws RangeError when the bytes are not a recommender this build knows. */
  static load(reader: ByteReader, ranking?: LiveRanking): Recommender {
    if (reader.u32() !== MAGIC) throw new RangeError('these bytes are no recommender')
    const version = reader.count()
    if (version !== VERSION) throw new RangeError(`recommender version ${version} is not known`)
    const r = new Recommender(ranking)
    r.rules = HeavyRows.load(reader)
    r.pairs = HeavyRows.load(reader)
    r.kinds = HeavyRows.load(reader)
    r.trending = Popularity.load(reader)
    r.sales = Popularity.load(reader)
    r.lookedAt = Popularity.load(reader)
    r.visits = OpenVisits.load(reader)
    r.purchases = PastPurchases.load(reader)
    r.repurchases = Repurchases.load(reader)
    r.soldLately = SoldLately.load(reader)
    return r
  }

  /** In the order `load` reads them. */
  #parts(): { save(writer: ByteWriter): void }[] {
    return [
      ...[this.rules, this.pairs, this.kinds, this.trending, this.sales, this.lookedAt],
      ...[this.visits, this.purchases, this.repurchases, this.soldLately],
    ]
  }

  #view(item: number, { visitor }: ShopEvent, time: number, catalogue: Catalogue): void {
    this.trending.add(item, listsOf(item, catalogue), 1, time)
    const leaf = catalogue.categoryOf(item)
    if (leaf >= 0) this.lookedAt.add(leaf, [OVERALL], 1, time)
    if (visitor === undefined) return
    const visit = this.visits.touch(visitor, time)
    for (let distance = 1; distance <= visit.length; distance++) {
      const before = visit[visit.length - distance]
      if (before !== item) this.rules.add(before, item, 1 / distance)
      this.#meet(catalogue.categoryOf(before), leaf, KINDS.view / distance)
    }
    this.visits.push(visit, item)
  }

  /** A page is of one product, whatever the number of its variants: a lesson is dear. */
  #rank(item: number | undefined, event: ShopEvent, time: number, catalogue: Catalogue): void {
    const { visitor, verified } = event
    if (visitor === undefined || item === undefined || !isShown(item, catalogue)) return
    this.ranking.view(visitor, item, time, verified)
  }

  #cart(item: number, { visitor }: ShopEvent, time: number, catalogue: Catalogue): void {
    this.trending.add(item, listsOf(item, catalogue), CART_HEAT, time)
    if (visitor === undefined) return
    const visit = this.visits.touch(visitor, time)
    const leaf = catalogue.categoryOf(item)
    for (let distance = 1; distance <= visit.length; distance++) {
      const before = visit[visit.length - distance]
      this.#meet(catalogue.categoryOf(before), leaf, KINDS.cart / distance)
    }
  }

  #purchase(items: number[], event: ShopEvent, time: number, catalogue: Catalogue): void {
    const { visitor } = event
    const lines = items.slice(0, MOST_LINES)
    const earlier = visitor === undefined ? [] : this.purchases.of(visitor, time)
    for (const [i, item] of lines.entries()) {
      this.#buyAgain(visitor, item, time)
      this.sales.add(item, listsOf(item, catalogue), 1, time)
      for (const other of lines.slice(0, i)) this.#boughtTogether(other, item, 1, time, catalogue)
      for (const other of earlier) {
        this.#boughtTogether(other, item, EARLIER_PURCHASE, time, catalogue)
      }
    }
    if (visitor !== undefined && lines.length > 0) this.purchases.add(visitor, lines, time)
  }

  #buyAgain(visitor: string | undefined, item: number, time: number): void {
    const last = visitor === undefined ? 0 : this.purchases.lastOf(visitor, item, time)
    if (last > 0) this.repurchases.note(item, time - last)
  }

  #boughtTogether(a: number, b: number, weight: number, time: number, catalogue: Catalogue): void {
    if (a === b) return
    this.pairs.add(a, b, weight * growth(time))
    this.pairs.add(b, a, weight * growth(time))
    this.#meet(catalogue.categoryOf(a), catalogue.categoryOf(b), KINDS.purchase * weight)
  }

  /** Two kinds of item are met together. */
  #meet(kindA: number, kindB: number, weight: number): void {
    if (kindA < 0 || kindB < 0 || kindA === kindB) return
    this.kinds.add(kindA, kindB, weight)
    this.kinds.add(kindB, kindA, weight)
  }
}

/**
 * Instead of letting all weights fade, a newer one is added as larger by as much (forward
 * decay, see `Popularity`): weights only rise, and what a row says is in its shares.
 */
function growth(time: number): number {
  return 2 ** ((time - PAIRS_BEGIN) / PAIRS_HALF_LIFE_MS)
}

/** Distinct items of an event, in order; a product page tells its item where the event does not. */
function itemsOf(event: ShopEvent, catalogue: Catalogue): number[] {
  const ids = event.items?.map(item => item.id) ?? []
  if (ids.length === 0 && event.page?.item !== undefined) ids.push(event.page.item)
  return [...new Set(ids.map(id => catalogue.intern(id)))]
}

/** Made-up ids must not fill the memory; a shop without a feed has no others. */
function isShown(item: number, catalogue: Catalogue): boolean {
  return catalogue.has(item) || catalogue.productCount === 0
}

/**
 * The lists an item may lead: its leaf category's, its ancestors' and the overall one. An
 * id that no feed knows leads none, lest made-up ids push the shop's items off the list,
 * unless there is no feed.
 */
function listsOf(item: number, catalogue: Catalogue): number[] {
  if (!catalogue.has(item)) return catalogue.productCount === 0 ? [OVERALL] : []
  const lists = [OVERALL]
  for (let at = catalogue.categoryOf(item); at >= 0; at = catalogue.parentOf(at)) lists.push(at)
  return lists
}
