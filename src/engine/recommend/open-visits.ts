import { ByLastUse } from '../../core/by-last-use.ts'
import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import { VISIT_GAP_MS } from '../../core/clock.ts'

/** How far back in a visit an item still leads to another. */
export const REACH = 10
const MOST_VISITS = 100_000

interface Visit {
  last: number
  /** Oldest first, at most `REACH`. */
  items: number[]
}

/**
 * The visits going on, as the recommender learns from them: it must not depend on
 * profiles, which live on one node only. The visitor silent for longest is the
 * first in the table, and the first to leave it.
 */
export class OpenVisits {
  readonly #visits = new ByLastUse<Visit>()

  get count(): number {
    return this.#visits.size
  }

  /** Items of the visitor's visit so far, oldest first; a silence of 30 minutes began a new one. */
  touch(visitor: string, time: number): number[] {
    let visit = this.#visits.get(visitor)
    if (visit === undefined || time - visit.last > VISIT_GAP_MS) visit = { last: time, items: [] }
    visit.last = time
    this.#visits.set(visitor, visit)
    this.#close(time)
    return visit.items
  }

  /** Was it looked at in the visit that goes on? Asking changes nothing. */
  holds(visitor: string, item: number, time: number): boolean {
    const visit = this.#visits.get(visitor)
    return visit !== undefined && time - visit.last <= VISIT_GAP_MS && visit.items.includes(item)
  }

  /** The same item twice in a row is one. */
  push(items: number[], item: number): void {
    if (items[items.length - 1] === item) return
    items.push(item)
    if (items.length > REACH) items.shift()
  }

  /** What `from` did in this visit is forgotten unless `into` has no visit of its own. */
  merge(from: string, into: string): void {
    const visit = this.#visits.get(from)
    this.#visits.delete(from)
    if (visit !== undefined && !this.#visits.has(into)) this.#visits.set(into, visit)
  }

  forget(visitor: string): void {
    this.#visits.delete(visitor)
  }

  save(writer: ByteWriter): void {
    writer.count(this.#visits.size)
    for (const [visitor, { last, items }] of this.#visits) {
      writer.text(visitor)
      writer.count(last)
      writer.count(items.length)
      for (const item of items) writer.count(item)
    }
  }

  static load(reader: ByteReader): OpenVisits {
    const visits = new OpenVisits()
    for (let left = reader.count(); left > 0; left--) {
      const visitor = reader.text()
      const last = reader.count()
      const items: number[] = []
      for (let n = reader.count(); n > 0; n--) items.push(reader.count())
      visits.#visits.set(visitor, { last, items })
    }
    return visits
  }

  #close(time: number): void {
    for (let first = this.#visits.first; first !== undefined; first = this.#visits.first) {
      const [visitor, { last }] = first
      if (time - last <= VISIT_GAP_MS && this.#visits.size <= MOST_VISITS) return
      this.#visits.delete(visitor)
    }
  }
}
