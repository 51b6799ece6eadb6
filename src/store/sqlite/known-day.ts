import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { BloomFilter } from '../../core/bloom-filter.ts'
import { formatUuid, parseUuid } from '../../core/ids.ts'
import { isRemembered } from '../window.ts'
import { openDayToRead } from './day-file.ts'
import { PlaceTable } from './place-table.ts'
import { filterPath } from './seal-day.ts'
import { Stretch, stretchPath, type ToWrite, type Written } from './stretch.ts'

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

/** Ids of one part of a day. */
interface Part {
  /** Place its offsets count from. */
  first: number
  find(sought: Sought, isIt: (offset: number) => boolean): number
}

/** Held in memory as a whole. */
class YoungPart implements Part {
  readonly first: number
  readonly #table = new PlaceTable()
  last = 0

  constructor(first: number) {
    this.first = first
  }

  add({ slot, mark }: Sought, position: number): void {
    this.#table.add(slot, mark, position - this.first)
    this.last = position
  }

  find({ slot, mark }: Sought, isIt: (offset: number) => boolean): number {
    return this.#table.find(slot, mark, isIt)
  }
}

/** What an open day needs beside its file. */
export interface OpenDayNeeds {
  /** The record at this place, as long as it is not on disk. */
  inFlight: (position: number) => Held | undefined
  /** Of marks. */
  seed: number
  /** So many of its newest places are in memory, and as many more for a moment. */
  stretch: number
}

/**
 * A day that is written, or not sealed yet. A table in memory says where its newest ids stand;
 * the places of those before are put into files by a thread, so that a long day takes little more
 * memory than a short one.
 *
 *     [ stretch ] [ stretch ] [ full table, on its way ] [ table ]
 */
export class OpenDay implements KnownDay {
  readonly day: number
  readonly #path: string
  readonly #needs: OpenDayNeeds
  readonly #stored: Lookup
  /** Oldest first; the last is written to. */
  readonly #parts: Part[]
  readonly #stretches: Stretch[] = []
  /** Full, and not in a file yet. */
  #full: YoungPart[] = []
  #isBusy = false
  #isClosed = false
  #sought!: Sought
  #first = 0

  constructor(path: string, day: number, first: number, needs: OpenDayNeeds) {
    this.day = day
    this.#path = path
    this.#needs = needs
    this.#parts = [new YoungPart(first)]
    this.#stored = new Lookup(path, 'SELECT id, received_at FROM records WHERE position = ?')
  }

  add(sought: Sought, position: number): void {
    let young = this.#parts.at(-1) as YoungPart
    if (position - young.first >= this.#needs.stretch) {
      this.#full.push(young)
      young = new YoungPart(position)
      this.#parts.push(young)
    }
    young.add(sought, position)
  }

  find(sought: Sought): number {
    this.#sought = sought
    for (let i = this.#parts.length - 1; i >= 0; i--) {
      const part = this.#parts[i]
      this.#first = part.first
      const offset = part.find(sought, this.#isIt)
      if (offset >= 0) return part.first + offset
    }
    return 0
  }

  /** Everything up to `durable` is on disk: the oldest full table may go there too. */
  settle(durable: number): void {
    const [oldest] = this.#full
    if (this.#isBusy || oldest === undefined || oldest.last > durable) return
    this.#full.shift()
    void this.#putAway(oldest)
  }

  close(): void {
    this.#isClosed = true
    this.#full = []
    this.#stored.close()
    for (const stretch of this.#stretches) stretch.close()
  }

  async #putAway(young: YoungPart): Promise<void> {
    this.#isBusy = true
    const { first, last } = young
    const file = stretchPath(this.#path, first)
    try {
      const written = await inThread({
        dayFile: this.#path,
        file,
        first,
        last,
        seed: this.#needs.seed,
      })
      const stretch = new Stretch(file, first, written)
      if (this.#isClosed) return stretch.close()
      this.#stretches.push(stretch)
      this.#parts[this.#parts.indexOf(young)] = stretch
    } catch (error) {
      const why = (error as Error).message
      process.emitWarning(`${file} could not be written, its ids stay in memory: ${why}`)
    } finally {
      this.#isBusy = false
    }
  }

  #isIt = (offset: number): boolean => {
    const { id, receivedAt } = this.#sought
    const position = this.#first + offset
    const held = this.#needs.inFlight(position) ?? this.#onDisk(position)
    return held?.id === id.toLowerCase() && isRemembered(held.receivedAt, receivedAt)
  }

  #onDisk(position: number): Held | undefined {
    const row = this.#stored.get(position)
    if (!row) return undefined
    return { id: formatUuid(row.id as Uint8Array), receivedAt: Number(row.received_at) }
  }
}

/** Keeps no process that is done. */
async function inThread(workerData: ToWrite): Promise<Written> {
  const thread = new Worker(new URL('./stretch-thread.ts', import.meta.url), { workerData })
  thread.unref()
  const [written] = await once(thread, 'message') // an error of the thread rejects this
  return written
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
