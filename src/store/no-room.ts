/**
 * The disk is full. What was accepted is kept and goes to the disk when there is room
 * again; nobody may be told before that it is safe.
 */
export class NoRoom extends Error {
  constructor(cause?: unknown) {
    super('the disk is full', { cause })
  }
}

/** Full, in our word, the system's or SQLite's: anything else that a disk says is not about room. */
export function isNoRoom(error: unknown): boolean {
  if (error instanceof NoRoom) return true
  const { code, errcode } = (error ?? {}) as { code?: string; errcode?: number }
  if (code === 'ENOSPC' || code === 'EDQUOT' || ((errcode ?? 0) & 0xff) === SQLITE_FULL) return true
  return error instanceof Error && error.cause !== undefined && isNoRoom(error.cause)
}
const SQLITE_FULL = 13
