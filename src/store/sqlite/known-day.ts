import { existsSync, readFileSync } from 'node:fs'
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { BloomFilter } from '../../core/bloom-filter.ts'
import { parseUuid } from '../../core/ids.ts'
import { isRemembered } from '../window.ts'
import { openDayToRead } from './day-file.ts'
import { filterPath } from './seal-day.ts'

/** An id that is looked for, hashed once for all days. */
export interface Sought {
  /** As it came, in any letters. */
  id: string
  receivedAt: number
  /** Two secret hashes, for tables. */
  slot: number
  mark: number
  /** Two open ones, for filters. */
  place: number
  bits: number
}

/** What a record says of itself. */
export interface Held {
  /** In small letters. */
  id: string
  receivedAt: number
}

/** The ids of one day. */
export interface KnownDay {
  readonly day: number
  /** Position of the remembered record with this id, or 0. */
  find(sought: Sought): number
  close(): void
}

/** A day that is over: its filter says no, or its index is asked. */
export class SealedDay implements KnownDay {
  readonly day: number
  readonly #filter: BloomFilter
  readonly #stored: Lookup

  constructor(path: string, day: number, filter: BloomFilter) {
    this.day = day
    this.#filter = filter
    this.#stored = new Lookup(path, 'SELECT position, received_at FROM records WHERE id = ?')
  }

  find(sought: Sought): number {
    if (!this.#filter.has(sought.place, sought.bits)) return 0
    const row = this.#stored.get(parseUuid(sought.id))
    if (!row || !isRemembered(Number(row.received_at), sought.receivedAt)) return 0
    return Number(row.position)
  }

  close(): void {
    this.#stored.close()
  }
}

/** The saved filter of a day; undefined when there is none, or none that is whole: it is then made again. */
export function loadFilter(path: string): BloomFilter | undefined {
  const file = filterPath(path)
  if (!existsSync(file)) return undefined
  try {
    return BloomFilter.load(readFileSync(file))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** One prepared question to one day file, opened when it is first asked. */
export class Lookup {
  readonly #path: string
  readonly #sql: string
  #db?: DatabaseSync
  #statement?: StatementSync

  constructor(path: string, sql: string) {
    this.#path = path
    this.#sql = sql
  }

  get(key: SQLInputValue): Record<string, unknown> | undefined {
    this.#db ??= openDayToRead(this.#path)
    this.#statement ??= this.#db?.prepare(this.#sql)
    return this.#statement?.get(key)
  }

  close(): void {
    this.#db?.close()
    this.#db = undefined
    this.#statement = undefined
  }
}
