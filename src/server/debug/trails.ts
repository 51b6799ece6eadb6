import { MINUTE } from '../../core/clock.ts'
import type { LogRecord } from '../../schema/record.ts'
import type { Arrival } from '../live/options.ts'
import type { Shop } from '../shop.ts'
import { type Belief, beliefsOf, type Moved, moved } from './beliefs.ts'

/** Somebody who looks comes back every few seconds. */
const WATCHED_MS = 2 * MINUTE
const MOST_WATCHED = 20
const MOST_KEPT = 80

/** Something that happened to a browser whose overlay is open, and what it changed. */
export interface Passed {
  n: number
  record: LogRecord
  told: Arrival
  moved: Moved[]
}

interface Trail {
  until: number
  passed: Passed[]
  beliefs: Map<string, Belief>
}

/**
 * What happens to the browsers whose debug overlay is open, and to nobody else: kept in memory
 * for as long as somebody looks. Traits are compared before and after each record, which is
 * dear, so at most twenty are watched at once.
 */
export class Trails {
  readonly #shop: Shop
  readonly #clock: () => number
  readonly #trails = new Map<string, Trail>()
  #count = 0

  constructor(shop: Shop, clock: () => number) {
    this.#shop = shop
    this.#clock = clock
  }

  /** What happened to this visitor since they are watched: from now on they are. */
  watch(visitor: string): readonly Passed[] {
    const now = this.#clock()
    for (const [key, { until }] of this.#trails) if (until < now) this.#trails.delete(key)
    const key = this.#shop.engine.canonical(visitor)
    const trail = this.#trails.get(key)
    if (trail) trail.until = now + WATCHED_MS
    else if (this.#trails.size < MOST_WATCHED) {
      const beliefs = beliefsOf(this.#shop.engine, key, now)
      this.#trails.set(key, { until: now + WATCHED_MS, passed: [], beliefs })
    }
    return trail?.passed ?? []
  }

  note(record: LogRecord, told: Arrival): void {
    if (this.#trails.size === 0) return
    const { visitor } = record.body as { visitor?: string }
    const key = visitor === undefined ? '' : this.#shop.engine.canonical(visitor)
    const trail = this.#trails.get(key)
    if (trail === undefined) return
    const beliefs = beliefsOf(this.#shop.engine, key, this.#clock())
    const changed = told.repeated ? [] : moved(trail.beliefs, beliefs)
    trail.beliefs = beliefs
    trail.passed.push({ n: ++this.#count, record, told, moved: changed })
    if (trail.passed.length > MOST_KEPT) trail.passed.shift()
  }

  forget(keys: readonly string[]): void {
    for (const key of keys) this.#trails.delete(key)
  }
}
