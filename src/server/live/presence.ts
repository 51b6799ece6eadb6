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
    if (this.#people.size > this.#capacity) this.#forgetOldest()
  }

  /** How many are here, and what they look for, most sought first. */
  read(now: number): { visitors: number; interests: { category: string; visitors: number }[] } {
    for (const person of this.#people.values()) {
      if (person.at > now - HERE_MS) break
      this.#forgetOldest()
    }
    const interests = [...this.#interests]
      .map(([category, visitors]) => ({ category, visitors }))
      .sort((a, b) => b.visitors - a.visitors || (a.category < b.category ? -1 : 1))
    return { visitors: this.#people.size, interests }
  }

  #forgetOldest(): void {
    for (const [visitor, { interest }] of this.#people) {
      this.#people.delete(visitor)
      this.#leave(interest)
      return
    }
  }

  #leave(interest: string | undefined): void {
    if (interest === undefined) return
    const left = (this.#interests.get(interest) ?? 1) - 1
    if (left > 0) this.#interests.set(interest, left)
    else this.#interests.delete(interest)
  }
}
