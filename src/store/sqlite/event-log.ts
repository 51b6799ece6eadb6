import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { parseUuid, timeOfUuidV7 } from '../../core/ids.ts'
import type { LogRecord, NewRecord } from '../../schema/record.ts'
import { makeFolder } from '../folder/make-folder.ts'
import type { Appended, ClosedDay, Env, LogDays } from '../ports.ts'
import { dayOf, REMEMBERED_DAYS } from '../window.ts'
import { CommitQueue } from './commit-queue.ts'
import { DamageBook, type DamageOfDay } from './damage-book.ts'
import { dayPath, daysOf, nameOfDay, openDay, openDayToRead, unreadable } from './day-file.ts'
import { readDurableMark } from './durable-mark.ts'
import { KnownIds } from './known-ids.ts'
import { LogReader } from './log-reader.ts'
import { mendTail } from './mend-tail.ts'
import { Owner } from './owner.ts'
import { positionsIn } from './positions-in.ts'
import type { Rewritten } from './rewrite-day.ts'
import { salvaging } from './salvage-day.ts'
import { scanIds } from './scan-ids.ts'
import { filterPath } from './seal-day.ts'

/**
 * The log of one shop: SQLite, a file per UTC day of receipt.
 *
 *     append ─▶ known? ─▶ place ─▶ CommitQueue ─▶ thread ─▶ durable
 *
 * A day never goes back: a record of yesterday that comes after midnight stands in
 * today's file, so that positions rise from file to file.
 */
export class SqliteEventLog implements LogDays {
  readonly #folder: string
  readonly #owner: Owner
  readonly #env: Env
  readonly #ids: KnownIds
  readonly #queue: CommitQueue
  #day = 0
  #last = 0
  #isClosed = false
  #sealing: Promise<void> = Promise.resolve()
  /** Days before this one are sealed, or are being sealed. */
  #sealedBefore = 0
  readonly #book: DamageBook
  readonly #reader: LogReader
  readonly #closed = new Map<number, ClosedDay>()

  private constructor(folder: string, env: Env, stretch?: number) {
    this.#folder = folder
    this.#env = env
    this.#owner = new Owner(folder, env.now())
    this.#book = new DamageBook(folder)
    this.#reader = new LogReader(folder, damage => this.#book.note(damage))
    const seeds = new Uint32Array(Uint8Array.from(env.random(8)).buffer)
    this.#ids = new KnownIds(folder, seeds, position => this.#queue.held(position), stretch)
    try {
      this.#recover()
    } catch (error) {
      this.#ids.close()
      this.#owner.release()
      throw error
    }
    this.#queue = new CommitQueue(folder, this.#last, day => {
      this.#ids.settle(this.#queue.durable)
      this.#sealBefore(day)
    })
  }

  /**
   * @param folder made if it is missing; one process at a time may have it
   * @param stretch ids of the newest day that stand in memory before they go into a file
   * @throws Error that says which file cannot be read, or who holds the folder.
   */
  static async open(folder: string, env: Env, stretch?: number): Promise<SqliteEventLog> {
    await makeFolder(folder)
    return new SqliteEventLog(folder, env, stretch)
  }

  get last(): number {
    return this.#last
  }

  get durable(): number {
    return this.#queue.durable
  }

  get pendingBytes(): number {
    return this.#queue.bytes
  }

  get hasRoom(): boolean {
    return this.#queue.hasRoom
  }

  /** For tests of a full disk: the file of a day grows no further than so many pages. */
  limitPages(pages: number): void {
    this.#queue.limitPages(pages)
  }

  append(records: readonly NewRecord[], isAwaited = true): Appended {
    const { refusal } = this.#queue
    if (refusal) return { positions: records.map(() => 0), durable: Promise.reject(refusal) }
    const positions: number[] = []
    let awaited = 0
    for (const record of records) {
      const known = this.#ids.find(record.id, record.receivedAt)
      const position = known > 0 ? 0 : this.#place(record)
      positions.push(position)
      awaited = Math.max(awaited, known, position)
    }
    if (isAwaited) this.#queue.hurry()
    return { positions, durable: this.#queue.whenDurable(awaited) }
  }

  read(from: { after?: number; partition?: number }): AsyncIterable<LogRecord[]> {
    return this.#reader.read({ after: 0, ...from, until: this.durable })
  }

  async find(id: string): Promise<LogRecord | undefined> {
    const time = timeOfUuidV7(id)
    if (Number.isNaN(time)) return undefined
    // Of the last days memory knows where to look; days of before are sealed, with an index.
    const known = this.#ids.find(id, time)
    const position = known > 0 ? known : placeIn(dayPath(this.#folder, dayOf(time)), id)
    if (position === 0 || position > this.durable) return undefined
    const stretch = { after: position - 1, until: position }
    for await (const [record] of this.#reader.read(stretch)) return record
    return undefined
  }

  async closedDays(): Promise<ClosedDay[]> {
    await this.#sealing
    const days = daysOf(this.#folder).filter(day => day < this.#sealedBefore)
    for (const day of days) {
      if (this.#closed.has(day)) continue
      const ends = endsOf(dayPath(this.#folder, day))
      if (ends) this.#closed.set(day, { day, ...ends })
      await this.#env.sleep(0)
    }
    return days.flatMap(day => this.#closed.get(day) ?? [])
  }

  rewrite(day: number, records: readonly LogRecord[]): Promise<void> {
    const rewritten = records.map(({ position, version, body }) => {
      return { position, version, body: JSON.stringify(body) }
    })
    return this.#change(day, rewritten)
  }

  dropVisitors(day: number): Promise<void> {
    return this.#change(day)
  }

  get damageCount(): number {
    return this.#book.all.length
  }

  /** What was found damaged so far, by whoever read. */
  get damage(): DamageOfDay[] {
    return this.#book.all
  }

  /** Waits for what was appended, and gives the folder back. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    try {
      await this.#queue.close()
      await this.#sealing
    } finally {
      this.#ids.close()
      this.#owner.release()
    }
  }

  #place(record: NewRecord): number {
    const day = Math.max(this.#day, dayOf(record.receivedAt))
    const position = this.#last + 1
    this.#queue.add(record, this.#ids.words, day, position)
    this.#ids.add(day, position)
    this.#day = day
    this.#last = position
    return position
  }

  /** What the disk holds: the newest day is scanned, those before it are sealed. */
  #recover(): void {
    const known = readDurableMark(this.#folder)
    if (known === 'damaged')
      process.emitWarning(`the mark in ${this.#folder} was damaged: made anew`)
    this.#recoverDays(typeof known === 'number' ? known : 0)
    if (typeof known === 'number' && known > this.#last) this.#tellLost(known)
  }

  /** Places of what was lost are never given again: profiles and snapshots may know it. */
  #tellLost(known: number): void {
    const day = nameOfDay(this.#day)
    const why = 'they were on disk once, and are in no file'
    this.#book.note({ day, first: this.#last + 1, last: known, why })
    this.#last = known
  }

  #recoverDays(known: number): void {
    const days = daysOf(this.#folder)
    const newest = days.pop()
    if (newest === undefined) return
    for (const day of days) {
      if (day < newest - REMEMBERED_DAYS) continue
      salvaging(dayPath(this.#folder, day), () => this.#ids.loadSealed(day))
    }
    this.#last = this.#lastIn(days)
    mendTail(dayPath(this.#folder, newest), known)
    salvaging(dayPath(this.#folder, newest), () => this.#continue(newest))
    this.#day = newest
    this.#sealedBefore = newest
  }

  #continue(day: number): void {
    const path = dayPath(this.#folder, day)
    rmSync(filterPath(path), { force: true })
    const db = openDay(path)
    try {
      const held = positionsIn(db)
      const open = this.#ids.openDay(day, held?.first ?? this.#last + 1)
      scanIds(db, (words, position) => this.#ids.addWords(open, words, position))
      this.#last = held?.last ?? this.#last
    } catch (cause) {
      throw unreadable(path, cause)
    } finally {
      db.close()
    }
  }

  /** Last position of these days; a day whose writer was killed at once is empty. */
  #lastIn(days: number[]): number {
    for (const day of days.toReversed()) {
      const path = dayPath(this.#folder, day)
      const held = salvaging(path, () => endsOf(path))
      if (held) return held.last
    }
    return 0
  }

  /** A day is over when a later one has reached the disk: its writer has closed it. */
  #sealBefore(day: number): void {
    if (day <= this.#sealedBefore) return
    for (const over of this.#ids.openDays(this.#sealedBefore, day)) {
      this.#sealing = this.#sealing.then(() => this.#seal(over))
    }
    this.#sealedBefore = day
  }

  /** Days are sealed and changed one after the other; what fails is for the caller to try again. */
  #change(day: number, rewritten?: readonly Rewritten[]): Promise<void> {
    if (day >= this.#sealedBefore) throw new RangeError(`${nameOfDay(day)} is not over`)
    const path = dayPath(this.#folder, day)
    const change = this.#sealing.then(async () => {
      const thread = new Worker(new URL('./rewrite-day-thread.ts', import.meta.url), {
        workerData: { path, rewritten },
      })
      await once(thread, 'exit')
      if (rewritten === undefined) this.#ids.reload(day)
    })
    this.#sealing = change.catch(() => {})
    return change
  }

  /** In a thread of its own: an index of millions takes seconds. */
  async #seal(day: number): Promise<void> {
    const path = dayPath(this.#folder, day)
    const thread = new Worker(new URL('./seal-day-thread.ts', import.meta.url), {
      workerData: { path },
    })
    try {
      await once(thread, 'exit') // an error of the thread rejects this
      this.#ids.loadSealed(day)
    } catch (error) {
      const why = (error as Error).message
      process.emitWarning(`${path} could not be sealed, its ids stay in memory: ${why}`)
    }
  }
}

function endsOf(path: string) {
  const db = openDayToRead(path)
  try {
    return db && positionsIn(db)
  } finally {
    db?.close()
  }
}

/** Place of the record with this id in the file of a day, or 0. */
function placeIn(path: string, id: string): number {
  const db = openDayToRead(path)
  try {
    const row = db?.prepare('SELECT position FROM records WHERE id = ?').get(parseUuid(id))
    return Number(row?.position ?? 0)
  } finally {
    db?.close()
  }
}
