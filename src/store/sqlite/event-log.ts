import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { LogRecord, NewRecord } from '../../schema/record.ts'
import { makeFolder } from '../folder/make-folder.ts'
import type { Appended, Env, EventLog } from '../ports.ts'
import { dayOf, REMEMBERED_DAYS } from '../window.ts'
import { dayPath, daysOf, openDay, openDayToRead, unreadable } from './day-file.ts'
import type { FromWriter, ToWriter } from './event-log-writer.ts'
import { Group } from './group.ts'
import type { Held } from './known-day.ts'
import { KnownIds } from './known-ids.ts'
import { Owner } from './owner.ts'
import { positionsIn, readDay, type Stretch } from './read-day.ts'
import { scanIds } from './scan-ids.ts'
import { filterPath } from './seal-day.ts'

/** Groups at the thread: one being committed, one waiting so that the disk never does. */
const AT_THREAD = 2
/** A group is not filled beyond this. */
const GROUP_BYTES = 4 << 20

/**
 * The log of one shop: SQLite, a file per UTC day of receipt.
 *
 *     append ─▶ known? ─▶ group ─▶ thread: BEGIN … COMMIT ─▶ durable
 *               (ids)     (fills while the thread commits the one before)
 *
 * A day never goes back: a record of yesterday that comes after midnight stands in
 * today's file, so that positions rise from file to file.
 */
export class SqliteEventLog implements EventLog {
  readonly #folder: string
  readonly #owner: Owner
  readonly #thread: Worker
  readonly #ids: KnownIds
  /** Not on disk yet, oldest first; the first `#sent` of them are at the thread. */
  #groups: Group[] = []
  #sent = 0
  #day = 0
  #last = 0
  #durable = 0
  #groupSize = 0
  #failure?: Error
  #isClosed = false
  #sealing: Promise<void> = Promise.resolve()
  /** Days before this one are sealed, or are being sealed. */
  #sealedBefore = 0
  /** Last position of days that are over, once somebody read them to the end. */
  readonly #lastOfDay = new Map<number, number>()

  private constructor(folder: string, env: Env) {
    this.#folder = folder
    this.#owner = new Owner(folder, env.now())
    const seeds = new Uint32Array(env.random(8).slice().buffer)
    this.#ids = new KnownIds(folder, seeds, position => this.#inFlight(position))
    try {
      this.#recover()
    } catch (error) {
      this.#ids.close()
      this.#owner.release()
      throw error
    }
    const writer = new URL('./event-log-writer.ts', import.meta.url)
    this.#thread = new Worker(writer, { workerData: { folder } })
    this.#thread.on('message', (_: FromWriter) => this.#onDurable())
    this.#thread.on('error', error => this.#fail(error))
    this.#thread.on('exit', () => this.#fail(new Error('its thread ended')))
  }

  /**
   * @param folder made if it is missing; one process at a time may have it
   * @throws Error that says which file cannot be read, or who holds the folder.
   */
  static async open(folder: string, env: Env): Promise<SqliteEventLog> {
    await makeFolder(folder)
    return new SqliteEventLog(folder, env)
  }

  get last(): number {
    return this.#last
  }

  get durable(): number {
    return this.#durable
  }

  append(records: readonly NewRecord[]): Appended {
    if (this.#failure) {
      return { positions: records.map(() => 0), durable: Promise.reject(this.#failure) }
    }
    const positions: number[] = []
    let awaited = 0
    for (const record of records) {
      const known = this.#ids.find(record.id, record.receivedAt)
      const position = known > 0 ? 0 : this.#place(record)
      positions.push(position)
      awaited = Math.max(awaited, known, position)
    }
    return { positions, durable: this.#whenDurable(awaited) }
  }

  async *read(from: { after?: number; partition?: number }): AsyncIterable<LogRecord[]> {
    const { after = 0, partition } = from
    const until = this.#durable
    for (const day of daysOf(this.#folder)) {
      if ((this.#lastOfDay.get(day) ?? until) <= after) continue
      for (const chunk of this.#readDay(day, { after, until, partition })) {
        yield chunk
        await nextTurn()
      }
    }
  }

  /** Waits for what was appended, and gives the folder back. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    try {
      await this.#groups.at(-1)?.durable
      await this.#sealing
    } finally {
      this.#ids.close()
      if (!this.#failure) await this.#endThread()
      this.#owner.release()
    }
  }

  #place(record: NewRecord): number {
    const day = Math.max(this.#day, dayOf(record.receivedAt))
    const position = this.#last + 1
    this.#groupFor(day, position).add(record, this.#ids.words)
    this.#ids.add(day, position)
    this.#day = day
    this.#last = position
    return position
  }

  /** The group that fills: none of it is at the thread. */
  #groupFor(day: number, position: number): Group {
    const newest = this.#groups[this.#groups.length - 1]
    const isFilling = this.#groups.length > this.#sent
    if (isFilling && newest.day === day && newest.size < GROUP_BYTES) return newest
    const group = new Group(day, position, this.#groupSize)
    this.#groups.push(group)
    queueMicrotask(() => this.#send())
    return group
  }

  #send(): void {
    while (this.#sent < AT_THREAD && this.#sent < this.#groups.length) {
      const group = this.#groups[this.#sent++]
      this.#groupSize = group.size
      const { day, first } = group
      const bytes = group.take()
      this.#thread.postMessage({ day, first, bytes } satisfies ToWriter, [bytes.buffer])
    }
  }

  #onDurable(): void {
    const group = this.#groups.shift()!
    this.#sent--
    this.#durable = group.last
    group.resolve()
    this.#send()
    if (this.#sealedBefore < group.day) this.#sealBefore(group.day)
  }

  /** Groups are committed in order: the one that holds this position is the last to wait for. */
  #whenDurable(position: number): Promise<void> {
    for (const group of this.#groups) if (group.last >= position) return group.durable
    return Promise.resolve()
  }

  #inFlight(position: number): Held | undefined {
    if (position <= this.#durable) return undefined
    return this.#groups.find(group => group.last >= position)?.held(position)
  }

  /** What the disk holds: the newest day is scanned, those before it are sealed. */
  #recover(): void {
    const days = daysOf(this.#folder)
    const newest = days.pop()
    if (newest === undefined) return
    for (const day of days) if (day >= newest - REMEMBERED_DAYS) this.#ids.loadSealed(day)
    this.#last = this.#lastIn(days)
    this.#continue(newest)
    this.#day = newest
    this.#sealedBefore = newest
    this.#durable = this.#last
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
      const db = openDayToRead(dayPath(this.#folder, day))
      const held = db && positionsIn(db)
      db?.close()
      if (held) return held.last
    }
    return 0
  }

  *#readDay(day: number, stretch: Stretch): Generator<LogRecord[]> {
    const path = dayPath(this.#folder, day)
    const db = openDayToRead(path)
    if (!db) return
    try {
      yield* readDay(db, stretch)
      const isOver = day < this.#sealedBefore
      if (isOver) this.#lastOfDay.set(day, positionsIn(db)?.last ?? 0)
    } catch (cause) {
      throw unreadable(path, cause)
    } finally {
      db.close()
    }
  }

  /** In a thread of its own, one day at a time: an index of millions takes seconds. */
  #sealBefore(day: number): void {
    this.#sealedBefore = day
    for (const over of this.#ids.unsealed()) {
      this.#sealing = this.#sealing.then(() => this.#seal(over))
    }
  }

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

  #fail(cause: Error): void {
    if (this.#failure) return
    const message = `the log in ${this.#folder} can no longer be written: ${cause.message}`
    this.#failure = new Error(message, { cause })
    for (const group of this.#groups) group.reject(this.#failure)
    this.#groups = []
  }

  async #endThread(): Promise<void> {
    const ended = new Promise(resolve => this.#thread.once('exit', resolve))
    this.#failure = new Error('the log is closed')
    this.#thread.postMessage('close' satisfies ToWriter)
    await ended
  }
}
