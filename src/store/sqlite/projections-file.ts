import { renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { unreadable } from './day-file.ts'

/** What can be rebuilt from the log, in one file per shop: `profiles.db`. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS profiles (
    visitor TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL
  );
  CREATE TABLE IF NOT EXISTS sums (
    name TEXT NOT NULL,
    datacentre TEXT NOT NULL,
    partition INTEGER NOT NULL,
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (name, datacentre, partition)
  );
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
    if (!isDamaged(cause)) throw unreadable(path, cause)
    const aside = `${path}.damaged-${Date.now()}`
    renameSync(path, aside)
    for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true })
    process.emitWarning(`${path} is damaged: set aside as ${aside}, and made again from the log`)
    return open(path)
  }
}

function open(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5000 })
  try {
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${SCHEMA}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** SQLite's own words for it: SQLITE_CORRUPT and SQLITE_NOTADB. */
function isDamaged(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode ?? 0
  return (code & 0xff) === 11 || (code & 0xff) === 26
}
