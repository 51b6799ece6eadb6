import { DAY } from '../core/clock.ts'
import { LIMITS } from '../schema/limits.ts'

/** Is a record received now the same as one with its id received then? Ids are remembered this long. */
export function isRemembered(receivedThen: number, receivedNow: number): boolean {
  return receivedNow - receivedThen <= LIMITS.lateMs
}

/** Days whose ids may still matter: those of the window, and one for a clock that was put back. */
export const REMEMBERED_DAYS = LIMITS.lateMs / DAY + 1

/** UTC day of a moment, counted from 1970. */
export function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY)
}
