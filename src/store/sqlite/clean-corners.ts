import type { DatabaseSync } from 'node:sqlite'

/** Written in the file's head, in the transaction that deletes: its corners are still to be cleaned. */
const DUE = 1
/** Deletions that come together are cleaned together. */
const QUIET_MS = 1_000
/** A large file takes seconds to build anew: it is done at most so much of the time. */
const REST = 10

/**
 * What was deleted leaves stale corners behind: SQLite zeroes the row itself
 * (`secure_delete`), but pages that were split once keep copies. Of 20,000 rows written
 * several times, 6 of 420 deleted keys could still be read in the file. Building it anew
 * leaves none; a large file takes a second per 100 MB, so it waits until nothing more comes.
 */
export class Corners {
  readonly #db: DatabaseSync
  #timer?: NodeJS.Timeout
  #restMs = QUIET_MS

  constructor(db: DatabaseSync) {
    this.#db = db
    db.exec('PRAGMA secure_delete = ON')
    if (this.#isDue()) this.#later()
  }

  /** Call it inside the transaction that deletes. */
  soil(): void {
    this.#db.exec(`PRAGMA application_id = ${DUE}`)
  }

  /** Call it after the COMMIT: the rows leave the WAL at once, the corners soon. */
  deleted(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    this.#later()
  }

  close(): void {
    clearTimeout(this.#timer)
    if (this.#isDue()) this.#clean()
  }

  #later(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#clean(), this.#restMs)
  }

  /** A full disk is no reason to stop: it is done after the next deletion, or at the next start. */
  #clean(): void {
    const started = performance.now()
    try {
      this.#db.exec('VACUUM; PRAGMA application_id = 0; PRAGMA wal_checkpoint(TRUNCATE)')
    } catch (error) {
      process.emitWarning(`deleted profiles could not be overwritten: ${(error as Error).message}`)
    }
    this.#restMs = Math.max(QUIET_MS, (performance.now() - started) * REST)
  }

  #isDue(): boolean {
    return this.#db.prepare('PRAGMA application_id').get()?.application_id === DUE
  }
}
