import type { DatabaseSync } from 'node:sqlite'
import { formatUuid } from '../../core/ids.ts'
import { type LogRecord, upcast } from '../../schema/record.ts'
import { StripReader } from './strips.ts'

/** A chunk ends at whichever comes first, so that a million small or a thousand large records fit. */
const CHUNK_RECORDS = 1000
const CHUNK_CHARACTERS = 4_000_000

export interface Stretch {
  /** Exclusive. */
  after: number
  /** Inclusive. */
  until: number
  partition?: number
}

/**
 * Records of a day in order, in chunks. No transaction stays open between two
 * chunks: one would keep the writer from folding its WAL in.
 */
export function* readDay(db: DatabaseSync, stretch: Stretch): Generator<LogRecord[]> {
  const rowsOf = stretch.partition === undefined ? everything(db) : onePartition(db)
  for (let after = stretch.after; ; ) {
    const chunk = takeChunk(rowsOf({ ...stretch, after }))
    if (chunk.length === 0) return
    yield chunk
    after = chunk[chunk.length - 1].position
  }
}

/** First and last position of a day; undefined when it is empty. */
export function positionsIn(db: DatabaseSync): { first: number; last: number } | undefined {
  const { first, last } = db
    .prepare(
      'SELECT (SELECT min(position) FROM records) first, (SELECT max(position) FROM records) last',
    )
    .get()!
  return first === null ? undefined : { first: Number(first), last: Number(last) }
}

type Row = [
  position: number,
  partition: number,
  id: Uint8Array,
  type: string,
  version: number,
  receivedAt: number,
  body: string,
]
const COLUMNS = 'position, partition, id, type, version, received_at, body'

function takeChunk(rows: Iterable<Row>): LogRecord[] {
  const chunk: LogRecord[] = []
  let characters = 0
  for (const row of rows) {
    chunk.push(revive(row))
    characters += row[6].length
    if (chunk.length >= CHUNK_RECORDS || characters >= CHUNK_CHARACTERS) break
  }
  return chunk
}

function everything(db: DatabaseSync): (stretch: Stretch) => Iterable<Row> {
  const select = rows(
    db,
    `SELECT ${COLUMNS} FROM records WHERE position > ? AND position <= ? ORDER BY position`,
  )
  return ({ after, until }) => select(after, until)
}

/** What stands in strips is found by its place; the rest, less than a strip, is scanned. */
function onePartition(db: DatabaseSync): (stretch: Stretch) => Iterable<Row> {
  const strips = new StripReader(db)
  const one = rows(db, `SELECT ${COLUMNS} FROM records WHERE position = ?`)
  const beyond = rows(
    db,
    `SELECT ${COLUMNS} FROM records
     WHERE partition = ? AND position > ? AND position <= ? ORDER BY position`,
  )
  return function* ({ partition, after, until }) {
    const end = strips.end
    for (const position of strips.positions(partition!, after, Math.min(until, end))) {
      yield* one(position)
    }
    yield* beyond(partition!, Math.max(after, end), until)
  }
}

function rows(db: DatabaseSync, sql: string): (...bound: number[]) => Iterable<Row> {
  const statement = db.prepare(sql)
  statement.setReturnArrays(true)
  return (...bound) => statement.iterate(...bound) as Iterable<unknown> as Iterable<Row>
}

function revive([position, partition, id, type, version, receivedAt, body]: Row): LogRecord {
  try {
    const newest = upcast(type, version, JSON.parse(body))
    const head = { position, partition, id: formatUuid(id), type, receivedAt }
    return { ...head, version, body: newest } as LogRecord
  } catch (cause) {
    throw new Error(`record ${position}: ${(cause as Error).message}`, { cause })
  }
}
