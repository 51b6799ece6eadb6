import type { DatabaseSync } from 'node:sqlite'
import { formatUuid } from '../../core/ids.ts'
import { type LogRecord, upcast } from '../../schema/record.ts'
import type { OnDamage } from './damage.ts'
import { positionsIn } from './positions-in.ts'
import type { StoredRecord } from './record-sum.ts'
import { RowReader } from './row-reader.ts'
import { StripReader } from './strips.ts'

/** A chunk ends at whichever comes first, so that a million small or a thousand large records fit. */
const CHUNK_RECORDS = 1000
const CHUNK_CHARACTERS = 500_000

export interface Stretch {
  /** Exclusive. */
  after: number
  /** Inclusive. */
  until: number
  partition?: number
}

/**
 * Records of a day in order, in chunks. No transaction stays open between two
 * chunks: one would keep the writer from folding its WAL in. What is damaged is told
 * and passed over; what can be read is read.
 */
export function* readDay(
  db: DatabaseSync,
  stretch: Stretch,
  onDamage: OnDamage,
): Generator<LogRecord[]> {
  const rows = new RowReader(db, onDamage)
  const end = Math.min(stretch.until, positionsIn(db)?.last ?? 0)
  const look = stretch.partition === undefined ? everything(rows, end) : onePartition(db, rows, end)
  for (let after = stretch.after; after < end; ) {
    const chunk = takeChunk(look({ ...stretch, after }), end)
    if (chunk.records.length > 0) yield chunk.records
    after = chunk.until
  }
}

/** @returns the records, and the place up to which all that is asked for is among them */
function takeChunk(
  rows: Iterable<StoredRecord>,
  end: number,
): { records: LogRecord[]; until: number } {
  const records: LogRecord[] = []
  let characters = 0
  for (const row of rows) {
    records.push(revive(row))
    characters += row.body.length
    if (records.length >= CHUNK_RECORDS || characters >= CHUNK_CHARACTERS) {
      return { records, until: row.position }
    }
  }
  return { records, until: end }
}

type Look = (stretch: Stretch) => Iterable<StoredRecord>

function everything(rows: RowReader, end: number): Look {
  return ({ after }) => rows.between(after, end)
}

/** What stands in strips is found by its place; the rest, less than a strip, is scanned. */
function onePartition(db: DatabaseSync, rows: RowReader, end: number): Look {
  const strips = new StripReader(db)
  return function* ({ partition, after }) {
    const known = strips.end
    for (const position of strips.positions(partition!, after, Math.min(end, known))) {
      yield* rows.between(position - 1, position)
    }
    for (const row of rows.between(Math.max(after, known), end)) {
      if (row.partition === partition) yield row
    }
  }
}

function revive(row: StoredRecord): LogRecord {
  const { position, partition, id, type, version, receivedAt } = row
  try {
    const body = upcast(type, version, JSON.parse(row.body))
    return { position, partition, id: formatUuid(id), type, receivedAt, version, body } as LogRecord
  } catch (cause) {
    throw new Error(`record ${position}: ${(cause as Error).message}`, { cause })
  }
}
