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

/** @throws Error that names the file. */
export function openProjections(path: string): DatabaseSync {
  try {
    const db = new DatabaseSync(path, { timeout: 5000 })
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${SCHEMA}`)
    return db
  } catch (cause) {
    throw unreadable(path, cause)
  }
}
