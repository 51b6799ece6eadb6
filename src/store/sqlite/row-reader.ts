import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { isOfDamage, type OnDamage } from './damage.ts'
import { hasSums } from './day-file.ts'
import { type StoredRecord, sumOfRecord } from './record-sum.ts'

/** Places looked at one by one behind a page that cannot be read, before steps get longer. */
const NEAR = 4096

type Row = [
  position: unknown,
  partition: unknown,
  id: unknown,
  type: unknown,
  version: unknown,
  receivedAt: unknown,
  body: unknown,
  sum: unknown,
]

/**
 * Reads the records of a day so that damage hides nothing and stops nothing.
 *
 *     a row whose sum is wrong     left out
 *     a page SQLite cannot read    skipped to the next place that can be read
 *     a gap between two good rows  told as damage, unless its records were erased
 */
export class RowReader {
  readonly #db: DatabaseSync
  readonly #onDamage: OnDamage
  readonly #hasSums: boolean
  readonly #from: (after: number) => Iterable<Row>
  #erased: StatementSync | undefined

  constructor(db: DatabaseSync, onDamage: OnDamage) {
    this.#db = db
    this.#onDamage = onDamage
    this.#hasSums = hasSums(db)
    const sum = this.#hasSums ? 'sum' : 'NULL'
    const statement = db.prepare(`
      SELECT position, partition, id, type, version, received_at, body, ${sum} FROM records
      WHERE position > ? ORDER BY position`)
    statement.setReturnArrays(true)
    this.#from = after => statement.iterate(after) as Iterable<unknown> as Iterable<Row>
  }

  /** Good records after a place, up to another one (inclusive). */
  *between(after: number, end: number): Generator<StoredRecord> {
    let why = ''
    for (let at = after; at < end; ) {
      try {
        for (const row of this.#from(at)) {
          const record = this.#good(row)
          if (record === undefined || record.position <= at) {
            why = `record ${at + 1} is not what was written`
            continue
          }
          this.#tellGap(at, Math.min(record.position - 1, end), why)
          if (record.position > end) return
          why = ''
          at = record.position
          yield record
          if (at >= end) return
        }
        this.#tellGap(at, end, why)
        return
      } catch (error) {
        if (!isOfDamage(error)) throw error
        const next = this.#nextReadable(at, end)
        this.#tellGap(at, next - 1, (error as Error).message)
        at = next - 1
      }
    }
  }

  /** Undefined when this is no record that was ever written. */
  #good(row: Row): StoredRecord | undefined {
    const [position, partition, id, type, version, receivedAt, body, sum] = row
    if (typeof position !== 'number' || typeof body !== 'string') return undefined
    if (!(id instanceof Uint8Array) || id.length !== 16) return undefined
    const record = { position, partition, id, type, version, receivedAt, body } as StoredRecord
    return !this.#hasSums || this.#isSum(record, sum) ? record : undefined
  }

  #isSum(record: StoredRecord, sum: unknown): boolean {
    try {
      return sumOfRecord(record) === sum
    } catch {
      return false // a number or a text that no record holds
    }
  }

  #tellGap(after: number, last: number, why: string): void {
    if (!this.#hasSums || last <= after) return
    for (const [first, until] of this.#notErased(after + 1, last)) {
      this.#onDamage({ first, last: until, why: why || 'its records are missing' })
    }
  }

  /** What of a gap was not made on purpose. */
  #notErased(first: number, last: number): [number, number][] {
    const open: [number, number][] = []
    let from = first
    for (const stretch of this.#erasedWithin(first, last)) {
      if (stretch.first > from) open.push([from, stretch.first - 1])
      from = Math.max(from, stretch.last + 1)
    }
    if (from <= last) open.push([from, last])
    return open
  }

  /**
   * Erased stretches that touch these places. Only those are asked for: a day from which many were
   * erased has a gap for each, and a list of them all for each gap is their square.
   */
  #erasedWithin(first: number, last: number): Erased[] {
    return unlessDamaged(() => {
      this.#erased ??= this.#db.prepare(`
        SELECT first, last FROM erased
        WHERE first >= coalesce((SELECT max(first) FROM erased WHERE first <= ?), 0) AND first <= ?
        ORDER BY first`)
      return stretchesOf(this.#erased.all(first, last)).filter(stretch => stretch.last >= first)
    })
  }

  /**
   * The next good record, or the place behind `end`. Beyond `NEAR`, a stretch whose two
   * ends cannot be read is taken for unreadable as a whole.
   */
  #nextReadable(after: number, end: number): number {
    let bad = after
    for (let at = after + 1, step = 1; at <= end; at += step) {
      if (this.#goodFrom(at)) return this.#goodFrom(this.#firstReadable(bad, at))
      bad = at
      if (at - after > NEAR) step *= 2
    }
    return this.#goodFrom(end) || end + 1
  }

  /** From where on one can read, between a place where one cannot and one where one can. */
  #firstReadable(bad: number, good: number): number {
    while (good - bad > 1) {
      const middle = Math.floor((bad + good) / 2)
      if (this.#goodFrom(middle)) good = middle
      else bad = middle
    }
    return good
  }

  /** Place of the record that is read first from here, 0 when it is no good one. */
  #goodFrom(position: number): number {
    try {
      for (const row of this.#from(position - 1)) return this.#good(row)?.position ?? 0
      return 0
    } catch (error) {
      if (isOfDamage(error)) return 0
      throw error
    }
  }
}

interface Erased {
  first: number
  last: number
}

/** Places whose records were taken out on purpose. */
export function erasedIn(db: DatabaseSync): Erased[] {
  return unlessDamaged(() =>
    stretchesOf(db.prepare('SELECT first, last FROM erased ORDER BY first').all()),
  )
}

function stretchesOf(rows: Record<string, unknown>[]): Erased[] {
  return rows.map(({ first, last }) => ({ first: Number(first), last: Number(last) }))
}

/** What cannot be read is not known to be erased: a gap is told as damage, the safer mistake. */
function unlessDamaged(read: () => Erased[]): Erased[] {
  try {
    return read()
  } catch (error) {
    if (isOfDamage(error)) return []
    throw error
  }
}
