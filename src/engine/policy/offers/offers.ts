import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { DAY, HOUR } from '../../../core/clock.ts'
import { localDay } from '../../../core/local-day.ts'
import type {
  OfferReleased,
  OfferReserved,
  OfferSettled,
  OfferState,
  OfferTerms,
} from '../../../schema/offer.ts'
import type { Moment } from '../../recommend/moment.ts'
import type { Promotion } from '../../recommend/promotion.ts'
import { draftFor } from './draft.ts'
import { costOf, type Held, loaded, saved } from './held.ts'

/** Longer than any wait between two offers to one visitor. */
const KEPT_MS = 400 * DAY

/** What the shop counts in, and where it is. */
export interface Place {
  currency: string
  timeZone: string
}

/**
 * What was offered to whom, and what it may cost.
 *
 * An offer takes its whole value off the budget when it is shown. It gives back what is not used
 * when it is redeemed, and all of it when it lapses or is declined; the sums are those of
 * all there ever were. All of it follows from records alone.
 */
export class Offers {
  #terms: OfferTerms | undefined
  /** In the order they were shown. */
  readonly #held = new Map<string, Held>()
  #committed = 0
  readonly #counts: Record<OfferState, number> = { reserved: 0, settled: 0, lapsed: 0, released: 0 }

  // What follows from the above and is not saved.
  readonly #newest = new Map<string, Held>() // by visitor
  readonly #byCode = new Map<string, Held>()
  readonly #days = new Map<string, number>() // what each day's offers take of its budget
  /** Those that may lapse, the first to do so first. */
  #open: Held[] = []

  get terms(): OfferTerms | undefined {
    return this.#terms
  }

  get counts(): Readonly<Record<OfferState, number>> {
    return this.#counts
  }

  /** Promised and given away, minor units. */
  get committed(): number {
    return this.#committed
  }

  find(id: string): Held | undefined {
    return this.#held.get(id)
  }

  byCode(code: string): Held | undefined {
    return this.#byCode.get(code)
  }

  /** What may still be promised, on a day and in all. */
  left(day: string): { today: number; all: number } {
    if (this.#terms === undefined) return { today: 0, all: 0 }
    const { budget, budgetPerDay } = this.#terms
    const all = Math.max(0, budget - this.#committed)
    const today = Math.max(0, budgetPerDay - (this.#days.get(day) ?? 0))
    return { today: Math.min(today, all), all }
  }

  /** Codes that nobody was given yet; undefined where they are signed. */
  get codesLeft(): number | undefined {
    return this.#terms?.codes?.filter(code => !this.#byCode.has(code)).length
  }

  /** What may be offered at this moment: what the visitor holds already, or something new. */
  promotionFor(moment: Moment, place: Place): Promotion | undefined {
    const { visitor, time } = moment
    if (visitor === undefined || moment.pageItem < 0) return undefined
    const newest = this.#newest.get(visitor)
    if (newest?.state === 'reserved' && newest.expires > time) return again(newest, moment, place)
    if (!this.#terms?.on) return undefined
    if (newest !== undefined && time - newest.time < this.#terms.days * DAY) return undefined
    return this.#new(this.#terms, moment, place)
  }

  change(terms: OfferTerms): void {
    this.#terms = structuredClone(terms)
  }

  reserve(body: OfferReserved, { timeZone }: Place): void {
    if (this.#held.has(body.id)) return
    this.#take({ ...body, day: localDay(body.time, timeZone), state: 'reserved' })
  }

  /** Once, for one order, and only what is still promised. */
  settle({ id, order, value }: OfferSettled): void {
    const held = this.#held.get(id)
    if (held?.state !== 'reserved') return
    this.#move(held, 'settled', { order, settled: Math.min(value, held.value) })
  }

  /** Undone with its order, it is promised again until it expires; withdrawn, it is over. */
  release({ id, order }: OfferReleased, now: number): void {
    const held = this.#held.get(id)
    if (held === undefined || held.order !== order) return
    if (held.state === 'reserved') this.#move(held, 'released')
    else if (held.state === 'settled') this.#reopen(held, now)
  }

  /** They said no: it is over, and the wait until the next one goes on. */
  decline(decision: string, visitor: string): void {
    const held = this.#held.get(decision)
    if (held?.state === 'reserved' && held.visitor === visitor) this.#move(held, 'released')
  }

  /** Time went by: what was not redeemed gives its budget back. */
  pass(time: number): void {
    let lapsed = 0
    while (lapsed < this.#open.length && this.#open[lapsed].expires <= time) {
      const held = this.#open[lapsed++]
      if (held.state === 'reserved') this.#move(held, 'lapsed')
    }
    if (lapsed > 0) this.#open = this.#open.slice(lapsed)
    for (const held of this.#held.values()) {
      if (time - held.time <= KEPT_MS || held.state === 'reserved') return
      this.#drop(held)
    }
  }

  merge(from: string, into: string): void {
    if (!this.#newest.has(from)) return
    this.#newest.delete(from)
    this.#newest.delete(into)
    for (const held of this.#held.values()) {
      if (held.visitor === from) held.visitor = into
      if (held.visitor === into) this.#noteNewest(held)
    }
  }

  /** The code stays good in whose hand it is, and its sums stay; whose it was goes. */
  forget(visitor: string): void {
    if (!this.#newest.delete(visitor)) return
    for (const held of this.#held.values()) if (held.visitor === visitor) held.visitor = ''
  }

  save(writer: ByteWriter): void {
    const held = [...this.#held.values()].map(saved)
    const parts = [this.#terms ?? null, this.#committed, { ...this.#counts }, held]
    writer.text(JSON.stringify(parts))
  }

  static load(reader: ByteReader): Offers {
    const offers = new Offers()
    const [terms, committed, counts, held] = JSON.parse(reader.text())
    offers.#terms = terms ?? undefined
    for (const fields of held) offers.#take(loaded(fields))
    // After these, whose sums are already in them.
    offers.#committed = committed
    Object.assign(offers.#counts, counts)
    return offers
  }

  #new(terms: OfferTerms, moment: Moment, place: Place): Promotion | undefined {
    const { today } = this.left(localDay(moment.time, place.timeZone))
    const draft = today > 0 ? draftFor(moment, terms, today, place.currency) : undefined
    if (draft === undefined) return undefined
    const code = terms.codes?.find(one => !this.#byCode.has(one))
    if (terms.codes !== undefined && code === undefined) return undefined
    const expires = moment.time + terms.hours * HOUR
    const { percent, amount } = terms
    const { timeZone } = place
    return { ...draft, percent, amount, code, expires, timeZone }
  }

  #take(held: Held): void {
    this.#held.set(held.id, held)
    if (held.code !== undefined) this.#byCode.set(held.code, held)
    if (held.visitor !== '') this.#noteNewest(held)
    if (held.state === 'reserved') this.#await(held)
    this.#count(held, 1)
  }

  #noteNewest(held: Held): void {
    const newest = this.#newest.get(held.visitor)
    if (newest === undefined || held.time >= newest.time) this.#newest.set(held.visitor, held)
  }

  #move(held: Held, state: OfferState, more: Partial<Held> = {}): void {
    this.#count(held, -1)
    Object.assign(held, { state, order: undefined, settled: undefined, ...more })
    this.#count(held, 1)
  }

  /** What it took less than was promised may be promised to somebody else by now: it is over then. */
  #reopen(held: Held, now: number): void {
    const isAfforded = held.value - costOf(held) <= this.left(held.day).today
    const state = held.expires > now ? 'reserved' : 'lapsed'
    this.#move(held, isAfforded ? state : 'released')
    if (held.state === 'reserved' && !this.#open.includes(held)) this.#await(held)
  }

  #count(held: Held, sign: 1 | -1): void {
    const cost = sign * costOf(held)
    this.#counts[held.state] += sign
    this.#committed += cost
    this.#spend(held.day, cost)
  }

  #spend(day: string, cost: number): void {
    const spent = (this.#days.get(day) ?? 0) + cost
    if (spent === 0) this.#days.delete(day)
    else this.#days.set(day, spent)
  }

  /** All are good for as long as each other, as a rule: its place is near the end. */
  #await(held: Held): void {
    let at = this.#open.length
    while (at > 0 && this.#open[at - 1].expires > held.expires) at--
    this.#open.splice(at, 0, held)
  }

  /** It is long over. What it cost, and that it was, stays in the sums. */
  #drop(held: Held): void {
    this.#held.delete(held.id)
    this.#spend(held.day, -costOf(held))
    if (held.code !== undefined) this.#byCode.delete(held.code)
    if (this.#newest.get(held.visitor) === held) this.#newest.delete(held.visitor)
  }
}

/** The same once more, where it is about something on this page and still true. */
function again(held: Held, moment: Moment, { timeZone }: Place): Promotion | undefined {
  const { catalogue, time, market, shopper, pageItem } = moment
  const item = catalogue.find(held.item)
  const isAbout = item === pageItem || shopper.hesitation.items.includes(pageItem)
  const lowest = catalogue.lowestPrice(item, time, market)
  const isTrue = catalogue.priceOf(item, market) === held.price && lowest >= held.price
  if (!isAbout || !isTrue || !catalogue.inStock(item, market)) return undefined
  const { id, percent, amount, value, price, currency, expires, code } = held
  const terms = { id, percent, amount, value, price, currency, expires, code }
  return { ...terms, item, lowest, timeZone }
}
