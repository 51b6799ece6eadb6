import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DAY } from '../../core/clock.ts'
import { Damaged } from './damage.ts'
import { type StoredRecord, sumOfRecord } from './record-sum.ts'

/**
 * The file of one UTC day, `log/2026-11-22.db`.
 *
 * `strips` holds the partitions of 4,096 records at a time, 2 bytes each, so that
 * reading one partition looks at a two-hundredth of the day. An index would dirty
 * a page per partition and commit, and halve the speed of the log. The index of
 * ids comes when the day is over (see `seal-day.ts`): random ids would otherwise
 * cost a page each. `sum` is the record's checksum (see `record-sum.ts`), `erased`
 * the places whose records were taken out on purpose: any other gap is damage.
 */
const ERASED = `
  CREATE TABLE erased (first INTEGER PRIMARY KEY, last INTEGER NOT NULL);`
const RECORDS = `
  CREATE TABLE records (
    position INTEGER PRIMARY KEY,
    partition INTEGER NOT NULL,
    id BLOB NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    sum INTEGER NOT NULL
  )`
const SCHEMA = `${RECORDS};
  CREATE TABLE strips (first INTEGER PRIMARY KEY, partitions BLOB NOT NULL);
  ${ERASED}
  PRAGMA application_id = 0x56495452;
  PRAGMA user_version = 2;
`
const FORMAT = 2
/** Records without a sum: read as they are, and given their sums when they are next written to. */
const UNCHECKED = 1

export function dayPath(folder: string, day: number): string {
  return join(folder, `${nameOfDay(day)}.db`)
}

/** `2026-11-22`. */
export function nameOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** Days that have a file, oldest first. */
export function daysOf(folder: string): number[] {
  return readdirSync(folder)
    .filter(name => /^\d{4,6}-\d{2}-\d{2}\.db$/.test(name))
    .map(name => Date.parse(name.slice(0, -3)) / DAY)
    .sort((a, b) => a - b)
}

/**
 * Open for writing, and make it if need be. Every commit is on disk before it
 * returns; the tail of a killed writer is taken in and brought to disk.
 */
export function openDay(path: string): DatabaseSync {
  return opening(path, {}, db => {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    const format = formatOf(db)
    if (format === 0) db.exec(`BEGIN; ${SCHEMA} COMMIT`)
    if (format === UNCHECKED) addSums(db)
    checkFormat(db)
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  })
}

/** Open beside the writer, only to look. Undefined when nothing was written yet. */
export function openDayToRead(path: string): DatabaseSync | undefined {
  if (!existsSync(path)) return undefined
  const db = opening(path, { readOnly: true }, db => {
    if (formatOf(db) > UNCHECKED) checkFormat(db)
  })
  if (formatOf(db) !== 0) return db
  db.close()
}

/** Have its records sums? Files that were over before there were any go without. */
export function hasSums(db: DatabaseSync): boolean {
  return formatOf(db) !== UNCHECKED
}

/** What stands in the file now is taken for true: 300,000 records a second, once. */
function addSums(db: DatabaseSync): void {
  db.function('sum_of', (position, partition, id, type, version, receivedAt, body) =>
    sumOfRecord({ position, partition, id, type, version, receivedAt, body } as StoredRecord),
  )
  db.exec(`BEGIN;
    ALTER TABLE records ADD COLUMN sum INTEGER;
    UPDATE records SET sum = sum_of(position, partition, id, type, version, received_at, body);
    ${ERASED}
    PRAGMA user_version = ${FORMAT};
    COMMIT`)
}

function opening(
  path: string,
  options: { readOnly?: boolean },
  prepare: (db: DatabaseSync) => void,
): DatabaseSync {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { ...options, timeout: 5000 })
    prepare(db)
    return db
  } catch (cause) {
    db?.close()
    throw unreadable(path, cause)
  }
}

/** The trouble, with the name of the file it is in. */
export function unreadable(path: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause)
  return new Error(`cannot read ${path}: ${why}`, { cause })
}

function formatOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()!.user_version)
}

/** A format of the future may have other tables; with our tables, its number is a turned bit. */
function checkFormat(db: DatabaseSync): void {
  const format = formatOf(db)
  if (format === FORMAT) return
  const table = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'records'").get()
  const isOurs = String(table?.sql).replace(/\s+/g, ' ') === RECORDS.replace(/\s+/g, ' ').trim()
  if (isOurs) throw new Damaged(`its format was ${FORMAT} and is now ${format}`)
  throw new Error(`its format is ${format}, this build knows ${FORMAT}`)
}
