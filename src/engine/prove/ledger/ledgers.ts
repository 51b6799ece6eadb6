import type { ByteReader, ByteWriter } from '../../../core/bytes.ts'
import { fingerprint } from '../../../core/fingerprint.ts'
import type { PlacementKind } from '../../../schema/decision.ts'
import type { Settings } from '../../../schema/record.ts'
import { type Open, type Outcome, Waiting } from '../../learn/situations/waiting.ts'
import { KINDS, type Minds } from '../../policy/minds.ts'
import { Conjunctions } from '../../policy/situations/conjunctions.ts'
import { WEEK_MS } from './fading.ts'
import { Ledger } from './ledger.ts'
import { type Reach, reachOf } from './reach.ts'

/** Pairs and triples of values that each ledger of a placement keeps: those met first. */
const MOST_CLICK_ROWS = 1 << 16
const MOST_ORDER_ROWS = 1 << 15
/** Choices that may wait for a click, and for an order: beyond, the oldest closes early. */
const MOST_CLICKS = 1 << 16
const MOST_ORDERS = 1 << 18
/** Windows that one record may close, of clicks and of orders: many at once would make it wait. */
const MOST_CLOSED = 32

const SUCCESS = 1
/** Not to be counted: a robot's, or the second of somebody who turned out to be one with the first. */
const VOID = 2

/** What is proven of one kind of placement. */
export interface PlacementLedgers {
  /** Was it clicked, within the click window? */
  readonly click: Ledger
  /** Did the visitor order anything within the purchase window, whatever led to it? */
  readonly order: Ledger
}

/**
 * The ledgers of every kind of placement, and the choices whose windows are still open. An
 * order is credited to nobody: what is compared is whether those who were shown one thing buy
 * more often than those who were shown another, so of each visitor and placement the first choice
 * within a purchase window is counted and no other.
 */
export class Ledgers {
  readonly #all: readonly PlacementLedgers[]
  readonly #clicks: Waiting
  readonly #orders: Waiting
  /** That the ledgers were told of for last; they know their own. */
  #week = 0

  constructor(
    all: readonly PlacementLedgers[],
    clicks = new Waiting(MOST_CLICKS),
    orders = new Waiting(MOST_ORDERS),
  ) {
    this.#all = all
    this.#clicks = clicks
    this.#orders = orders
  }

  /** How many `parts` gives. */
  static readonly PARTS = 2 + 2 * KINDS.length

  static for(minds: Minds): Ledgers {
    return new Ledgers(
      [...minds].map(({ room, standard }) => ({
        click: new Ledger(room, standard, new Conjunctions(MOST_CLICK_ROWS)),
        order: new Ledger(room, standard, new Conjunctions(MOST_ORDER_ROWS)),
      })),
    )
  }

  of(kind: PlacementKind): PlacementLedgers {
    return this.#all[KINDS.indexOf(kind)]
  }

  get bytes(): number {
    const ledgers = this.#all.reduce((sum, { click, order }) => sum + click.bytes + order.bytes, 0)
    return ledgers + this.#clicks.bytes + this.#orders.bytes
  }

  /** What came of this choice will be counted when its windows close. */
  await(open: Open, minds: Minds, { purchaseWindowMs }: Settings): void {
    if (open.chances.length === 0) return
    const { heads, ordering } = minds.at(open.kind)
    const { moment, chances } = open
    this.#clicks.add({ ...open, expected: heads.models.click.expected(moment, chances) })
    if (this.#hasOpen(open, purchaseWindowMs)) return
    this.#orders.add({ ...open, expected: ordering.expected(moment, chances) })
  }

  clicked(number: number): void {
    const row = this.#clicks.find(number)
    if (row >= 0) this.#clicks.mark(row, SUCCESS)
  }

  ordered(visitor: string, time: number, { purchaseWindowMs }: Settings): void {
    for (const row of this.#orders.of(fingerprint(visitor))) {
      const after = time - this.#orders.timeOf(row)
      if (after >= 0 && after <= purchaseWindowMs) this.#orders.mark(row, SUCCESS)
    }
  }

  /** Counts what is over by now, so many at most: the rest follows with the next record. */
  pass(now: number, minds: Minds, { clickWindowMs, purchaseWindowMs }: Settings): void {
    this.#watch(minds)
    this.#turn(Math.floor(now / WEEK_MS))
    for (let left = MOST_CLOSED; left > 0; left--) {
      const outcome = this.#clicks.takeDue(now, clickWindowMs)
      if (outcome === undefined) break
      if (isValid(outcome)) count(this.#all[outcome.kind].click, outcome)
    }
    for (let left = MOST_CLOSED; left > 0; left--) {
      const outcome = this.#orders.takeDue(now, purchaseWindowMs)
      if (outcome === undefined) break
      if (!isValid(outcome)) continue
      count(this.#all[outcome.kind].order, outcome)
      minds.at(outcome.kind).ordering.learn(outcome.moment, outcome.arm, rewardOf(outcome))
    }
  }

  /** A robot: what was not counted of it yet never is. */
  leaveOut(visitor: string): void {
    for (const waiting of [this.#clicks, this.#orders]) {
      for (const row of waiting.of(fingerprint(visitor))) waiting.mark(row, VOID)
    }
  }

  /** Two were one, of whom the first choice counts. */
  merge(from: string, into: string, { clickWindowMs, purchaseWindowMs }: Settings): void {
    const key = fingerprint(into)
    for (const waiting of [this.#clicks, this.#orders]) waiting.merge(fingerprint(from), key)
    dropSeconds(this.#clicks, key, clickWindowMs)
    dropSeconds(this.#orders, key, purchaseWindowMs)
  }

  /** What they were shown still counts; what they order from now on is nobody's. */
  forget(visitor: string): void {
    for (const waiting of [this.#clicks, this.#orders]) waiting.forget(fingerprint(visitor))
  }

  /** These numbers were given to other values. */
  strip(values: readonly number[]): void {
    this.#clicks.strip(values)
    this.#orders.strip(values)
    for (const { click, order } of this.#all) {
      click.forget(values)
      order.forget(values)
    }
  }

  /** How many of a placement's latest visitors had all of these values when they first came to it. */
  reach(kind: PlacementKind, values: readonly number[]): Generator<void, Reach> {
    return reachOf(this.#orders, KINDS.indexOf(kind), values, VOID)
  }

  /** What is saved by itself: a ledger may be as wide as all the rest together. */
  parts(): { save(writer: ByteWriter): void }[] {
    const ledgers = this.#all.flatMap(({ click, order }) => [click, order])
    return [this.#clicks, this.#orders, ...ledgers]
  }

  static load([clicks, orders, ...ledgers]: readonly ByteReader[]): Ledgers {
    const all = KINDS.map((_, n) => ({
      click: Ledger.load(ledgers[2 * n]),
      order: Ledger.load(ledgers[2 * n + 1]),
    }))
    return new Ledgers(all, Waiting.load(clicks, MOST_CLICKS), Waiting.load(orders, MOST_ORDERS))
  }

  #turn(week: number): void {
    if (week === this.#week) return
    this.#week = week
    for (const { click, order } of this.#all) {
      click.turn(week)
      order.turn(week)
    }
  }

  /** What three values do together is counted from when the model notices it. */
  #watch(minds: Minds): void {
    for (const [n, { click, order }] of this.#all.entries()) {
      for (const [low, middle, high] of minds.at(n).heads.models.click.takeNewTriples()) {
        click.watch(low, middle, high)
        order.watch(low, middle, high)
      }
    }
  }

  /** Whether a choice of the same visitor and kind of placement waits for an order already. */
  #hasOpen({ visitor, kind, time }: Open, windowMs: number): boolean {
    for (const row of this.#orders.of(visitor)) {
      if (this.#orders.kindOf(row) === kind && time - this.#orders.timeOf(row) < windowMs)
        return true
    }
    return false
  }
}

function isValid({ marks }: Outcome): boolean {
  return (marks & VOID) === 0
}

function rewardOf({ marks }: Outcome): number {
  return (marks & SUCCESS) === 0 ? 0 : 1
}

function count(ledger: Ledger, outcome: Outcome): void {
  const { moment, chances, arm, expected } = outcome
  ledger.record(moment, chances, arm, rewardOf(outcome), expected)
}

/** Of each kind only the oldest of a window stays. */
function dropSeconds(waiting: Waiting, visitor: number, windowMs: number): void {
  const rows = [...waiting.of(visitor)]
  for (const [i, row] of rows.entries()) {
    const isSecond = rows
      .slice(i + 1)
      .some(
        older =>
          waiting.kindOf(older) === waiting.kindOf(row) &&
          waiting.timeOf(row) - waiting.timeOf(older) < windowMs,
      )
    if (isSecond) waiting.mark(row, VOID)
  }
}
