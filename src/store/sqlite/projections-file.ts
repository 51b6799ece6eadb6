import { existsSync, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { isOfDamage } from './damage.ts'
import { unreadable } from './day-file.ts'

const FORMAT = 2

/** What can be rebuilt from the log, in one file per shop: `profiles.db`. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS profiles (
    visitor TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    sum INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS sums (
    name TEXT NOT NULL,
    datacentre TEXT NOT NULL,
    partition INTEGER NOT NULL,
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    sum INTEGER NOT NULL,
    PRIMARY KEY (name, datacentre, partition)
  );
  PRAGMA user_version = ${FORMAT};
`

/**
 * Opened, made if it is missing, and made anew when it is damaged: the damaged one is
 * set aside, and what was in it comes back from the log.
 * @throws Error that names the file.
 */
export function openProjections(path: string): DatabaseSync {
  try {
    return open(path)
  } catch (cause) {
    if (!isOfDamage(cause)) throw unreadable(path, cause)
    setProjectionsAside(path)
    return open(path)
  }
}

/** The damaged file stays, for whoever wants to look at it; only the newest of them. */
export function setProjectionsAside(path: string): void {
  for (const end of ['', '-wal', '-shm']) {
    rmSync(`${path}.damaged${end}`, { force: true })
    if (existsSync(path + end)) renameSync(path + end, `${path}.damaged${end}`)
  }
  process.emitWarning(
    `${path} is damaged: set aside as ${path}.damaged, and made again from the log`,
  )
}

function open(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5000 })
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
    if (formatOf(db) !== FORMAT) dropOlder(db)
    checkNames(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function formatOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()!.user_version)
}

/** A bit that turned in a name shows only when somebody asks for it: here, where it can be mended. */
function checkNames(db: DatabaseSync): void {
  db.prepare('SELECT visitor, position, bytes, sum FROM profiles')
  db.prepare('SELECT name, datacentre, partition, position, bytes, sum FROM sums')
}

/** Rows of a format before sums, or of a format to come: the log makes them anew. */
function dropOlder(db: DatabaseSync): void {
  db.exec(
    `BEGIN IMMEDIATE; DROP TABLE IF EXISTS profiles; DROP TABLE IF EXISTS sums; ${SCHEMA} COMMIT`,
  )
}
