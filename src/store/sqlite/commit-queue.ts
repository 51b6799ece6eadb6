import { Worker } from 'node:worker_threads'
import type { NewRecord } from '../../schema/record.ts'
import { NoRoom } from '../no-room.ts'
import type { FromWriter, ToWriter } from './event-log-writer.ts'
import { Group } from './group.ts'
import type { Held } from './known-day.ts'

/** Groups at the thread: one being committed, one waiting so that the disk never does. */
const AT_THREAD = 2
/** A group is not filled beyond this. */
const GROUP_BYTES = 4 << 20
/** How long what nobody waits for stays here for more to go with it. */
const LINGER_MS = 10

/**
 * Records on their way to the disk, in groups, in order.
 *
 *     add ─▶ group that fills ─▶ thread: BEGIN … COMMIT ─▶ its promise resolves
 *            (while the thread commits the one before,
 *             and until somebody waits for it)
 *
 * While the disk is full the thread keeps its groups and tries again; whoever waits is
 * told. Once the thread has failed, nothing is ever acknowledged again.
 */
export class CommitQueue {
  readonly #folder: string
  readonly #thread: Worker
  readonly #onDurable: (day: number) => void
  /** Not on disk yet, oldest first; the first `#sent` of them are at the thread. */
  #groups: Group[] = []
  #sent = 0
  /** The first so many need not wait for more to go with them. */
  #due = 0
  #lingers = false
  #durable: number
  #lastSize = 0
  #hasRoom = true
  #failure?: Error
  #isClosed = false

  /**
   * @param durable last place on disk
   * @param onDurable called with the day of each group that has reached the disk
   */
  constructor(folder: string, durable: number, onDurable: (day: number) => void) {
    this.#folder = folder
    this.#durable = durable
    this.#onDurable = onDurable
    const writer = new URL('./event-log-writer.ts', import.meta.url)
    this.#thread = new Worker(writer, { workerData: { folder } })
    this.#thread.on('message', (message: FromWriter) => {
      if (this.#failure) return // its last words may come behind its end
      if (message === 'full') this.#waitForRoom()
      else this.#acknowledge()
    })
    this.#thread.on('error', error => this.#fail(error))
    this.#thread.on('exit', () => this.#fail(new Error('its thread ended')))
  }

  get durable(): number {
    return this.#durable
  }

  /** Of all records that are not on disk yet. */
  get bytes(): number {
    let bytes = 0
    for (const group of this.#groups) bytes += group.size
    return bytes
  }

  /** Did the last group fit on the disk? Once it has failed there is no question of room: whoever adds hears why. */
  get hasRoom(): boolean {
    return this.#hasRoom || this.#failure !== undefined
  }

  /** Let a day's file grow to so many pages of 4 kB and no further, as a full disk would. */
  limitPages(pages: number): void {
    this.#thread.postMessage({ pages } satisfies ToWriter)
  }

  /** Why nothing more is taken, once it is so. */
  get refusal(): Error | undefined {
    return this.#isClosed ? new Error('the log is closed') : this.#failure
  }

  /** It goes to the disk in a few milliseconds, or at once when somebody waits: `hurry`. */
  add(record: NewRecord, words: Uint32Array, day: number, position: number): void {
    this.#filling(day, position).add(record, words)
  }

  /** Somebody waits: all goes at the end of this turn of the loop, what arrived together together. */
  hurry(): void {
    if (this.#due === this.#groups.length) return
    this.#due = this.#groups.length
    setImmediate(() => this.#send())
  }

  #linger(): void {
    if (this.#lingers) return
    this.#lingers = true
    setTimeout(() => {
      this.#lingers = false
      this.hurry()
    }, LINGER_MS)
  }

  /** Groups are committed in order, so the one that holds this place is the last to wait for. */
  whenDurable(position: number): Promise<void> {
    for (const group of this.#groups) if (group.last >= position) return group.durable
    return Promise.resolve()
  }

  /** The record at this place, as long as it is not on disk. */
  held(position: number): Held | undefined {
    if (position <= this.#durable) return undefined
    return this.#groups.find(group => group.last >= position)?.held(position)
  }

  /** Waits for what was added, but not for room. @throws Error when the disk refused it. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.hurry()
    await this.#groups.at(-1)?.durable.catch(error => {
      if (!(error instanceof NoRoom)) throw error
    })
    if (this.#failure) return
    const ended = new Promise(resolve => this.#thread.once('exit', resolve))
    this.#thread.postMessage('close' satisfies ToWriter)
    await ended
  }

  /** The newest group, as long as none of it is at the thread. */
  #filling(day: number, position: number): Group {
    const newest = this.#groups[this.#groups.length - 1]
    const isHere = this.#groups.length > this.#sent
    if (isHere && newest.day === day && newest.size < GROUP_BYTES) return newest
    const group = new Group(day, position, this.#lastSize)
    this.#due = this.#groups.length // no more goes with those before
    this.#groups.push(group)
    this.#linger()
    return group
  }

  #send(): void {
    while (this.#sent < AT_THREAD && this.#sent < this.#due) {
      const group = this.#groups[this.#sent++]
      this.#lastSize = group.size
      const { day, first } = group
      const bytes = group.take()
      this.#thread.postMessage({ day, first, bytes } satisfies ToWriter, [bytes.buffer])
    }
  }

  #acknowledge(): void {
    const group = this.#groups.shift()!
    this.#sent--
    this.#due--
    if (!this.#hasRoom) process.emitWarning(`there is room again for the log in ${this.#folder}`)
    this.#hasRoom = true
    this.#durable = group.last
    group.resolve()
    this.#send()
    this.#onDurable(group.day)
  }

  #waitForRoom(): void {
    if (this.#hasRoom) {
      process.emitWarning(
        `no room on the disk for the log in ${this.#folder}: nothing more is acknowledged until there is`,
      )
    }
    this.#hasRoom = false
    for (const group of this.#groups) group.refuse(new NoRoom())
  }

  #fail(cause: Error): void {
    if (this.#failure) return
    const message = `the log in ${this.#folder} can no longer be written: ${cause.message}`
    this.#failure = new Error(message, { cause })
    for (const group of this.#groups) group.refuse(this.#failure)
    this.#groups = []
    this.#due = 0
  }
}
