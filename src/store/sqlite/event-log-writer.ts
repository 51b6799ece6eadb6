import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { dayPath, openDay } from './day-file.ts'
import { unpack } from './group.ts'
import { sumOfPacked } from './record-sum.ts'
import { StripWriter } from './strips.ts'

/**
 * The thread that writes the log. Each message is a group, each group a
 * transaction, and `durable` is said after its COMMIT, which returns when the
 * disk has it. While it commits one group, the next one gathers on the other
 * side: the slower the disk, the larger the groups.
 *
 * Whatever goes wrong ends the thread. After a failed fsync nobody knows what
 * the disk holds; to try again would be to guess.
 */
export type ToWriter = { day: number; first: number; bytes: Uint8Array } | 'close'
export type FromWriter = 'durable'

/** Pages of WAL before it is folded in, 4 kB each: 10 ms of work. */
const CHECKPOINT_PAGES = 2000

class DayWriter {
  readonly day: number
  readonly #db: DatabaseSync
  readonly #insert: StatementSync
  readonly #strips: StripWriter

  constructor(folder: string, day: number) {
    this.day = day
    this.#db = openDay(dayPath(folder, day))
    this.#db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    this.#insert = this.#db.prepare(
      'INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)',
    )
    this.#strips = new StripWriter(this.#db)
  }

  commit(first: number, bytes: Uint8Array): void {
    let position = first
    this.#db.exec('BEGIN')
    for (const { whole, partition, id, type, version, receivedAt, body } of unpack(bytes)) {
      const sum = sumOfPacked(whole, position)
      this.#insert.run(position, partition, id, type, version, receivedAt, body, sum)
      this.#strips.add(position++, partition)
    }
    this.#db.exec('COMMIT')
  }

  close(): void {
    this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    this.#db.close()
  }
}

const { folder } = workerData as { folder: string }
let writer: DayWriter | undefined

parentPort!.on('message', (message: ToWriter) => {
  if (message === 'close') {
    writer?.close()
    parentPort!.close()
    return
  }
  const { day, first, bytes } = message
  if (writer?.day !== day) {
    writer?.close()
    writer = new DayWriter(folder, day)
  }
  writer.commit(first, bytes)
  parentPort!.postMessage('durable' satisfies FromWriter)
})
