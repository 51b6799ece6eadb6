import type { EventLog } from '../../store/ports.ts'
import { Problem } from '../problem.ts'
import { Bodies } from './bodies.ts'
import { Connections } from './connections.ts'
import { Held } from './held.ts'
import { type Kind, SHEDDABLE, type Sheddable } from './kinds.ts'
import { MOST_PRESSURE, Pressure } from './pressure.ts'

/** More bytes than this may not wait in memory: then even an order is told to come again. */
const MOST_BYTES = 128 << 20
export const RETRY_AFTER_S = 5
const TICK_MS = 10
/** A turn of the loop that takes this long is late; for each time more, the next kind is put off. */
const HURRY_MS = 40
/** So few requests since the last look are no queue: the machine is busy with something else. */
const FEW = 8

/**
 * Says who may come in. It watches how late the loop is, how much waits for the disk
 * and how many requests are under way, and puts off impressions, then clicks, then page
 * views, never carts and orders. Decisions become popular lists before they fail.
 */
export class Gate {
  /** How many of each kind were put off. */
  readonly shed: Record<Kind, number> = { impression: 0, click: 0, page: 0, decision: 0, dear: 0 }
  /** Bodies that are whole, of requests that are not answered. */
  workBytes = 0
  readonly connections = new Connections()
  readonly held = new Held()
  readonly bodies = new Bodies(() => performance.now())
  readonly #pressure = new Pressure()
  readonly #log: Pick<EventLog, 'pendingBytes'>
  /** What each kind is still owed, so that of 0.4 exactly two in five are put off. */
  readonly #owed: Record<Sheddable | 'degrade', number> = {
    impression: 0,
    click: 0,
    page: 0,
    decision: 0,
    degrade: 0,
  }
  #hurry = 0
  /** Requests since the last look. */
  #arrivals = 0
  #now = () => 0
  #timer?: NodeJS.Timeout
  #dueAt = Infinity

  constructor(log: Pick<EventLog, 'pendingBytes'>) {
    this.#log = log
  }

  /** From 0, nothing is put off, to 4, all but what is dear. */
  get level(): number {
    return Math.max(this.#pressure.level, this.#hurry)
  }

  /**
   * A request arrives. One turn of the loop serves all who are waiting, thousands
   * perhaps, and nobody looks at a clock meanwhile: so whoever is served late in a turn
   * is served in a hurry, and the turn ends. The first few are served all the same: to
   * refuse them would make nobody's wait shorter.
   */
  arrive(): void {
    this.#arrivals++
    const lateMs = this.#isQueue ? this.#now() - this.#dueAt : 0
    this.#hurry = lateMs > HURRY_MS ? Math.min(MOST_PRESSURE, lateMs / HURRY_MS - 1) : 0
  }

  /** Begin to look at the loop: a timer that comes late tells by how much. */
  start(now: () => number): void {
    this.#now = now
    this.#dueAt = now() + TICK_MS
    this.#timer = setInterval(() => {
      const at = now()
      this.look(Math.max(0, at - this.#dueAt), at)
      this.#dueAt = at + TICK_MS
    }, TICK_MS).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  look(lagMs: number, nowMs: number): void {
    this.#hurry = 0
    const { queueBytes, inFlight } = this
    this.#pressure.sample({ lagMs: this.#isQueue ? lagMs : 0, queueBytes, inFlight }, nowMs)
    this.#arrivals = 0
    this.bodies.sweep()
    this.connections.sweep(nowMs)
  }

  /** Accepted and not yet on disk. */
  get queueBytes(): number {
    return this.#log.pendingBytes
  }

  /** Requests that are being worked on: those that only wait for a no are none. */
  get inFlight(): number {
    return this.connections.inFlight - this.held.count
  }

  /** Nothing is put off. */
  get isOpen(): boolean {
    return this.level === 0 && !this.#isFull
  }

  /** Nothing but what is dear comes in now: whoever has none of it need not be read. */
  get isOnlyForDear(): boolean {
    return this.level >= DEAR_ONLY
  }

  /** May one of this kind come in? Each answer of no is counted. */
  admits(kind: Kind): boolean {
    const isAdmitted = !this.#isFull && (kind === 'dear' || this.#hasRoomFor(kind))
    if (!isAdmitted) this.shed[kind]++
    return isAdmitted
  }

  /** Should this decision be a popular list? All of them are before one fails. */
  get degrades(): boolean {
    return this.level > 0 && this.#isOwed('degrade', this.level)
  }

  /** The answer to those who are put off. Nothing of theirs was kept. */
  refusal(): Problem {
    return new Problem(503, 'busy', 'Too much to do at the moment; send the same again later.', {
      headers: { 'retry-after': String(RETRY_AFTER_S) },
    })
  }

  /** A late loop is trouble of ours only if requests wait for it. */
  get #isQueue(): boolean {
    return this.#arrivals > FEW || this.inFlight > FEW
  }

  get #isFull(): boolean {
    return this.queueBytes + this.workBytes > MOST_BYTES
  }

  #hasRoomFor(kind: Sheddable): boolean {
    const over = this.level - RANK[kind]
    return over <= 0 || !this.#isOwed(kind, over)
  }

  #isOwed(what: Sheddable | 'degrade', share: number): boolean {
    this.#owed[what] += Math.min(1, share)
    if (this.#owed[what] < 1) return false
    this.#owed[what]--
    return true
  }
}

const RANK = Object.fromEntries(SHEDDABLE.map((kind, rank) => [kind, rank])) as Record<
  Sheddable,
  number
>
const DEAR_ONLY = RANK.page + 1
