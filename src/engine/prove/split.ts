import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { unit } from '../../core/hash.ts'
import type { Slice } from '../../schema/decision.ts'
import type { Context, ShopEvent } from '../../schema/event.ts'
import type { SliceSums } from '../../schema/report.ts'
import { arrivalOf } from '../genome/source.ts'
import { Assigned } from './experiment/assigned.ts'
import { Buyers } from './experiment/buyers.ts'
import { Campaigns } from './experiment/campaigns.ts'
import { ENTRIES, entryNumber, isCustomerEntry } from './experiment/entry.ts'
import {
  ALL_ORDERS,
  type Basis,
  type Contribution,
  type Figure,
  GroupSums,
  type Moments,
  type Money,
  NO_MONEY,
} from './experiment/group-sums.ts'
import { Onlookers } from './experiment/onlookers.ts'
import {
  daysHere,
  hasBounced,
  hasClicked,
  isNewPresence,
  isRobot,
  markRobot,
  mergePresence,
  notePresence,
} from './experiment/presence.ts'
import { Robots } from './experiment/robots.ts'
import { Shares } from './experiment/shares.ts'
import type { Order } from './orders.ts'

/** Saved and reported in this order. */
export const SLICE_ORDER: readonly Slice[] = ['holdout', 'uniform', 'engine']
const SLICES = SLICE_ORDER.length
/** Rows passed over for one more visitor, at most. */
const MOST_PASSED = 16
/** Groups of a slice by entry, then those of each campaign. */
const FIRST_CAMPAIGN_GROUP = SLICES * ENTRIES

/** The permanent split: to which slice somebody new belongs. */
export function sliceOf(visitor: string, salt: string, holdout: number, uniform: number): Slice {
  const draw = unit(salt, 'slice', visitor)
  if (draw < holdout) return 'holdout'
  return draw < holdout + uniform ? 'uniform' : 'engine'
}

/** What the split has to ask about somebody new. */
export interface Newcomers {
  sliceOf(visitor: string): Slice
  /** Had they bought before, by the shop's files? */
  isCustomer(visitor: string): boolean
  shares(): { holdout: number; uniform: number }
}

/**
 * What each slice did and earned, over the visitors as assigned, whether or not they saw a
 * placement.
 *
 * A row of a few bytes says what we must know of each visitor; a change takes the visitor out
 * of the sums of their groups as they were and puts them in as they are. Sums and sums of
 * squares are enough for every interval drawn later, and stay when the row goes.
 */
export class Split {
  readonly #assigned: Assigned
  readonly #buyers: Buyers
  readonly #groups: GroupSums
  readonly #campaigns: Campaigns
  readonly #shares: Shares
  readonly #robots: Robots
  readonly #onlookers: Onlookers
  readonly #orders: SliceOrders[]

  constructor(given: Partial<Parts> = {}) {
    const parts = { ...newParts(), ...given }
    this.#assigned = parts.assigned
    this.#buyers = parts.buyers
    this.#groups = parts.groups
    this.#campaigns = parts.campaigns
    this.#shares = parts.shares
    this.#robots = parts.robots
    this.#onlookers = parts.onlookers
    this.#orders = parts.orders
  }

  /** Those who were erased since are still counted: somebody came. */
  get visitors(): number {
    const assigned = SLICE_ORDER.reduce((sum, _, slice) => sum + this.#visitorsOf(slice), 0)
    return assigned + this.#onlookers.count
  }

  get campaigns(): Campaigns {
    return this.#campaigns
  }

  get shares(): Shares {
    return this.#shares
  }

  sums(): SliceSums[] {
    return SLICE_ORDER.map((slice, at) => ({
      slice,
      visitors: this.#visitorsOf(at),
      ...this.#orders[at],
      revenueSquares: this.#squaresOf(at, 'revenue'),
      marginSquares: this.#squaresOf(at, 'margin'),
    }))
  }

  /** Sums of one slice that came in one way. */
  ofEntry(slice: number, entry: number, figure: Figure, basis: Basis): Moments {
    return this.#groups.moments(slice * ENTRIES + entry, figure, basis)
  }

  ofCampaign(slice: number, campaign: number, figure: Figure, basis: Basis): Moments {
    return this.#groups.moments(campaignGroup(slice, campaign), figure, basis)
  }

  /** Slice of a visitor who takes part: the one they were met in, whatever name they go by now. */
  sliceOf(visitor: string): Slice | undefined {
    const row = this.#assigned.find(visitor)
    return row < 0 ? undefined : SLICE_ORDER[this.#assigned.slice[row] - 1]
  }

  /** A visitor takes part from their first record on. */
  meet(visitor: string, newcomers: Newcomers): number {
    const known = this.#assigned.find(visitor)
    if (known >= 0) return known
    const leaves = this.#rowToGive()
    if (this.#assigned.slice[leaves] !== 0) this.#forgetRow(leaves)
    this.#onlookers.leave(visitor)
    const row = this.#assigned.add(visitor)
    this.#assigned.slice[row] = 1 + SLICE_ORDER.indexOf(newcomers.sliceOf(visitor))
    this.#shares.note(newcomers.shares())
    if (this.#robots.take(visitor)) markRobot(this.#assigned, row)
    this.#count(row, 1)
    return row
  }

  /** They were here and did something. */
  observe(event: ShopEvent, visitor: string, newcomers: Newcomers): void {
    const row = this.meet(visitor, newcomers)
    const tells = event.page !== undefined && this.#isFirst(row, event)
    if (!tells && !isNewPresence(this.#assigned, row, event)) return
    this.#count(row, -1)
    if (tells) this.#enter(row, event, () => newcomers.isCustomer(visitor))
    if (isNewPresence(this.#assigned, row, event)) notePresence(this.#assigned, row, event)
    this.#count(row, 1)
  }

  /** A file of old looks tells of them. */
  notePast(visitor: string): void {
    if (this.#assigned.find(visitor) < 0 && !this.#robots.has(visitor)) this.#onlookers.see(visitor)
  }

  /**
   * They turn out to be a robot: as if they had never come, and would never come, unless they
   * pay. Their row is kept and not counted, so that it does not matter what is heard first.
   */
  leaveOut(visitor: string): void {
    const row = this.#assigned.find(visitor)
    this.#onlookers.leave(visitor)
    if (row < 0) this.#robots.add(visitor)
    else if (!isRobot(this.#assigned.acts[row])) {
      this.#count(row, -1)
      markRobot(this.#assigned, row)
      this.#count(row, 1)
    }
  }

  /** An order is added, taken off because a better report replaces it, or given back in part. */
  earn(order: Order, visitor: string, newcomers: Newcomers, what: 'on' | 'off' | 'back'): void {
    const row = this.meet(visitor, newcomers)
    const sign = what === 'on' ? 1 : -1
    const money = {
      orders: what === 'back' ? 0 : sign,
      revenue: sign * order.revenue,
      margin: sign * order.margin,
    }
    this.#count(row, -1)
    this.#buyers.bring(row, money, order.verified)
    this.#count(row, 1)
    this.#addOrder(this.#assigned.slice[row] - 1, money, order.verified)
  }

  /**
   * Two were one: they are counted once, as the first of them to come, in whose slice they stay.
   * Were they drawn anew by the name of their account, whoever signs in to buy would buy in a slice
   * that had nothing to do with it, and no effect would be left to see.
   */
  merge(from: string, into: string): void {
    if (this.#robots.take(from)) this.leaveOut(into)
    if (this.#onlookers.has(from)) this.#mergePast(from, into)
    const goes = this.#assigned.find(from)
    if (goes < 0) return
    const stays = this.#assigned.find(into)
    if (stays < 0) this.#moveTo(goes, into)
    else if (this.#assigned.isOlder(goes, stays)) this.#join(goes, stays, into)
    else this.#join(stays, goes, into)
  }

  #mergePast(from: string, into: string): void {
    this.#onlookers.leave(from)
    this.notePast(into)
  }

  /** What they brought stays in the sums, which name nobody. */
  forget(visitor: string): void {
    this.#robots.take(visitor)
    this.#onlookers.forget(visitor)
    const row = this.#assigned.find(visitor)
    if (row >= 0) this.#forgetRow(row)
  }

  save(writer: ByteWriter): void {
    for (const part of this.#parts()) part.save(writer)
    writer.text(JSON.stringify(this.#orders))
  }

  static load(reader: ByteReader): Split {
    return new Split({
      assigned: Assigned.load(reader),
      buyers: Buyers.load(reader),
      groups: GroupSums.load(reader),
      campaigns: Campaigns.load(reader),
      shares: Shares.load(reader),
      robots: Robots.load(reader),
      onlookers: Onlookers.load(reader),
      orders: JSON.parse(reader.text()),
    })
  }

  #parts() {
    const sums = [this.#groups, this.#campaigns, this.#shares]
    return [this.#assigned, this.#buyers, ...sums, this.#robots, this.#onlookers]
  }

  /**
   * Whoever came once and did nothing makes room before one who bought, clicked or came back:
   * a crowd that somebody made up pushes out few who matter.
   */
  #rowToGive(): number {
    const assigned = this.#assigned
    for (let passed = 0; passed < MOST_PASSED; passed++) {
      if (!this.#isRemarkable(assigned.nextRow)) break
      assigned.pass()
    }
    return assigned.nextRow
  }

  #isRemarkable(row: number): boolean {
    const { slice, acts, days } = this.#assigned
    if (slice[row] === 0 || isRobot(acts[row])) return false
    return this.#buyers.has(row) || hasClicked(acts[row]) || daysHere(days[row]) > 1
  }

  #forgetRow(row: number): void {
    this.#buyers.forget(row)
    this.#assigned.clear(row)
  }

  /**
   * Does this page come before all that we know of? Whatever is late ends in the same row: within
   * one second, what tells of a source comes before what tells of none.
   */
  #isFirst(row: number, { time, context }: ShopEvent): boolean {
    const { entry, entered } = this.#assigned
    if (entry[row] === 0) return true
    const seconds = secondsOf(time)
    if (seconds !== entered[row]) return seconds < entered[row]
    return entryNumber(sourceOf(context), isCustomerEntry(entry[row])) > entry[row]
  }

  /** Whether they had bought before is asked at the first page we hear of. */
  #enter(row: number, event: ShopEvent, asksIsCustomer: () => boolean): void {
    const { entry, campaign, entered } = this.#assigned
    const isCustomer = entry[row] === 0 ? asksIsCustomer() : isCustomerEntry(entry[row])
    entry[row] = entryNumber(sourceOf(event.context), isCustomer)
    campaign[row] = this.#campaigns.numberOf(event, this.#lump)
    entered[row] = secondsOf(event.time)
  }

  /** What came by one campaign counts with all others from now on. */
  readonly #lump = (place: number, others: number): void => {
    for (let slice = 0; slice < SLICES; slice++) {
      this.#groups.move(campaignGroup(slice, place), campaignGroup(slice, others))
    }
  }

  /** Nobody is known by the new name: the row takes it. */
  #moveTo(row: number, into: string): void {
    this.#count(row, -1)
    this.#assigned.rename(row, into)
    this.#onlookers.leave(into)
    if (this.#robots.take(into)) markRobot(this.#assigned, row)
    this.#count(row, 1)
  }

  /** The older row stays, under the name of `into`. */
  #join(older: number, younger: number, into: string): void {
    const { slice } = this.#assigned
    this.#count(older, -1)
    this.#count(younger, -1)
    this.#moveOrders(younger, slice[younger] - 1, slice[older] - 1)
    mergePresence(this.#assigned, older, younger)
    this.#joinEntries(older, younger)
    this.#buyers.merge(older, younger)
    this.#assigned.clear(younger)
    this.#assigned.rename(older, into)
    this.#count(older, 1)
  }

  /** Who was two came as the one who came first. */
  #joinEntries(stays: number, goes: number): void {
    const { entry, campaign, entered } = this.#assigned
    if (entry[goes] === 0) return
    if (entry[stays] !== 0 && entered[stays] <= entered[goes]) return
    for (const column of [entry, campaign, entered]) column[stays] = column[goes]
  }

  #moveOrders(row: number, from: number, to: number): void {
    if (from === to) return
    const { verified, unverified } = this.#buyers.of(row)
    for (const [money, isVerified] of [
      [verified, true],
      [unverified, false],
    ] as const) {
      const back = { orders: -money.orders, revenue: -money.revenue, margin: -money.margin }
      this.#addOrder(from, back, isVerified)
      this.#addOrder(to, money, isVerified)
    }
  }

  #addOrder(slice: number, money: Money, isVerified: boolean): void {
    const sums = this.#orders[slice]
    sums.orders += money.orders
    sums.revenue += money.revenue
    sums.margin += money.margin
    if (isVerified) return
    sums.unverifiedOrders += money.orders
    sums.unverifiedRevenue += money.revenue
  }

  /** Put a visitor into the sums of their groups, as the row says they are now, or take them out. */
  #count(row: number, sign: 1 | -1): void {
    if (isRobot(this.#assigned.acts[row]) && !this.#buyers.has(row)) return
    const slice = this.#assigned.slice[row] - 1
    const contribution = this.#contributionOf(row)
    this.#groups.add(slice * ENTRIES + this.#assigned.entry[row], sign, contribution)
    const campaign = this.#campaigns.placeOf(this.#assigned.campaign[row])
    if (campaign > 0) this.#groups.add(campaignGroup(slice, campaign), sign, contribution)
  }

  #contributionOf(row: number): Contribution {
    const acts = this.#assigned.acts[row]
    const days = this.#assigned.days[row]
    return {
      clicked: hasClicked(acts) ? 1 : 0,
      bounced: hasBounced(acts, days) ? 1 : 0,
      days: daysHere(days),
      money: this.#buyers.money(row),
    }
  }

  #visitorsOf(slice: number): number {
    let visitors = 0
    for (let entry = 0; entry < ENTRIES; entry++) {
      visitors += this.ofEntry(slice, entry, 'clicked', ALL_ORDERS).visitors
    }
    return visitors
  }

  #squaresOf(slice: number, figure: Figure): number {
    let squares = 0
    for (let entry = 0; entry < ENTRIES; entry++) {
      squares += this.ofEntry(slice, entry, figure, ALL_ORDERS).squares
    }
    return squares
  }
}

interface SliceOrders {
  orders: number
  revenue: number
  margin: number
  unverifiedOrders: number
  unverifiedRevenue: number
}

interface Parts {
  assigned: Assigned
  buyers: Buyers
  groups: GroupSums
  campaigns: Campaigns
  shares: Shares
  robots: Robots
  onlookers: Onlookers
  orders: SliceOrders[]
}

function newParts(): Parts {
  return {
    assigned: new Assigned(),
    buyers: new Buyers(),
    groups: new GroupSums(),
    campaigns: new Campaigns(),
    shares: new Shares(),
    robots: new Robots(),
    onlookers: new Onlookers(),
    orders: SLICE_ORDER.map(() => ({
      ...NO_MONEY,
      unverifiedOrders: 0,
      unverifiedRevenue: 0,
    })),
  }
}

function campaignGroup(slice: number, campaign: number): number {
  return FIRST_CAMPAIGN_GROUP + campaign * SLICES + slice
}

function sourceOf(context: Context | undefined) {
  return arrivalOf(context)?.source ?? 'direct'
}

function secondsOf(time: number): number {
  return Math.max(0, Math.floor(time / 1000))
}
