import type { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { NoRoom } from '../no-room.ts'
import { DamagedProjections } from '../ports.ts'
import { isOfDamage } from './damage.ts'
import { openProjections } from './projections-file.ts'
import type { Change, FromProjections, ToProjections } from './projections-writer.ts'

/**
 * Profiles and sums of one shop: a thread writes, this side reads. Both stores
 * share it.
 */
export class Projections {
  /** For reading. */
  readonly db: DatabaseSync
  readonly #thread: Worker
  /** Changes at the thread, oldest first. */
  #waiting: { resolve: () => void; reject: (error: Error) => void }[] = []
  #failure?: Error

  constructor(path: string) {
    this.db = openProjections(path)
    this.db.exec('PRAGMA query_only = ON')
    const writer = new URL('./projections-writer.ts', import.meta.url)
    this.#thread = new Worker(writer, { workerData: { path } })
    this.#thread.on('message', (message: FromProjections) => {
      const asked = this.#waiting.shift()
      if (message === 'durable') asked?.resolve()
      else asked?.reject(new NoRoom())
    })
    this.#thread.on('error', cause => {
      const why = `cannot write ${path}: ${cause.message}`
      this.#fail(isOfDamage(cause) ? new DamagedProjections(why) : new Error(why, { cause }))
    })
    this.#thread.on('exit', () => this.#fail(new Error(`the thread that writes ${path} ended`)))
  }

  /** Read. @throws DamagedProjections when what is on disk cannot be. */
  look<T>(read: () => T): T {
    try {
      return read()
    } catch (cause) {
      throw isOfDamage(cause) ? new DamagedProjections((cause as Error).message) : cause
    }
  }

  /** Resolves when it is on disk. @throws NoRoom when the disk is full: ask again. */
  write(change: Change): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure)
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#waiting.push({ resolve, reject })
    this.#thread.postMessage(change satisfies ToProjections)
    return promise
  }

  async close(): Promise<void> {
    if (!this.#failure) {
      const ended = new Promise(resolve => this.#thread.once('exit', resolve))
      this.#thread.postMessage('close' satisfies ToProjections)
      await ended
    }
    if (this.db.isOpen) this.db.close()
  }

  #fail(error: Error): void {
    this.#failure ??= error
    for (const { reject } of this.#waiting) reject(this.#failure)
    this.#waiting = []
  }
}
