import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { isOfDamage } from './damage.ts'
import { openDayToRead } from './day-file.ts'
import { mendWal } from './mend-wal.ts'
import { positionsIn } from './positions-in.ts'
import { freeName } from './salvage-day.ts'

/**
 * Before a day is opened for writing, which folds its WAL in and lets go of what SQLite
 * does not believe: if places that were on disk are missing, the WAL is damaged, and is
 * mended. The damaged one stays beside it.
 *
 * @param known the last place that is known to have been on disk
 */
export function mendTail(path: string, known: number): void {
  const wal = `${path}-wal`
  if (!existsSync(wal) || statSync(wal).size === 0 || lastIn(path) >= known) return
  const mended = mendWal(readFileSync(wal))
  if (mended === undefined) return
  const draft = `${wal}.mending`
  writeFileSync(draft, mended, { flush: true })
  renameSync(wal, `${freeName(path)}-wal`)
  rmSync(`${path}-shm`, { force: true })
  renameSync(draft, wal)
  process.emitWarning(`${wal} was damaged: what it holds beyond the damage is taken in again`)
}

/** The last place SQLite finds, without changing anything. */
function lastIn(path: string): number {
  try {
    const db = openDayToRead(path)
    try {
      return (db && positionsIn(db)?.last) ?? 0
    } finally {
      db?.close()
    }
  } catch (error) {
    if (isOfDamage(error)) return 0
    throw error
  }
}
