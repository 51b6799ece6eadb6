import { MINUTE } from '../../core/clock.ts'

const HERE_MS = 5 * MINUTE

/**
 * Who is in the shop: everyone seen in the last five minutes, and what they look
 * for. A map in order of last sight, so that leaving costs no search.
 */
export class Presence {
  readonly #people = new Map<string, { at: number; interest?: string }>()
  readonly #interests = new Map<string, number>()
  readonly #capacity: number

  constructor(capacity = 100_000) {
    this.#capacity = capacity
  }

  /** @param interest category they look at now; undefined keeps the earlier one. */
  seen(visitor: string, time: number, interest?: string): void {
    const before = this.#people.get(visitor)
    this.#people.delete(visitor)
    const person = before ?? { at: time }
    person.at = time
    if (interest !== undefined && interest !== person.interest) {
      this.#leave(person.interest)
      person.interest = interest
      this.#interests.set(interest, (this.#interests.get(interest) ?? 0) + 1)
    }
    this.#people.set(visitor, person)
    // A tenth at once: each walk from a map's start passes over what was deleted there before.
    if (this.#people.size > this.#capacity * 1.1) this.#forget(this.#capacity, Infinity)
  }

  leave(visitor: string): void {
    this.#leave(this.#people.get(visitor)?.interest)
    this.#people.delete(visitor)
  }

  /** How many are here, and what they look for, most sought first. */
  read(now: number): { visitors: number; interests: { category: string; visitors: number }[] } {
    this.#forget(0, now - HERE_MS)
    const interests = [...this.#interests]
      .map(([category, visitors]) => ({ category, visitors }))
      .sort((a, b) => b.visitors - a.visitors || (a.category < b.category ? -1 : 1))
    return { visitors: this.#people.size, interests }
  }

  /** The longest unseen, down to a size or to those seen since. */
  #forget(size: number, until: number): void {
    for (const [visitor, { at, interest }] of this.#people) {
      if (at > until || this.#people.size <= size) return
      this.#people.delete(visitor)
      this.#leave(interest)
    }
  }

  #leave(interest: string | undefined): void {
    if (interest === undefined) return
    const left = (this.#interests.get(interest) ?? 1) - 1
    if (left > 0) this.#interests.set(interest, left)
    else this.#interests.delete(interest)
  }
}
