import { MINUTE, SECOND } from '../../core/clock.ts'
import { isHistory } from '../../engine/genome/acts-of.ts'
import type { DecisionMade } from '../../schema/decision.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type {
  EventStatus,
  EventsState,
  Learnt,
  LiveMessages,
  LiveState,
} from '../../schema/live.ts'
import type { NewRecord } from '../../schema/record.ts'
import { answerOfShop } from './answer.ts'
import { Debugger } from './debugger.ts'
import { placementKind, placementName } from './decided.ts'
import type { Arrival, LiveFeedOptions, LiveNames } from './options.ts'
import { Presence } from './presence.ts'
import { AnswerTimes, Pulse, RecentCounts } from './pulse.ts'
import { Stream } from './stream.ts'

export type Room = 'live' | 'events'
export type Listener = <N extends keyof LiveMessages>(name: N, data: LiveMessages[N]) => void

const NO_NAMES: LiveNames = { item: () => undefined, category: () => undefined }
/** Simple lists are over when none was made for this long. */
const CALM_MS = MINUTE
const LEARNT_MS = 2 * SECOND

/**
 * The live page's memory: what is going on in the shop, kept in bounded rings.
 *
 * What the server calls:
 *
 *     const feed = new LiveFeed({ shop, nickname, names, visitNumber, explain, learnt })
 *     feed.observe(record, { repeated, arrived, repairs })
 *                                                   // every record applied, event_refused too,
 *                                                   // and every repeated one; also the log's last
 *                                                   // hour after a restart, oldest first
 *     feed.answered(ms, now)                        // each POST /v1/decisions, its time inside
 *     feed.state(now)                               // LiveState
 *     feed.events({ status }, now)                  // EventsState
 *     feed.subscribe(listener)                      // → () => void; listener(name, data)
 *
 *     app.register(liveRoutes, { feed, clock, onRequest })
 *                                                   // GET /v1/live, /v1/live/state, /v1/events/recent
 *
 * `onRequest` is the session check; it answers 401 itself.
 */
export class LiveFeed {
  readonly #options: LiveFeedOptions
  readonly #names: LiveNames
  readonly #presence = new Presence()
  readonly #pulse = new Pulse()
  readonly #times = new AnswerTimes()
  readonly #robots = new RecentCounts(5 * MINUTE, 30, 1)
  readonly #decided = new RecentCounts(MINUTE, 12)
  readonly #clicked = new RecentCounts(MINUTE, 12)
  readonly #listeners = { live: new Set<Listener>(), events: new Set<Listener>() }
  readonly #stream: Stream
  readonly #debugger: Debugger
  #learnt: { at: number; items: Learnt[] } = { at: -Infinity, items: [] }
  #degraded: { since: number; last: number } | undefined

  constructor(options: LiveFeedOptions) {
    this.#options = options
    this.#names = options.names ?? NO_NAMES
    this.#stream = new Stream(options, this.#names, (name, data) => this.#tell('live', name, data))
    this.#debugger = new Debugger(options, this.#names, row => {
      if (this.#listeners.events.size > 0) this.#tell('events', 'event', row())
    })
  }

  observe(record: NewRecord, arrival: Arrival = {}): void {
    const now = record.receivedAt
    if (record.type === 'event' && isHistory(record.body)) return // nobody is there
    if (record.type === 'event') {
      this.#debugger.event(record.id, record.body, now, arrival)
      if (!arrival.repeated) this.#event(record.body, now)
    } else if (record.type === 'event_refused') {
      this.#debugger.refused(record.id, record.body, now)
    } else if (record.type === 'decision' && !arrival.repeated) {
      this.#decision(record.id, record.body, now)
    }
  }

  /** Somebody was forgotten, under every key: rows, visits and what was sent go. */
  forget(keys: readonly string[]): void {
    const theirs = new Set(keys)
    const isTheirs = (visitor: string) => theirs.has(visitor)
    for (const key of keys) this.#presence.leave(key)
    this.#stream.forget(isTheirs)
    this.#debugger.forget(isTheirs)
  }

  /** A decision request was answered within so many milliseconds. */
  answered(ms: number, now: number): void {
    this.#times.add(ms, now)
  }

  state(now: number): LiveState {
    return {
      ...this.#figures(now),
      now,
      shop: this.#options.shop,
      pulse: this.#pulse.beats(now),
      rows: this.#stream.rows(),
    }
  }

  /** What changes with every breath of the shop, without the rows. */
  beat(now: number): LiveMessages['beat'] {
    return { now, ...this.#figures(now), ...this.#pulse.latest(now) }
  }

  events(filter: { status?: EventStatus; limit?: number }, now: number): EventsState {
    return this.#debugger.state(filter, now)
  }

  tally(now: number): LiveMessages['tally'] {
    return this.#debugger.tally(now)
  }

  /** @returns how to stop listening. */
  subscribe(listener: Listener, room: Room = 'live'): () => void {
    this.#listeners[room].add(listener)
    return () => this.#listeners[room].delete(listener)
  }

  #event(event: ShopEvent, now: number): void {
    this.#pulse.event(now)
    if (event.robot !== undefined) this.#robots.add('event', now)
    else this.#person(event, now)
  }

  #person(event: ShopEvent, now: number): void {
    if (event.name === 'purchase') this.#pulse.purchase(now)
    if (event.name === 'click' && event.placement !== undefined) {
      this.#clicked.add(placementKind(event.placement), now)
    }
    if (event.visitor !== undefined) {
      this.#presence.seen(event.visitor, now, this.#interestOf(event))
    }
    this.#stream.event(event, now)
  }

  #decision(id: string, made: DecisionMade, now: number): void {
    if (made.robot) return
    this.#pulse.decision(now)
    for (const { placement } of made.choices) this.#decided.add(placementKind(placement), now)
    if (made.degraded) {
      const calm = this.#degraded === undefined || now - this.#degraded.last > CALM_MS
      this.#degraded = { since: calm ? now : this.#degraded!.since, last: now }
    }
    this.#stream.decision(id, made, now)
  }

  /** The root of the category looked at, by its French name: what somebody is here for. */
  #interestOf({ page, items }: ShopEvent): string | undefined {
    const item = items?.[0]?.id ?? page?.item
    const known = item === undefined ? undefined : this.#names.item(item)?.category
    if (known !== undefined) return rootOf(known)
    const told = page?.category ?? items?.[0]?.category
    if (told === undefined || told === '') return undefined
    // The page tells it in the visitor's language: the same category must count once.
    return this.#names.category(rootOf(told))?.fr ?? rootOf(told)
  }

  #figures(now: number) {
    const { visitors, interests } = this.#presence.read(now)
    const named = interests.slice(0, 2).map(({ category, visitors }) => ({
      name: this.#names.category(category) ?? { fr: category, en: category },
      visitors,
    }))
    const clicked = this.#clicked.totals(now)
    const byPlacement = [...this.#decided.totals(now)]
      .map(([placement, decisions]) => ({
        placement,
        say: placementName(placement),
        decisions,
        clicked: Math.min(decisions, clicked.get(placement) ?? 0),
      }))
      .sort((a, b) => b.decisions - a.decisions)
    const degraded = this.#degraded && now - this.#degraded.last <= CALM_MS
    return {
      answer: answerOfShop(visitors, named),
      visitors,
      robots: this.#robots.totals(now).get('event') ?? 0,
      answerMs: this.#times.read(now),
      learnt: this.#learntBy(now),
      byPlacement,
      ...(degraded ? { degradedSince: this.#degraded!.since } : {}),
    }
  }

  /** A report may be dear and several pages may be open: asked once in two seconds. */
  #learntBy(now: number): Learnt[] {
    if (Math.abs(now - this.#learnt.at) >= LEARNT_MS) {
      this.#learnt = { at: now, items: this.#options.learnt?.() ?? [] }
    }
    return this.#learnt.items
  }

  #tell<N extends keyof LiveMessages>(room: Room, name: N, data: LiveMessages[N]): void {
    for (const listener of this.#listeners[room]) listener(name, data)
  }
}

function rootOf(path: string): string {
  const end = path.indexOf('>')
  return (end < 0 ? path : path.slice(0, end)).trim()
}
