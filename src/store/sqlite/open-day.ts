import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { formatUuid } from '../../core/ids.ts'
import { isRemembered } from '../window.ts'
import { type Held, type KnownDay, Lookup, type Sought } from './known-day.ts'
import { PlaceTable } from './place-table.ts'
import { Stretch, stretchPath, type ToWrite, type Written } from './stretch.ts'

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
      rmSync(file, { force: true })
      if (this.#isClosed) return
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
