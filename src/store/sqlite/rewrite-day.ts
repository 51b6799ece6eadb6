import type { DatabaseSync } from 'node:sqlite'
import { SHOP_PARTITION } from '../../schema/record.ts'
import { openDay } from './day-file.ts'
import { eraseRecords } from './erase-records.ts'
import { sumOfRecord } from './record-sum.ts'
import { RowReader } from './row-reader.ts'
import { sealDay } from './seal-day.ts'

/** Another body at the place of a record, in the shape of this version. */
export interface Rewritten {
  position: number
  version: number
  /** JSON. */
  body: string
}

/**
 * Put other bodies in the place of some records of a day that is over, in one transaction,
 * and leave nothing of the old ones in its file: SQLite zeroes what it deletes, but pages
 * that were copied once keep stale corners, so the file is built anew (`VACUUM`) and its
 * WAL folded in. Killed at any point, the day is the old one or the new one; whoever reads
 * meanwhile reads either.
 *
 * @throws Error when somebody reads for so long that the WAL cannot be folded in: do it again
 */
export function rewriteDay(path: string, rewritten: readonly Rewritten[]): void {
  const db = openDay(path)
  try {
    db.exec('PRAGMA secure_delete = ON; BEGIN')
    for (const each of rewritten) replace(db, each)
    db.exec('COMMIT')
    buildAnew(db, path)
    for (const each of rewritten) check(db, each)
  } finally {
    db.close()
  }
}

/** Take the visitors' records out of a day; the shop's own stay. */
export function dropVisitors(path: string): void {
  const db = openDay(path)
  try {
    const theirs = db.prepare('SELECT position FROM records WHERE partition <> ? ORDER BY position')
    const positions = theirs.all(SHOP_PARTITION).map(row => Number(row.position))
    if (positions.length === 0) return
    eraseRecords(db, positions)
    db.exec('DELETE FROM strips')
    buildAnew(db, path)
  } finally {
    db.close()
  }
  sealDay(path)
}

/** A record that is damaged is left as it is: its reader passes it over. */
function replace(db: DatabaseSync, { position, version, body }: Rewritten): void {
  const [record] = recordAt(db, position)
  if (record === undefined) return
  const sum = sumOfRecord({ ...record, version, body })
  db.prepare('UPDATE records SET version = ?, body = ?, sum = ? WHERE position = ?').run(
    ...[version, body, sum, position],
  )
}

function check(db: DatabaseSync, { position, body }: Rewritten): void {
  const [record] = recordAt(db, position)
  if (record !== undefined && record.body !== body) {
    throw new Error(`record ${position} could not be rewritten`)
  }
}

function recordAt(db: DatabaseSync, position: number) {
  return [...new RowReader(db, () => {}).between(position - 1, position)]
}

function buildAnew(db: DatabaseSync, path: string): void {
  db.exec('VACUUM')
  const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number }
  if (busy !== 0) throw new Error(`${path} is being read: its rewriting is finished later`)
  const [{ quick_check }] = db.prepare('PRAGMA quick_check').all()
  if (quick_check !== 'ok') throw new Error(`${path} is damaged: ${quick_check}`)
}
