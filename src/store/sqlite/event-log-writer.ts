import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { isNoRoom } from '../no-room.ts'
import { goBehind } from './behind.ts'
import { dayPath, openDay } from './day-file.ts'
import { DurableMark } from './durable-mark.ts'
import { unpack } from './group.ts'
import { sumOfPacked } from './record-sum.ts'
import { StripWriter } from './strips.ts'

/**
 * The thread that writes the log. Each message is a group, each group a
 * transaction, and `durable` is said after its COMMIT, which returns when the
 * disk has it. While it commits one group, the next one gathers on the other
 * side: the slower the disk, the larger the groups.
 *
 * A full disk is waited for, with the group in hand: its transaction is taken back, and
 * nothing of it was promised to be on disk. Whatever else goes wrong ends the thread. After a failed fsync nobody knows what
 * the disk holds; to try again would be to guess.
 */
export type ToWriter = Grouped | { pages: number } | 'close'
export type FromWriter = 'durable' | 'full'
interface Grouped {
  day: number
  first: number
  bytes: Uint8Array
}

/** Pages of WAL before it is folded in, 4 kB each: 10 ms of work. */
const CHECKPOINT_PAGES = 2000
/** A full disk is tried again so often. */
const RETRY_MS = 250

class DayWriter {
  readonly day: number
  readonly #db: DatabaseSync
  readonly #insert: StatementSync
  #strips: StripWriter

  constructor(folder: string, day: number, pages: number) {
    this.day = day
    this.#db = openDay(dayPath(folder, day))
    this.#db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    this.limit(pages)
    this.#insert = this.#db.prepare(
      'INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)',
    )
    this.#strips = new StripWriter(this.#db)
  }

  limit(pages: number): void {
    this.#db.exec(`PRAGMA max_page_count = ${pages}`)
  }

  /** All of it or nothing. */
  commit(first: number, bytes: Uint8Array): void {
    try {
      this.#insertAll(first, bytes)
    } catch (error) {
      if (isNoRoom(error)) this.#takeBack()
      throw error
    }
  }

  close(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    this.#db.close()
  }

  #insertAll(first: number, bytes: Uint8Array): void {
    let position = first
    this.#db.exec('BEGIN')
    for (const { whole, partition, id, type, version, receivedAt, body } of unpack(bytes)) {
      const sum = sumOfPacked(whole, position)
      this.#insert.run(position, partition, id, type, version, receivedAt, body, sum)
      this.#strips.add(position++, partition)
    }
    this.#db.exec('COMMIT')
    mark.write(position - 1)
  }

  #takeBack(): void {
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
    this.#strips = new StripWriter(this.#db)
  }
}

const { folder } = workerData as { folder: string }
const mark = new DurableMark(folder)
/** Larger than any file may be. */
let pages = 0xfffffffe
let writer: DayWriter | undefined
/** Not on disk yet, oldest first. More than one only while the disk is full. */
const waiting: Grouped[] = []

goBehind()
parentPort!.on('message', (message: ToWriter) => {
  if (message === 'close') return end()
  if ('pages' in message) {
    pages = message.pages
    writer?.limit(pages)
  } else if (waiting.push(message) === 1) work()
})

function work(): void {
  while (waiting.length > 0) {
    try {
      commit(waiting[0])
    } catch (error) {
      if (!isNoRoom(error)) throw error
      parentPort!.postMessage('full' satisfies FromWriter)
      setTimeout(work, RETRY_MS)
      return
    }
    waiting.shift()
    parentPort!.postMessage('durable' satisfies FromWriter)
  }
}

function commit({ day, first, bytes }: Grouped): void {
  if (writer?.day !== day) {
    writer?.close()
    writer = undefined
    writer = new DayWriter(folder, day, pages)
  }
  writer.commit(first, bytes)
}

/** What waits for room is given up: nobody was told that it is safe. */
function end(): void {
  const isFull = waiting.length > 0
  waiting.length = 0
  try {
    writer?.close()
  } catch (error) {
    if (!isFull || !isNoRoom(error)) throw error
  }
  parentPort!.close()
}
