import { DAY, MINUTE } from '../../../core/clock.ts'
import type { AskingKind, NudgeKind } from '../../../schema/nudge.ts'
import type { NudgeTerms } from '../../../schema/nudge-terms.ts'
import { isAsking } from '../../genome/asking.ts'
import type { Pressure } from '../../genome/pressure.ts'

/** A moment, and the day of the shop it lies in, counted from 1970. */
export interface Now {
  time: number
  day: number
}

/**
 * May this visitor be nudged now? One judge for everything that nudges: what stands beside a
 * selection, and dialogs over a page.
 *
 * What **asks** something (an offer, the way back to a cart, the dialog of what is out of stock)
 * has a share of the day, does not come back while what was closed cools down or what was put off
 * is put off, and rests for a while after anything was closed. What only **confirms** (a rating, a
 * promise of delivery, how far to free delivery) covers nothing and wants no answer: nobody
 * closes it, so it has a share of the day of its own, a larger one, and would otherwise use up
 * in one look at three pages what is kept for the one question that may help.
 *
 * An offer that was made is one promise, wherever it stands until it lapses: it took its share when
 * it was made. A share is of what was given, and a decision is applied in the turn that made it: two tabs that
 * ask at once are two turns, and the second sees what the first was given.
 */
export class Arbiter {
  readonly #terms: NudgeTerms
  readonly #pressure: Pressure
  readonly #now: Now

  constructor(terms: NudgeTerms, pressure: Pressure, now: Now) {
    this.#terms = terms
    this.#pressure = pressure
    this.#now = now
  }

  /** @param isHeld it is a promise that was made already */
  allows(kind: NudgeKind | AskingKind, isHeld = false): boolean {
    const { asking, confirming } = this.#pressure.on(this.#now.day)
    if (!isAsking(kind)) return confirming < this.#terms.confirmPerDay
    return (isHeld || asking < this.#terms.perDay) && !this.#isUnwelcome(kind)
  }

  #isUnwelcome(kind: AskingKind): boolean {
    const { coolDownDays, restMinutes, snoozeMinutes } = this.#terms
    const { time } = this.#now
    const isLately = (then: number, ms: number) => then > 0 && time - then < ms
    return (
      isLately(this.#pressure.closedAt(kind), coolDownDays * DAY) ||
      isLately(this.#pressure.putOffAt(kind), snoozeMinutes * MINUTE) ||
      isLately(this.#pressure.lastClosed, restMinutes * MINUTE)
    )
  }
}
