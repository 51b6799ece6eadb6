import { DAY } from '../core/clock.ts'
import type { ShopEvent } from '../schema/event.ts'

/** Where ids are looked up: the catalogue. */
export interface KnownIds {
  /** −1 for an id that nobody named yet. */
  find(id: string): number
  /** Ids named so far, by feeds and by events. */
  readonly itemCount: number
}

/**
 * How many item ids a public key may make up. Each new id stays in memory for good and
 * comes back with every replay of the log, and the key stands in every page: without a
 * bound anybody fills the memory in a minute, past healing by a restart. Ids of the
 * feeds and those named before are free.
 */
export class Strangers {
  readonly #known: KnownIds
  readonly #perDay: number
  readonly #inAll: number
  #day = Number.NaN
  readonly #today = new Set<string>()

  constructor(known: KnownIds, perDay = 20_000, inAll = 2_000_000) {
    this.#known = known
    this.#perDay = perDay
    this.#inAll = inAll
  }

  /** The id that is one too many, or undefined when the event may pass. */
  tooMany(event: ShopEvent, now: number): string | undefined {
    for (const { id } of event.items ?? []) if (!this.#allows(id, now)) return id
    const onPage = event.page?.item
    return onPage === undefined || this.#allows(onPage, now) ? undefined : onPage
  }

  #allows(id: string, now: number): boolean {
    if (this.#known.find(id) >= 0) return true
    const day = Math.floor(now / DAY)
    if (day !== this.#day) {
      this.#day = day
      this.#today.clear()
    }
    if (this.#today.has(id)) return true
    if (this.#today.size >= this.#perDay || this.#known.itemCount >= this.#inAll) return false
    this.#today.add(id)
    return true
  }
}
