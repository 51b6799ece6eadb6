import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { isOfDamage } from './damage.ts'
import { openDay, openDayToRead } from './day-file.ts'
import { positionsIn } from './positions-in.ts'
import { sumOfRecord } from './record-sum.ts'
import { erasedIn, RowReader } from './row-reader.ts'
import { StripWriter } from './strips.ts'

/**
 * Do this with a day's file; when the file is damaged, save what can be read of it and
 * do it again.
 */
export function salvaging<T>(path: string, act: () => T): T {
  finishSalvage(path)
  try {
    return act()
  } catch (error) {
    if (!isOfDamage(error)) throw error
    process.emitWarning(
      `${path} is damaged (${(error as Error).message}): what can be read is saved`,
    )
  }
  salvageDay(path)
  return act()
}

/**
 * Make a day's file anew from the records that can be read in it. The damaged one stays
 * beside it, `2026-11-22.db.damaged-1`, for whoever wants to look at it.
 *
 *     draft written ─▶ named .mended ─▶ old one set aside ─▶ .mended takes its place
 *
 * Killed in between, `finishSalvage` goes on from what the names say.
 *
 * @returns false when it never was a file of ours: it stays where it is
 */
export function salvageDay(path: string): boolean {
  const draft = `${path}.mending`
  for (const end of ENDS) rmSync(draft + end, { force: true })
  const fresh = openDay(draft)
  const saved = withReadable(path, damaged => copyRecords(damaged, fresh))
  fresh.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  fresh.close()
  if (saved === 0 && !isOfSqlite(path)) {
    rmSync(draft)
    return false
  }
  renameSync(draft, `${path}.mended`)
  finishSalvage(path)
  return true
}

function isOfSqlite(path: string): boolean {
  const head = Buffer.alloc(16)
  const file = openSync(path, 'r')
  const size = readSync(file, head, 0, 16, 0)
  closeSync(file)
  return 'SQLite format 3\0'.startsWith(head.toString('latin1', 0, size))
}

const ENDS = ['', '-wal', '-shm']

function finishSalvage(path: string): void {
  const mended = `${path}.mended`
  if (!existsSync(mended)) return
  const aside = freeName(path)
  if (existsSync(path)) linkSync(path, aside)
  if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${aside}-wal`)
  rmSync(`${path}-shm`, { force: true })
  renameSync(mended, path)
}

/** A name for what is set aside: no other evidence is overwritten. */
export function freeName(path: string): string {
  for (let n = 1; ; n++) {
    const name = `${path}.damaged-${n}`
    if (!existsSync(name) && !existsSync(`${name}-wal`)) return name
  }
}

function copyRecords(damaged: DatabaseSync, fresh: DatabaseSync): number {
  let count = 0
  const insert = fresh.prepare('INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const erased = fresh.prepare('INSERT INTO erased VALUES (?, ?)')
  fresh.exec('BEGIN')
  const strips = new StripWriter(fresh)
  for (const record of new RowReader(damaged, () => {}).between(...endsOf(damaged))) {
    const { position, partition, id, type, version, receivedAt, body } = record
    const sum = sumOfRecord(record)
    insert.run(position, partition, id, type, version, receivedAt, body, sum)
    strips.add(position, partition)
    count++
  }
  for (const { first, last } of erasedIn(damaged)) erased.run(first, last)
  fresh.exec('COMMIT')
  return count
}

/** Between which places to look; where even these cannot be read, from the first one on. */
function endsOf(db: DatabaseSync): [after: number, end: number] {
  try {
    const held = positionsIn(db)
    return held ? [held.first - 1, held.last] : [0, 0]
  } catch (error) {
    if (!isOfDamage(error)) throw error
    return [0, Number.MAX_SAFE_INTEGER]
  }
}

/** The file as it is; or, when SQLite cannot even begin, a copy with a first page that is whole. */
function withReadable(path: string, act: (db: DatabaseSync) => number): number {
  const copy = `${path}.looked-at`
  let db = tryOpen(path)
  if (db === undefined) {
    for (const end of ['', '-wal']) {
      if (existsSync(path + end)) copyFileSync(path + end, copy + end)
    }
    giveFirstPage(copy)
    db = tryOpen(copy)
  }
  try {
    return db === undefined ? 0 : act(db)
  } finally {
    db?.close()
    for (const end of ENDS) rmSync(copy + end, { force: true })
  }
}

/** Undefined when nothing can be asked of it. */
function tryOpen(path: string): DatabaseSync | undefined {
  let db: DatabaseSync | undefined
  try {
    db = openDayToRead(path)
    if (db) new RowReader(db, () => {})
    return db
  } catch {
    db?.close()
    return undefined
  }
}

/**
 * The first page holds the header and the tables' names and nothing of a shop: that of
 * a new file will do, with the number of pages (at byte 28) put right.
 */
function giveFirstPage(path: string): void {
  const model = `${path}-model`
  openDay(model).close()
  const page = Buffer.alloc(PAGE)
  const from = openSync(model, 'r')
  readSync(from, page, 0, PAGE, 0)
  closeSync(from)
  page.writeUInt32BE(Math.floor(statSync(path).size / PAGE), 28)
  const to = openSync(path, 'r+')
  writeSync(to, page, 0, PAGE, 0)
  closeSync(to)
  for (const end of ENDS) rmSync(model + end, { force: true })
}
const PAGE = 4096
