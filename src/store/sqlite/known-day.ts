import { existsSync, readFileSync } from 'node:fs'
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { BloomFilter } from '../../core/bloom-filter.ts'
import { formatUuid, parseUuid } from '../../core/ids.ts'
import { isRemembered } from '../window.ts'
import { openDayToRead } from './day-file.ts'
import { PlaceTable } from './place-table.ts'
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

/** A day that is written, or not sealed yet: its table says where to look. */
export class OpenDay implements KnownDay {
  readonly day: number
  readonly #first: number
  readonly #table = new PlaceTable()
  readonly #inFlight: (position: number) => Held | undefined
  readonly #stored: Lookup
  #sought!: Sought

  /** @param inFlight the record at this place, as long as it is not on disk */
  constructor(
    path: string,
    day: number,
    first: number,
    inFlight: (position: number) => Held | undefined,
  ) {
    this.day = day
    this.#first = first
    this.#inFlight = inFlight
    this.#stored = new Lookup(path, 'SELECT id, received_at FROM records WHERE position = ?')
  }

  add(sought: Sought, position: number): void {
    this.#table.add(sought.slot, sought.mark, position - this.#first)
  }

  find(sought: Sought): number {
    this.#sought = sought
    const offset = this.#table.find(sought.slot, sought.mark, this.#isIt)
    return offset < 0 ? 0 : this.#first + offset
  }

  close(): void {
    this.#stored.close()
  }

  #isIt = (offset: number): boolean => {
    const { id, receivedAt } = this.#sought
    const held = this.#inFlight(this.#first + offset) ?? this.#onDisk(this.#first + offset)
    return held?.id === id.toLowerCase() && isRemembered(held.receivedAt, receivedAt)
  }

  #onDisk(position: number): Held | undefined {
    const row = this.#stored.get(position)
    if (!row) return undefined
    return { id: formatUuid(row.id as Uint8Array), receivedAt: Number(row.received_at) }
  }
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
class Lookup {
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
