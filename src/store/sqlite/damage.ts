/** Places of a day whose records cannot be read, or are not what was written. */
export interface Damage {
  first: number
  /** Inclusive. */
  last: number
  why: string
}

export type OnDamage = (damage: Damage) => void

/**
 * Does this error, or what caused it, say that what is on disk is not what was written?
 * SQLite's own words for it (SQLITE_CORRUPT, SQLITE_NOTADB), a table it does not find
 * where we made one (SQLITE_ERROR), a disk that does not give a page back (SQLITE_IOERR),
 * or a number no record of ours ever held.
 */
export function isOfDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { errcode = 0, code } = error as { errcode?: number; code?: string }
  if (error instanceof Damaged || code === 'ERR_OUT_OF_RANGE') return true
  return DAMAGE_CODES.includes(errcode & 0xff) || isOfDamage(error.cause)
}
const DAMAGE_CODES = [1, 10, 11, 26]

/** A file contradicts itself. */
export class Damaged extends Error {}
