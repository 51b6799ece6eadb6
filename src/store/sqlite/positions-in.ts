import type { DatabaseSync } from 'node:sqlite'
import { hasSums } from './day-file.ts'

/** First and last position of a day, erased ones included; undefined when it never had any. */
export function positionsIn(db: DatabaseSync): { first: number; last: number } | undefined {
  const held = db.prepare(ENDS('position', 'position', 'records')).get()!
  const erased = hasSums(db) ? db.prepare(ENDS('first', 'last', 'erased')).get()! : {}
  const ends = [held.first, held.last, erased.first, erased.last].filter(end => end != null)
  if (ends.length === 0) return undefined
  return { first: Math.min(...ends.map(Number)), last: Math.max(...ends.map(Number)) }
}
/** Two questions, because SQLite answers each from one end of the table. */
const ENDS = (first: string, last: string, table: string) =>
  `SELECT (SELECT min(${first}) FROM ${table}) first, (SELECT max(${last}) FROM ${table}) last`
