import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LogRecord } from '../../schema/record.ts'
import { type Damage, isOfDamage } from './damage.ts'
import type { DamageOfDay } from './damage-book.ts'
import { dayPath, daysOf, nameOfDay, openDayToRead, unreadable } from './day-file.ts'
import { positionsIn } from './positions-in.ts'
import { readDay, type Stretch } from './read-day.ts'

/**
 * Reads a log over its days, in order; the folder's owner and any other process may.
 * What is damaged is told and passed over.
 */
export class LogReader {
  readonly #folder: string
  readonly #onDamage: (damage: DamageOfDay) => void
  /** Last position of days that are over, once somebody read them. */
  readonly #lastOfDay = new Map<number, number>()

  constructor(folder: string, onDamage: (damage: DamageOfDay) => void) {
    this.#folder = folder
    this.#onDamage = onDamage
  }

  async *read(stretch: Stretch): AsyncIterable<LogRecord[]> {
    const days = daysOf(this.#folder)
    let after = stretch.after
    for (const [n, day] of days.entries()) {
      const known = this.#lastOfDay.get(day)
      if (known !== undefined && known <= after) continue
      const last = yield* this.#readDay(day, { ...stretch, after }, { isFirst: n === 0 })
      if (n < days.length - 1) this.#lastOfDay.set(day, last)
      after = Math.max(after, last)
    }
  }

  /** @returns last position of the day */
  async *#readDay(day: number, stretch: Stretch, { isFirst }: { isFirst: boolean }) {
    const path = dayPath(this.#folder, day)
    const tell = (damage: Damage) => this.#onDamage({ ...damage, day: nameOfDay(day) })
    try {
      const db = openDayToRead(path)
      if (!db) return 0
      try {
        const held = positionsIn(db)
        // Days before the first one were dropped when they were old enough.
        const after = isFirst ? Math.max(stretch.after, (held?.first ?? 1) - 1) : stretch.after
        for (const chunk of readDay(db, { ...stretch, after }, tell)) {
          yield chunk
          await nextTurn()
        }
        return held?.last ?? 0
      } finally {
        db.close()
      }
    } catch (cause) {
      if (!isOfDamage(cause)) throw unreadable(path, cause)
      return this.#passOver(day, stretch, cause as Error)
    }
  }

  /** Nothing of this day can be read: its places end where the next day's begin. */
  #passOver(day: number, { after, until }: Stretch, cause: Error): number {
    const next = daysOf(this.#folder).find(other => other > day)
    const last = next === undefined ? until : this.#firstOf(next, until) - 1
    const why = `its file cannot be read: ${cause.message}`
    if (last > after) this.#onDamage({ day: nameOfDay(day), first: after + 1, last, why })
    return last
  }

  #firstOf(day: number, otherwise: number): number {
    try {
      const db = openDayToRead(dayPath(this.#folder, day))
      const first = db && positionsIn(db)?.first
      db?.close()
      return first ?? otherwise
    } catch {
      return otherwise
    }
  }
}
