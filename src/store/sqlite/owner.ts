import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * The claim of one process on one folder. The lock is SQLite's, thus the
 * kernel's: it ends with its process, however that ends, and holds between
 * containers too, where a process number says nothing. `owner.json` beside it
 * only tells who to ask.
 */
export class Owner {
  readonly #lock: DatabaseSync

  /** @throws Error that says who holds the folder. */
  constructor(folder: string, now: number) {
    this.#lock = new DatabaseSync(join(folder, 'owner.lock'))
    const name = join(folder, 'owner.json')
    try {
      this.#lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
    } catch (cause) {
      this.#lock.close()
      throw new Error(`${folder} is in use by ${describe(name)}; only one process may write it`, {
        cause,
      })
    }
    writeFileSync(name, JSON.stringify({ pid: process.pid, host: hostname(), since: now }))
  }

  release(): void {
    this.#lock.close()
  }
}

function describe(file: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(file, 'utf8'))
    return `process ${pid} on ${host} since ${new Date(since).toISOString()}`
  } catch {
    return 'another process' // it has the lock and has not written its name yet
  }
}
