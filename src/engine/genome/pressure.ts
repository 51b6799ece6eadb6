import type { ByteReader, ByteWriter } from '../../core/bytes.ts'
import type { ShopEvent } from '../../schema/event.ts'
import type { AskingKind } from '../../schema/nudge.ts'
import { ASKING, isAsking } from './asking.ts'

/** How many nudges somebody was given on one day of the shop, counted from 1970. */
interface Day {
  day: number
  asking: number
  confirming: number
}

/** When they last closed or put off a kind, ms; 0 for never. */
interface Answer {
  closed: number
  putOff: number
}

/** Today, and what records that come late may still speak of. */
const DAYS = 3

/**
 * How much we pressed one visitor lately: what they were given, day by day, and what they closed
 * or put off.
 *
 * Counts are of records, each of which is taken in once, and add up when two visitors turn out to
 * be one; of answers the newest counts. So it is the same in whatever order the records came,
 * however often, and whichever of two profiles was merged into the other. What was *given* counts,
 * seen or not: an impression that comes late, or never, cannot raise anybody's share.
 */
export class Pressure {
  /** By day, the newest last. */
  #days: Day[] = []
  readonly #answers = new Map<AskingKind, Answer>()

  note(kind: string, day: number): void {
    this.#add(
      isAsking(kind) ? { day, asking: 1, confirming: 0 } : { day, asking: 0, confirming: 1 },
    )
  }

  /**
   * They closed a nudge, or put it off. One that names no kind is of a placement: the dialog always
   * says what it was.
   */
  answered({ name, detail, time }: ShopEvent): void {
    const told = ASKING.find(kind => kind === detail)
    const kinds = told ? [told] : ASKING.filter(kind => kind !== 'jump')
    for (const kind of kinds) {
      this.#hear(
        kind,
        name === 'dismiss' ? { closed: time, putOff: 0 } : { closed: 0, putOff: time },
      )
    }
  }

  /** What was given on a day; one that is long over is as if it had been empty. */
  on(day: number): Readonly<Day> {
    return this.#days.find(each => each.day === day) ?? { day, asking: 0, confirming: 0 }
  }

  closedAt(kind: AskingKind): number {
    return this.#answers.get(kind)?.closed ?? 0
  }

  putOffAt(kind: AskingKind): number {
    return this.#answers.get(kind)?.putOff ?? 0
  }

  /** When they last closed anything. */
  get lastClosed(): number {
    return Math.max(0, ...[...this.#answers.values()].map(({ closed }) => closed))
  }

  /** Add another visitor's: `other` stays as it is. */
  merge(other: Pressure): void {
    for (const day of other.#days) this.#add(day)
    for (const [kind, answer] of other.#answers) this.#hear(kind, answer)
  }

  save(out: ByteWriter): void {
    out.count(this.#days.length)
    for (const { day, asking, confirming } of this.#days) {
      out.count(day)
      out.count(asking)
      out.count(confirming)
    }
    const answered = ASKING.filter(kind => this.#answers.has(kind))
    out.count(answered.length)
    for (const kind of answered) {
      const { closed, putOff } = this.#answers.get(kind)!
      out.u8(ASKING.indexOf(kind))
      out.count(closed)
      out.count(putOff)
    }
  }

  static load(from: ByteReader): Pressure {
    const pressure = new Pressure()
    for (let left = from.count(); left > 0; left--) {
      pressure.#days.push({ day: from.count(), asking: from.count(), confirming: from.count() })
    }
    for (let left = from.count(); left > 0; left--) {
      const kind = ASKING[from.u8()]
      if (kind === undefined) throw new RangeError('a genome names a nudge that is not known')
      pressure.#answers.set(kind, { closed: from.count(), putOff: from.count() })
    }
    return pressure
  }

  #add({ day, asking, confirming }: Day): void {
    const known = this.#days.find(each => each.day === day)
    if (known) {
      known.asking += asking
      known.confirming += confirming
      return
    }
    this.#days.push({ day, asking, confirming })
    this.#days = this.#days.sort((a, b) => a.day - b.day).slice(-DAYS)
  }

  #hear(kind: AskingKind, { closed, putOff }: Answer): void {
    const known = this.#answers.get(kind)
    this.#answers.set(kind, {
      closed: Math.max(closed, known?.closed ?? 0),
      putOff: Math.max(putOff, known?.putOff ?? 0),
    })
  }
}
